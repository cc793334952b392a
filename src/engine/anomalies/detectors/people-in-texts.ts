import { text } from '../../sql'

/*
 * Names of people within a text that says more, as SQL. Forms of address are not needed for them: a common first name is known, and
 * a capital behind it, or words before it that only people follow.
 */

/** Common first names of France and its neighbours, bare of accents and capitals; those that are a town or a thing as often are left out. */
const FIRST_NAMES = `
  aaron abdel abdou abdoulaye adam adama adele adrien agathe agnes aicha alain alan alban albert alex alexandra alexandre alexia
  alexis alfred ali alice alicia aline alison alix amadou amandine amelie amina amine amir anais anastasia andre andrea andrew
  angela angelique anissa anita anna annabelle anne annick annie anthony antoine antoinette antonin antonio apolline ariane
  armand arnaud arthur assia astrid aurelia aurelie aurelien awa axel axelle aya aymeric baptiste barbara bastien beatrice
  benedicte benjamin benoit bernadette bernard bertrand bilal boris boubacar brahim brandon brian brigitte bruno camille carine
  carla carlos carole caroline cassandra catherine cathy cecile cedric celia celine chantal charlene charles charlie charline
  charlotte chloe christelle christian christiane christine christophe christopher cindy claire clara clarisse claude claudia
  claudine clemence clement clementine colette coline coralie corentin corinne cyril cyrille damien daniel daniela daniele
  danielle david deborah delphine denis denise diane didier dimitri djamel dominique dorian dorothee driss dylan edgar edith
  edouard edward elena eleonore eliane elias elif elisabeth elise elizabeth elodie eloise elsa emily emma emmanuel emmanuelle
  enzo eric erik erwan estelle esther ethan etienne eugene eugenie eva evelyne fabien fabienne fabrice fadila farid farida
  fatima fatou fatoumata felix ferdinand fernand fernando flavie flora florence florian francesca francis franck francois
  francoise frank frederic frederique gabin gabriel gabriela gabrielle gael gaelle gaetan gaspard gauthier genevieve geoffrey
  georges georgette gerald geraldine gerard germaine ghislaine gilbert gilles ginette giulia gregoire gregory guillaume gustave
  guy gwenaelle habib hadrien hakim halima hamid hamza hanna hannah hans harry hasna hassan helena helene henri henriette herve
  hocine honore hubert hugo hugues huguette ibrahim ibrahima idriss ilyes imane ines ingrid irene iris isaac isabelle isaure
  ismael issa ivan jack jacob jacqueline jacques jade jamal james jamila jane janine jason jean jeanne jeannine jennifer jeremie
  jeremy jerome jessica jessie jimmy joachim joan joana joanna joao joel joelle johan johann johanna john johnny jonas jonathan
  jorge jose joseph josephine joshua josiane joyce juan judith jules julia julian julie julien juliette justin justine kader
  kamel karen karim karima karine karl katia kelly kenza kevin khadija khaled khalid kim kylian laetitia laila lamia lara larry
  laura laure laurence laurent laurie laurine lea leila lena leo leon leonie leopold liam lila liliane lilou lina linda lisa
  lise livia loic lois lola lorenzo louane loubna louis louise louna luc luca lucas lucie lucien lucienne lucile ludivine
  ludovic luigi luis luna lydia lydie mael maelle maelys mahmoud maia maimouna malik malika mamadou manon manuel marc marcel
  marcelle marco margaux margot marguerite maria mariam mariama marianne marie marina marine mario marion marius marjorie
  marlene martine mary maryam maryline maryse mathias mathieu mathilde mathis mathys matteo matthew matthias matthieu maud
  maurice maxence maxime maximilien mehdi melanie melina melissa meriem mia michael michel michele micheline miguel mila milo
  mireille mohamed mohammed moise mokhtar momar monica monique morgan morgane mouna mounir moussa muriel mustapha myriam nabil
  nadege nadia nadine naima naomi nassim natacha natalia nathalie nathan nicolas nicole nina nino noa noah noam noe noemie nolan
  noor nora norbert nordine nour noura oceane odette odile olga oliver olivia olivier omar ophelie oscar oumar oumou ousmane
  pablo paola pascal pascale patrice patricia patrick paul paula paulette pauline paulo pedro perrine peter philip philippe
  pierre pierrette priscilla quentin rachel rachid rachida radia raoul raphael raphaelle raymond raymonde rebecca regine regis
  remi remy renaud rene renee richard rita robert roberto robin rodolphe rodrigue roger roland romain romane romeo romuald ronan
  rosalie roseline roxane ruben ryan sabine sabrina sacha safia said salim salima sally salma salome sam samantha samia samir
  samira samuel sandra sandrine sandy sara sarah sebastien sekou selim selma serge severine simon simone sofiane solange solene
  sonia sophia sophie soraya stella stephane stephanie steve steven suzanne sylvain sylvie tanguy tania tara tatiana teddy thea
  theo theodore therese thibault thibaut thierry thomas tiago tiffany timothee timothy tina titouan tom tony tristan ugo ulysse
  ursula valentin valentine valerie vanessa veronique victor victorine vincent virginie viviane vladimir wassim wendy wilfried
  william willy xavier yacine yanis yann yannick yasmina yasmine yassine youcef younes youssef yves yvette yvon yvonne zacharie
  zahra zakaria zineb zoe
`
  .trim()
  .split(/\s+/)
  .map((name) => name.charAt(0).toUpperCase() + name.slice(1))
  .join('|')

const GAP = '[ \\x{A0}\\x{202F}]+'
const CAPITAL = "\\p{Lu}[\\p{L}'’-]+"

/** Words that a person follows, bare of accents: "vu avec", "merci à", "spoke to"; "à" alone goes before places. */
const BEFORE = [
  '(?:[Mm]erci|[Mm]ercis|[Bb]ravo|[Ff]elicitations|[Gg]race|[Pp]arle|[Dd]it|[Ee]crit|[Dd]emande|[Rr]emis|[Tt]ransmis|[Cc]onfiee?|[Aa]dressee?|[Ss]ignale|[Ee]xplique|[Rr]epondu|[Tt]elephone) (?:beaucoup |infiniment |encore )?a',
  "[Aa]vec|[Pp]ar|[Dd]e la part de|[Rr]emercie|[Rr]emercier|[Rr]appeler|[Rr]econtacter|[Cc]ontacter|[Rr]appele|[Jj][’']ai eu|[Bb]onjour",
  '(?:[Cc]ollegue|[Cc]onseill(?:er|ere)|[Vv]endeu(?:r|se)|[Tt]echnicien(?:ne)?|[Ii]nfirmi(?:er|ere)|[Ss]erveu(?:r|se)|[Gg]uichetiere?|[Cc]aissi(?:er|ere)|[Ii]nterlocut(?:eur|rice)|[Ss]tagiaire|[Aa]gent)',
  '(?:[Tt]hanks|[Tt]hank you|[Ss]poke|[Tt]alked|[Ss]peaking|[Cc]hatted) (?:to|with)|[Ww]ith|[Bb]y|[Mm]et|[Nn]amed|[Cc]olleague'
].join('|')

/** Places and things called after people: what stands behind these words is no person of the text. */
const CALLED_AFTER =
  "(?i:\\b(?:rue|avenue|av|bd|boulevard|place|allée|impasse|chemin|quai|cours|pont|square|parc|jardin|lycée|collège|école|crèche|université|fac|faculté|campus|institut|fondation|hôpital|clinique|maternité|centre|résidence|cité|espace|salle|stade|gymnase|piscine|théâtre|cinéma|musée|médiathèque|bibliothèque|gare|station|arrêt|métro|tram|ligne|direction|terminus|aéroport|tour|fort|port|hôtel|restaurant|camping|château|pharmacie|laboratoires?|garage|boutique|magasin|marque|saint|sainte|st|ste|street|school|hospital|road|station)\\b)[\\s:-]*(?:(?:d[eu]s?|l[ae]s?|d[’']|l[’'])\\s*)*" +
  `(?:${CAPITAL}${GAP}(?:d[eu] )?){0,2}${CAPITAL}`
const RENOWNED =
  "Victor Hugo|Jean Jaur[eè]s|Jules Ferry|Jules Verne|Charles de Gaulle|Jean Moulin|Jean Mac[eé]|Jean Monnet|Jean Mermoz|Jean Zay|Marie Curie|Pierre Curie|Louis Pasteur|[EÉ]mile Zola|Fran[cç]ois Mitterrand|Simone Veil|Robert Schuman|Claude Bernard|Albert Camus|Jacques Pr[eé]vert|Jeanne d[’']Arc|[EÉ]douard Herriot|L[eé]on Blum|L[eé]on Gambetta|Paul Bert|Gabriel P[eé]ri|Yves Rocher|Pierre Fabre|Jean Paul Gaultier"

const NAME = `(?:${FIRST_NAMES})(?:-[A-Z][a-z]+)?`
const NAMED = `(?:^|[^\\p{L}])(?:${BEFORE}),?${GAP}${NAME}(?:$|[^\\p{L}])|(?:^|[^\\p{L}-])${NAME}${GAP}(?:(?:d[eu]|l[ea]|el|ben|van|von|da) )?${CAPITAL}`

/** Texts with a capital behind another word, where a person could be named: much cheaper to look for than the names, and implied by them. */
export function mayNameSql(value: string): string {
  return `regexp_matches(${value}, ${text(`\\p{L}\\p{M}*,?${GAP}\\p{Lu}`)})`
}

/** Texts that name a person by a first name: behind a word that people follow, or before a family name. */
export function namesSomeoneSql(value: string): string {
  const apart = text(`${CALLED_AFTER}|${RENOWNED}`)
  const rest = `CASE WHEN regexp_matches(${value}, ${apart}) THEN regexp_replace(${value}, ${apart}, ' – ', 'g') ELSE ${value} END`
  const names = (one: string): string => `regexp_matches(strip_accents(${one}), ${text(NAMED)})`
  return `CASE WHEN NOT ${mayNameSql(value)} THEN false WHEN ${names(value)} THEN ${names(`(${rest})`)} ELSE false END`
}
