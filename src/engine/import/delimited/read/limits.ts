import { fail } from '../../../errors'

/** How far the loader goes; beyond, it refuses and says where. Tests pass smaller ones. */
export interface Limits {
  /** Characters of one record. */
  record: number
  columns: number
  /** Characters kept of a line repaired or set aside. */
  raw: number
}

export const LIMITS: Limits = { record: 64_000_000, columns: 10_000, raw: 1_000_000 }

const LOOK = {
  fr: 'Vérifiez que le fichier est bien un tableau en texte délimité, et que le séparateur et le guillemet choisis sont les siens.',
  en: 'Check that the file is a table in delimited text, and that the chosen separator and quote are its own.'
}

const FEWER = {
  fr: `${LOOK.fr} Si les colonnes sont bien aussi nombreuses, exportez seulement celles qui vous servent.`,
  en: `${LOOK.en} If there really are so many columns, export only those that you need.`
}

/** The error for a record beyond the limit. */
export function tooLong(line: number, most: number): Error {
  const [fr, en] = [most.toLocaleString('fr-FR'), most.toLocaleString('en-GB')]
  return fail(
    'limit',
    {
      fr: `L’enregistrement qui commence à la ligne ${line} dépasse ${fr} caractères.`,
      en: `The record that starts at line ${line} is longer than ${en} characters.`
    },
    { hint: LOOK, place: { line } }
  )
}

/** The error for a table, or one line of it, with too many columns; null where their number is not known. */
export function tooWide(columns: number | null, line: number, most: number): Error {
  const [fr, en] = [most.toLocaleString('fr-FR'), most.toLocaleString('en-GB')]
  const seen =
    columns === null
      ? { fr: `Plus de ${fr}`, en: `More than ${en}` }
      : { fr: columns.toLocaleString('fr-FR'), en: columns.toLocaleString('en-GB') }
  return fail(
    'limit',
    {
      fr: `${seen.fr} colonnes à la ligne ${line} ; Chantier en lit ${fr} au plus.`,
      en: `${seen.en} columns at line ${line}; Chantier reads at most ${en}.`
    },
    { hint: FEWER, place: { line } }
  )
}
