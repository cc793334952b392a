import { text } from '../../sql'
import { numberPatterns, SPACES, type NumberReading } from './number-pattern'

/**
 * SQL that reads a text as a number of a type; NULL where the whole text has not the shape of the reading. DuckDB's own casts
 * would take 1.5 as the integer 2, 1_000, 0x1F and Infinity: no text reaches them unchecked.
 */
export function numberSql(reading: NumberReading, type: string, column: string): string {
  const { plain, plus, minus, plusGroups, minusGroups } = numberPatterns(reading)
  const picked = (pattern: string, groups: number): string =>
    digitsSql(reading, `regexp_replace(${column}, ${text(`(?s)^(?:${pattern}|.*)$`)}, ${text(allGroups(groups))})`)
  const any = `coalesce(try_cast(${picked(plus, plusGroups)} AS ${type}), try_cast('-' || ${picked(minus, minusGroups)} AS ${type}))`
  if (reading.grouping !== '' || (reading.kind === 'number' && reading.unit !== null)) return any
  const quick = `try_cast(${digitsSql(reading, column)} AS ${type})`
  return `CASE WHEN regexp_full_match(${column}, ${text(plain)}) THEN ${quick} ELSE ${any} END`
}

function allGroups(count: number): string {
  return Array.from({ length: count }, (_, index) => `\\${index + 1}`).join('')
}

/** Digits with a decimal point and no other mark. */
function digitsSql(reading: NumberReading, digits: string): string {
  const comma = reading.kind === 'number' && reading.decimal === ','
  const grouping = { '': '', ' ': SPACES, "'": "'’", '.': '.', ',': ',' }[reading.grouping]
  if (!grouping) return comma ? `replace(${digits}, ',', '.')` : digits
  return `translate(${digits}, ${text((comma ? ',' : '') + grouping)}, ${text(comma ? '.' : '')})`
}
