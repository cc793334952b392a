import type { LocalizedText } from '../../contract'
import { fail } from '../errors'

/** Most rows that a join may make. */
export const MOST_ROWS = 100_000_000

/** The refusal of a join that would make too many rows. */
export function swellingRefused(problem: LocalizedText): Error {
  return fail('limit', problem, {
    hint: {
      fr: 'Ajoutez une colonne à la clé, ou retirez d’abord les doublons de la table jointe.',
      en: 'Add a column to the key, or first remove the duplicates of the joined table.'
    }
  })
}

export function swellingInWords(rows: number): LocalizedText {
  return {
    fr: `La jointure ferait ${rows.toLocaleString('fr-FR')} lignes : ses clés se répètent des deux côtés.`,
    en: `The join would make ${rows.toLocaleString('en-GB')} rows: its keys repeat on both sides.`
  }
}
