import { nameWords } from './name-words'

const WORDS = {
  /** Codes of digits that no one adds up. */
  code: 'siren siret cp postal postale postaux postcode zip zipcode insee tel telephone phone mobile portable gsm fax iban bic nir ean isbn gtin departement dept dep version siege rib matricule',
  duration: 'duree durees duration delai delais delay attente wait waiting elapsed anciennete temps dmt'
} as const

/** Whether the name of a column speaks of codes or of lengths of time; weak evidence, for what values leave open. */
export function nameSays(name: string | undefined, what: keyof typeof WORDS): boolean {
  if (!name) return false
  return nameWords(name).some((word) => SETS[what].has(word))
}

const SETS = { code: new Set(WORDS.code.split(' ')), duration: new Set(WORDS.duration.split(' ')) }
