import type { TextReading } from '../../../contract'
import { text } from '../../sql'
import { castSql } from './cast-sql'
import { numberPatterns, type NumberReading } from './number-pattern'
import { numberValue } from './number-value'

/** Any number of so many digits comes back from a double. */
const SAFE = 15
/** Digits that JavaScript prints at most; a text with more is held by no double. */
const MOST = 100

/**
 * A test of whether the value that a reading gives for a text holds all of its digits. Only doubles hold fewer than were
 * written: one holds a text where, printed with as many significant digits, it gives them back. That is so of what any program
 * prints of a double, be it the shortest form, 17 digits or all of them, and not of longer numbers.
 */
export function holdsDigits(reading: TextReading): (text: string) => boolean {
  if (!isDouble(reading)) return () => true
  const digits = new RegExp(numberPatterns(reading).digits, 'u')
  return (text) => {
    if (text.length <= SAFE) return true
    const written = significant(digits.exec(text)?.[0] ?? '')
    if (written.length <= SAFE) return true
    const value = Math.abs(numberValue(reading, text))
    if (Number.isNaN(value)) return true
    return written.length <= MOST && significant(value.toExponential(written.length - 1)) === written
  }
}

/** The same in SQL on a text that the reading takes, as its opposite: true where digits are lost, NULL for other texts. */
export function lostDigitsSql(reading: TextReading, column: string): string {
  if (!isDouble(reading)) return 'false'
  const written = significantSql(`regexp_extract(${column}, ${text(numberPatterns(reading).digits)})`)
  const printed = significantSql(`format('{:.{}e}', abs(${castSql(reading, column)}), length(${written}) - 1)`)
  return `CASE WHEN length(${column}) <= ${SAFE} OR length(${written}) <= ${SAFE} THEN false WHEN length(${written}) > ${MOST} THEN true ELSE ${printed} <> ${written} END`
}

function isDouble(reading: TextReading): reading is NumberReading & { kind: 'number' } {
  return reading.kind === 'number' && reading.decimals === undefined
}

/** Digits without marks, exponent and the zeros at both ends. */
function significant(number: string): string {
  return number
    .replace(/e.*$/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '')
}

function significantSql(number: string): string {
  return `trim(regexp_replace(${number}, '[eE].*$|[^0-9]', '', 'g'), '0')`
}
