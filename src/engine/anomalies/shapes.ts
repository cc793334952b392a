import { text } from '../sql'
import type { DetectorContext } from './detector'
import { firstLook } from './first-look'
import type { Written } from './written'

/** What is set aside when a text is taken as a shape: each class of characters becomes one character. */
export interface ShapeOf {
  sql: (value: string) => string
  /** A pattern that exactly the texts of a shape match in full: told by it, none has to be rewritten. */
  pattern: (shape: string) => string
}

const letters = (value: string): string => `regexp_replace(${value}, '\\p{L}+', 'A', 'g')`
const SPACE = '[\\s\\x{00A0}\\x{202F}]+'
/** Words one after another as one: how many they are says nothing of a form. */
const WORDS = `\\p{L}+(?:(?:${SPACE}|[\\x{27}’])\\p{L}+)*`
const NAME = `\\p{L}+(?:(?:${SPACE}|[\\x{27}’.-]|[\\x{27}’.,-]${SPACE})[\\p{L}\\d]+)*`

/** Runs of letters as A, runs of digits as 9. */
export const RUNS: ShapeOf = {
  sql: (value) => `regexp_replace(${letters(value)}, '\\d+', '9', 'g')`,
  pattern: (shape) => patternOf(shape, { A: '\\p{L}+', 9: '\\d+' })
}
/** Words one after another as one A, runs of digits as 9, any white space as one space. */
export const SPACED_RUNS: ShapeOf = {
  sql: (value) =>
    `regexp_replace(regexp_replace(regexp_replace(${value}, '${WORDS}', 'A', 'g'), '\\d+', '9', 'g'), '${SPACE}', ' ', 'g')`,
  pattern: (shape) => patternOf(shape, { A: WORDS, 9: '\\d+', ' ': SPACE })
}
/** A name, whatever stands in it behind its first letters (hyphens, the day that a street is called after), as one A; else as above. */
export const NAMED_RUNS: ShapeOf = {
  sql: (value) =>
    `regexp_replace(regexp_replace(regexp_replace(${value}, '${NAME}', 'A', 'g'), '\\d+', '9', 'g'), '${SPACE}', ' ', 'g')`,
  pattern: (shape) => patternOf(shape, { A: NAME, 9: '\\d+', ' ': SPACE })
}
/** The same of dates, in which a run of more than two digits, as the year has, is 9999: the length of the year tells as much as its place. Parts of a second are as long as they happen to be. */
export const DATE_RUNS: ShapeOf = {
  sql: (value) => {
    const parts = [[WORDS, 'A'], ['(:\\d{2}[.,])\\d+', '\\1F'], ['\\d{3,}', 'Y'], ['\\d{1,2}', '9'], [SPACE, ' ']] // prettier-ignore
    const each = parts.reduce((sql, [from, to]) => `regexp_replace(${sql}, '${from}', '${to}', 'g')`, value)
    return `replace(replace(${each}, 'Y', '9999'), 'F', '9')`
  },
  pattern: (shape) =>
    patternOf(shape.replaceAll('9999', 'Y').replace(/(:9[.,])9/g, '$1F'), { A: WORDS, Y: '\\d{3,}', F: '\\d+', 9: '\\d{1,2}', ' ': SPACE }) // prettier-ignore
}
/** Runs of letters as A, each digit as 9. */
export const DIGITS: ShapeOf = {
  sql: (value) => `regexp_replace(${letters(value)}, '\\d', '9', 'g')`,
  pattern: (shape) => patternOf(shape, { A: '\\p{L}+', 9: '\\d' })
}

/**
 * Whether a text has a shape, as SQL. The departments of Corsica are numbered 2A and 2B: where others have digits, codes that begin
 * with them (communes, associations, persons) have the same shape (Code officiel géographique, INSEE).
 */
export function hasShapeSql({ pattern }: ShapeOf, value: string, shape: string): string {
  const own = text(pattern(shape))
  return `(regexp_full_match(${value}, ${own}) OR regexp_full_match(regexp_replace(${value}, '(^|\\P{N})2[AB](\\d)', '\\120\\2'), ${own}))`
}

/** The most frequent shapes of the texts that `looked` picks, with the number of rows looked at that have each; some rows stand for many. */
export function commonShapes(
  context: DetectorContext,
  written: Pick<Written, 'value' | 'from' | 'texts' | 'times'>,
  { shape, looked, most }: { shape: ShapeOf; looked: string; most: number }
): Promise<{ shape: string; n: number }[]> {
  const { value, times, texts } = firstLook(context, written)
  return context.rows<{ shape: string; n: number }>(
    `SELECT ${shape.sql(value)} AS shape, sum(${times})::BIGINT AS n FROM ${texts} WHERE ${looked} GROUP BY ALL ORDER BY n DESC, shape LIMIT ${most}`
  )
}

function patternOf(shape: string, classes: Readonly<Record<string, string>>): string {
  return [...shape].map((one) => classes[one] ?? one.replace(/[!-/:-@[-`{-~]/, '\\$&')).join('')
}
