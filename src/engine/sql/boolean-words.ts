import type { LocalizedText } from '../../contract'

const WORDS: readonly (readonly [value: boolean, words: readonly string[]])[] = [
  [true, ['true', 'oui', 'yes', 'vrai']],
  [false, ['false', 'non', 'no', 'faux']]
]

/** A truth value as it is shown. */
export function booleanInWords(value: boolean): LocalizedText {
  return value ? { fr: 'oui', en: 'yes' } : { fr: 'non', en: 'no' }
}

/** The truth values that a reader of either language may mean by the beginning of a word (`ou`, `no`), as SQL prints them or as we show them. */
export function booleansBegun(sought: string): boolean[] {
  const begun = sought.trim().toLowerCase()
  return WORDS.flatMap(([value, words]) => (words.some((word) => word.startsWith(begun)) ? [value] : []))
}

/** The truth value that a whole word names; null for any other word. */
export function booleanNamed(word: string): boolean | null {
  const named = word.trim().toLowerCase()
  return WORDS.find(([, words]) => words.includes(named))?.[0] ?? null
}

/** SQL that is true where a column of truth values holds one that the beginning of a word may mean. */
export function booleanBegunSql(column: string, sought: string): string {
  const values = booleansBegun(sought)
  return values.length ? `coalesce(${column} IN (${values.join(', ')}), false)` : 'false'
}
