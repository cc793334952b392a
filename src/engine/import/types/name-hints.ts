import { nameWords } from './name-words'

const WORDS = {
  /** Codes of digits that no one adds up. */
  code: 'siren siret cp postal postale postaux postcode zip zipcode insee tel telephone phone mobile portable gsm fax iban bic nir ean isbn gtin departement dept dep version siege rib matricule',
  duration: 'duree durees duration delai delais delay attente wait waiting elapsed anciennete temps dmt',
  clock:
    'heure horaire horaires depart arrivee debut fin ouverture fermeture rdv hour clock start end departure arrival opening closing',
  due: 'echeance echeances fin due end expiry expiration expires maturity deadline peremption validite terme prochain prochaine next',
  birth: 'naissance naissances ne nee birth birthday birthdate born dob ddn'
} as const

/** Whether the name of a column speaks of codes, of lengths of time, of times of day, of days to come or of births; weak evidence, for what values leave open. */
export function nameSays(name: string | undefined, what: keyof typeof WORDS): boolean {
  if (!name) return false
  return nameWords(name).some((word) => SETS[what].has(word))
}

const SETS = {
  code: new Set(WORDS.code.split(' ')),
  duration: new Set(WORDS.duration.split(' ')),
  clock: new Set(WORDS.clock.split(' ')),
  due: new Set(WORDS.due.split(' ')),
  birth: new Set(WORDS.birth.split(' '))
}
