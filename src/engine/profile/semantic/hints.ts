import { wordsOf } from './words'

/** What a column's name says it holds, in French and English field words; weak evidence, never enough alone. */
const WORDS = {
  identifier:
    'id ids identifiant identifier identifiants numero num no ref reference code key cle matricule index uid uuid guid siret siren insee finess ean gtin dossier ticket',
  text: 'commentaire commentaires comment comments verbatim resume summary description descriptif remarque remarques observation observations avis texte text message sujet objet subject libelle_libre detail details suggestion suggestions feedback review notes_libres plainte reclamation',
  person: 'prenom prenoms nom_de_famille firstname lastname surname fname lname civilite_nom nomprenom nom',
  span: 'duree duration delai delais delay attente wait waiting elapsed retard temps tenure anciennete prise traitement intervention',
  clock: 'heure horaire time clock',
  latitude: 'lat latitude',
  longitude: 'lon lng long longitude',
  email: 'mail email courriel mel',
  phone: 'tel telephone phone mobile portable gsm fax',
  postcode: 'cp postal postcode zip zipcode',
  name: 'nom noms prenom prenoms name fname lname surname firstname lastname contact titulaire client_name',
  score:
    'note notes score scores rating ratings satisfaction csat nps ces recommandation recommendation reco evaluation stars etoiles likert',
  recommend: 'nps recommandation recommander recommendation recommend reco',
  percent: 'pct percent percentage pourcentage pourcent taux rate ratio part share %',
  money:
    'montant prix cout couts amount price cost costs salaire salary revenu revenus revenue revenues tarif budget depense ca eur euro euros € $ £ charge charges remise facture total_paid refund refunds clv',
  unsigned:
    'salaire salaires salary salaries wage wages paie loyer loyers rent prix price prices tarif tarifs poids weight surface superficie area taille height hauteur largeur longueur length width population',
  change:
    'variation variations ecart ecarts evolution delta diff difference gap change growth hausse baisse progression gain gains perte pertes loss solde balance remise rabais avoir regularisation correction',
  duration:
    'duree duration delai delais delay attente wait waiting minutes minute min secondes seconds sec heures hours jours days tenure anciennete retard temps time elapsed',
  age: 'age ages',
  year: 'annee year an millesime yr',
  count: 'nb nbre nombre number count qte quantite qty quantity effectif',
  date: 'date jour day le',
  start:
    'debut start begin depart ouverture open opened creation created commande ordered order emission entree check_in from achat souscription subscription admission admitted embauche hired hire',
  end: 'fin end finish arrivee cloture close closed resolution resolved livraison delivered delivery sortie check_out to echeance retour resiliation termination terminated expiration expiry discharge',
  birth: 'naissance birth dob ne birthdate'
} as const
export type Hint = keyof typeof WORDS
const SETS = Object.fromEntries(
  Object.entries(WORDS).map(([hint, words]) => [hint, new Set(words.split(' '))])
) as Record<Hint, Set<string>>

/** Whether a column's name speaks of something. */
export function hints(name: string, hint: Hint): boolean {
  // « N° » and « no » before a word: a number that names.
  if (hint === 'identifier' && /(^|[^\p{L}])n[°º]/iu.test(name)) return true
  const words = wordsOf(name)
  // The head of a name stands first in French and last in English: « Time convenience » is no time.
  const heard = hint === 'duration' ? words.filter((_, place) => place === 0 || place === words.length - 1) : words
  return heard.some((word) => SETS[hint].has(word))
}
