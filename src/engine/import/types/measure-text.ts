import { GAP } from './escape-pattern'
import { isMoney, unitPattern } from './units'

/** How numbers that bear a unit are met in texts, for RE2. */
export interface MeasureText {
  /** Of whole texts: a number with the unit. */
  whole: string
  /** The number in such a text: its first match. */
  number: string
}

/** Digits that a number of the database holds, and thousands set apart by spaces: nothing that could be read two ways. */
export function measureText(unit: string, decimal: '.' | ','): MeasureText {
  const spaces = '[ \\x{A0}\\x{2009}\\x{202F}]'
  const number = `[-+\u2212]?(?:[1-9]\\d{0,2}(?:${spaces}\\d{3}){1,4}|\\d{1,14})(?:[${decimal}]\\d{1,17})?`
  const name = `(?:${unitPattern(unit)})`
  const before = isMoney(unit) ? `|${name}${GAP}${number}` : ''
  return { whole: `${GAP}(?:${number}${GAP}${name}${before})${GAP}`, number }
}
