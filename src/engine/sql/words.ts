import { text } from './quote'

/** What counts as one word, in RE2: letters and digits, two at least; an apostrophe or a hyphen parts words. */
const WORD = '[\\p{L}\\p{M}\\p{N}]{2,}'

/** SQL of the words of a text, in lower case, in their order and as often as they stand. */
export function wordsSql(value: string): string {
  return `regexp_extract_all(lower(${value}::VARCHAR), ${text(WORD)})`
}

/** SQL that is true where a text holds at least one of the words. */
export function hasWordSql(value: string, words: readonly string[]): string {
  const wanted = words.map((word) => text(word.toLowerCase()))
  if (!wanted.length) return 'false'
  // Cutting a text into words takes longer than looking for a few letters in it.
  const held = wanted.map((word) => `contains(lower(${value}::VARCHAR), ${word})`).join(' OR ')
  return `((${held}) AND list_has_any(${wordsSql(value)}, [${wanted.join(', ')}]))`
}
