import type { ColumnReading, LocalizedText } from '../contract'
import { readsInPart } from '../engine/import'
import { counted } from './counted'
import { say } from './output'

type Nouns = Record<'unread' | 'rounded' | 'withoutTime' | 'lostZeros', Record<'fr' | 'en', readonly [string, string]>>

/** Words for the values of a table that was loaded. */
export const LOADED: Nouns = {
  unread: {
    fr: ['valeur non lue, gardée comme texte brut', 'valeurs non lues, gardées comme texte brut'],
    en: ['value not read, kept as raw text', 'values not read, kept as raw text']
  },
  rounded: {
    fr: [
      'valeur arrondie, son texte brut gardé avec tous ses chiffres',
      'valeurs arrondies, leur texte brut gardé avec tous ses chiffres'
    ],
    en: ['value rounded, its raw text kept with all digits', 'values rounded, their raw text kept with all digits']
  },
  withoutTime: {
    fr: [
      'valeur lue sans son heure, gardée dans son texte brut',
      'valeurs lues sans leur heure, gardée dans leur texte brut'
    ],
    en: [
      'value read without its time of day, kept in its raw text',
      'values read without their time of day, kept in their raw text'
    ]
  },
  lostZeros: {
    fr: [
      'valeur lue sans ses zéros de tête, gardés dans son texte brut',
      'valeurs lues sans leurs zéros de tête, gardés dans leur texte brut'
    ],
    en: [
      'value read without its leading zeros, kept in its raw text',
      'values read without their leading zeros, kept in their raw text'
    ]
  }
}

/** Words for the values seen of a file that is only looked at. */
export const SEEN: Nouns = {
  unread: {
    fr: ['valeur vue ne se lit pas ainsi', 'valeurs vues ne se lisent pas ainsi'],
    en: ['value seen does not read so', 'values seen do not read so']
  },
  rounded: {
    fr: ['valeur vue serait arrondie', 'valeurs vues seraient arrondies'],
    en: ['value seen would be rounded', 'values seen would be rounded']
  },
  withoutTime: {
    fr: ['valeur vue perdrait son heure', 'valeurs vues perdraient leur heure'],
    en: ['value seen would lose its time of day', 'values seen would lose their time of day']
  },
  lostZeros: {
    fr: ['valeur vue perdrait ses zéros de tête', 'valeurs vues perdraient leurs zéros de tête'],
    en: ['value seen would lose its leading zeros', 'values seen would lose their leading zeros']
  }
}

/** Values shown of those that a reading does not hold. */
const EXAMPLES = 3

/** Says how many values of a column its reading does not hold, with some: those that are not read, those that are read in part, and those that lose leading zeros. */
export function tellUnread(column: ColumnReading, nouns: Nouns): void {
  for (const { fr, en } of unreadInWords(column, nouns)) say(fr, en)
}

/** The same as lines of text. */
export function unreadInWords(
  { name, reading, failures, rounded = 0, failureExamples, lostZeros }: ColumnReading,
  nouns: Nouns
): LocalizedText[] {
  const isPartly = (text: string): boolean => reading !== undefined && readsInPart(reading, text)
  const inPart = reading?.kind === 'date' ? nouns.withoutTime : nouns.rounded
  const kinds = [
    { count: failures - rounded, words: nouns.unread, examples: failureExamples.filter((text) => !isPartly(text)) },
    { count: rounded, words: inPart, examples: failureExamples.filter(isPartly) },
    { count: lostZeros?.count ?? 0, words: nouns.lostZeros, examples: lostZeros?.examples ?? [] }
  ]
  return kinds.flatMap(({ count, words, examples }) => {
    if (!count) return []
    const values = counted(count, words.fr, words.en)
    const shown = examples.length ? ` (${examples.slice(0, EXAMPLES).join(', ')})` : ''
    return [{ fr: `  «\u202f${name}\u202f»\u202f: ${values.fr}${shown}`, en: `  “${name}”: ${values.en}${shown}` }]
  })
}
