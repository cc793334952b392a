import { hints, plainText } from '../profile'

/** Words that say "this identifies" and nothing of what. */
const GENERIC = new Set(
  'id ids identifiant identifier ident code codigo num numero nummer no nr n key cle ref reference pk fk uid uuid guid idx index'.split(
    ' '
  )
)
const LINKING = new Set('de du des la le les l d of the a un une table export data donnees fichier file'.split(' '))
/** Words for what a thing is called, in the singular: they say nothing of which thing. */
const DESCRIBING = new Set('nom name libelle label titre title intitule designation description'.split(' '))
/** French and English names of the same things, made one. */
const SAME = new Map(
  [
    'client customer account compte cust clients',
    'commande order cmd',
    'produit product article item prod',
    'employe employee staff agent salarie',
    'magasin store shop boutique',
    'ligne line',
    'trajet trip voyage',
    'fournisseur supplier vendor',
    'ville city town',
    'pays country',
    'region',
    'categorie category cat',
    'departement department dept',
    'utilisateur user usager',
    'contrat contract',
    'facture invoice',
    'enquete survey',
    'reponse answer response',
    'gare station',
    'vehicule vehicle',
    'materiel equipment',
    'etudiant student',
    'cours course',
    'annee year',
    'mois month',
    'semaine week',
    'jour date day',
    'vendeur seller'
  ].flatMap((line) => {
    const words = line.split(' ')
    return words.map((word) => [word, words[0] ?? word] as const)
  })
)

/** Words for another thing of the same kind. */
const OTHER_THING = new Set(
  'parent pere mere parente ancetre ancestor superieure precedent precedente previous prev predecesseur predecessor suivant suivante next successeur successor successeure remplace remplacant replaces replaced origine original'.split(
    ' '
  )
)
/** Words for another person, among people. */
const OTHER_PERSON = new Set(
  'manager superieur chef responsable superviseur supervisor boss report reports leader tuteur mentor encadrant parrain marraine referrer referer referent sponsor conjoint conjointe spouse'.split(
    ' '
  )
)
const PEOPLE = new Set(
  'employe client utilisateur vendeur etudiant personne person people personnel membre member adherent contact collaborateur worker salarie abonne subscriber eleve student'.split(
    ' '
  )
)
/** Columns that people have. */
const OF_PEOPLE = new Set('prenom firstname lastname surname naissance birthdate birthday embauche hiredate salaire salary'.split(' ')) // prettier-ignore

/** Whether a column's name says that it means another thing of its own kind, or another person; null where it does neither. */
export function namesRole(column: string): 'thing' | 'person' | null {
  const words = parts(column)
  if (words.some((word) => OTHER_THING.has(word) || OTHER_THING.has(singular(word)))) return 'thing'
  return words.some((word) => OTHER_PERSON.has(word)) ? 'person' : null
}

/** Whether a table is one of people, by its name or by what its columns tell. */
export function namesPeople(table: string, columns: readonly string[]): boolean {
  if (meaning(table).some((word) => PEOPLE.has(word))) return true
  return columns.some((column) => {
    const words = parts(column)
    return OF_PEOPLE.has(words.join('')) || words.some((word) => OF_PEOPLE.has(word))
  })
}

/**
 * How much the name of a column speaks of a key of another table, 0 to 1: `Customer ID`, `CustomerID` and `id_client` are
 * the same; `client` names the key `id` of table `clients`. A bare `id` names its own table only. Names are the strongest
 * single feature of foreign keys (Rostin, Albrecht, Bauckmann, Naumann and Leser, "A machine learning approach to foreign
 * key discovery", WebDB 2009), as whole words rather than by edit distance.
 */
export function nameLikeness(foreign: string, key: string, keyTable: string): number {
  const named = meaning(key)
  const k = named.filter((word) => !DESCRIBING.has(word))
  const f = meaning(foreign).filter((word) => k.length === named.length || !DESCRIBING.has(word))
  const t = meaning(keyTable)
  if (f.length && same(f, k)) return 1
  if (f.length && k.every((word) => has(t, word) && has(f, word))) {
    const spoken = t.filter((word) => has(f, word)).length
    // `category` says less of `film_category` than of `category`, and `rental_duration` is no rental.
    if (spoken && spoken < t.length) return f.length > spoken ? 0.4 : 0.65
    if (spoken) return f.every((word) => has(t, word)) ? 0.95 : 0.85
  }
  if (!f.length || !k.length) return plainText(foreign) === plainText(key) ? 0.2 : 0
  const shared = k.filter((word) => has(f, word)).length
  // A role before the thing, `billing_customer_id`, keeps all of the key's words.
  if (shared === k.length) return 0.8
  return shared / (f.length + k.length - shared)
}

/**
 * The beginning that the columns of a table share and that tells nothing of each, as `cli_` of `cli_num`, `cli_nom`; empty
 * where there is none.
 */
export function sharedPrefix(names: readonly string[]): string {
  const prefix = /^\p{L}{1,4}_(?=.)/u.exec(names[0] ?? '')?.[0] ?? ''
  const bearing = names.filter((name) => name.startsWith(prefix) && name.length > prefix.length)
  return names.length > 1 && bearing.length === names.length && !GENERIC.has(prefix.slice(0, -1).toLowerCase())
    ? prefix
    : ''
}

/** Whether a word of a column's name, such as `id` or `code`, says that it identifies. */
export function saysKey(column: string): boolean {
  return parts(column).some((word) => GENERIC.has(word)) || hints(column, 'identifier')
}

/** Whether a column's name says that it identifies: by such a word, or as the name of its own table. */
export function namesKey(column: string, table: string): boolean {
  if (saysKey(column)) return true
  const core = meaning(column)
  return core.length > 0 && same(core, meaning(table))
}

/** Whether a key says no more than its own table: `id`, or `client_id` in table `clients`. */
export function namesOwn(key: string, table: string): boolean {
  const k = meaning(key)
  return k.length === 0 || same(k, meaning(table))
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word) => has(b, word))
}

function has(words: readonly string[], wanted: string): boolean {
  return words.some(
    (word) =>
      word === wanted ||
      (Math.min(word.length, wanted.length) >= 4 && (word.startsWith(wanted) || wanted.startsWith(word)))
  )
}

/** Names whose words are remembered: each is compared with many others. */
const MOST_KNOWN = 50_000
const known = new Map<string, readonly string[]>()

/** The words of a name that say of what it is, in the singular. */
function meaning(name: string): readonly string[] {
  const before = known.get(name)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const words = wordsOf(name)
  known.set(name, words)
  return words
}

function wordsOf(name: string): string[] {
  const words = parts(name).filter((word) => !GENERIC.has(word) && !LINKING.has(word) && !/^\d+$/.test(word))
  return [...new Set(words.map((word) => SAME.get(word) ?? SAME.get(singular(word)) ?? singular(word)))]
}

function singular(word: string): string {
  return word.length > 2 ? word.replace(/(?:ies)$/, 'y').replace(/[sx]$/, '') : word
}

/** `CustomerID`, `customer_id` and `N° client` in words; a glued `id` at either end is told apart. */
function parts(name: string): string[] {
  const parted = name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return plainText(parted)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => {
      const glued = /^(.{3,})id$/.exec(word)
      if (glued?.[1] && SAME.has(glued[1])) return [glued[1], 'id']
      const ending = /^(.{4,})(key|code|nr|num|nummer|numero)$/.exec(word)
      return ending?.[1] && ending[2] ? [ending[1], ending[2]] : [word]
    })
}
