import { text } from '../../sql'
import { numberPatterns, SPACES, type NumberReading } from './number-pattern'

/**
 * SQL that reads a text as a number of a type; NULL where the whole text has not the shape of the reading. DuckDB's own casts
 * would take 1.5 as the integer 2, 1_000, 0x1F and Infinity: no text reaches them unchecked.
 */
export function numberSql(reading: NumberReading, type: string, column: string): string {
  const { plain, plus, minus, digits } = numberPatterns(reading)
  const is = (pattern: string): string => `regexp_full_match(${column}, ${text(pattern)})`
  const found = digitsSql(reading, `regexp_extract(${column}, ${text(digits)})`)
  const quick = `WHEN ${is(plain)} THEN try_cast(${digitsSql(reading, column)} AS ${type}) `
  const plainly = reading.grouping === '' && (reading.kind === 'integer' || reading.unit === null)
  return `CASE ${plainly ? quick : ''}WHEN ${is(plus)} THEN try_cast(${found} AS ${type}) WHEN ${is(minus)} THEN try_cast('-' || ${found} AS ${type}) END`
}

/** Digits with a decimal point and no other mark. */
function digitsSql(reading: NumberReading, digits: string): string {
  const comma = reading.kind === 'number' && reading.decimal === ','
  const bare = { '': digits, ' ': without(`[${SPACES}]`, digits), "'": without("['’]", digits), '.': dropped('.', digits), ',': dropped(',', digits) }[reading.grouping] // prettier-ignore
  return comma ? `replace(${bare}, ',', '.')` : bare
}

function without(marks: string, digits: string): string {
  return `regexp_replace(${digits}, ${text(marks)}, '', 'g')`
}

function dropped(mark: string, digits: string): string {
  return `replace(${digits}, ${text(mark)}, '')`
}
