import type { TextReading } from '../../../contract'
import { text } from '../../sql'
import { castSql, typeOf } from './cast-sql'

/**
 * An SQL expression that reads a column during loading and raises an error, `not lossless:<label>`, at the first text that
 * its type would change: the loader then keeps that column as text.
 *
 * Why nothing can change silently: the value is kept only where `givenBackSql` holds, that is where the text is what a
 * fixed function prints of the value. DuckDB's casts take many texts that they do not give back ('007', '+5', ' 5', '1e2',
 * '0x1F', '1_000', '5.5' for 6, '2024-2-9'): each prints differently, so each raises. `value` names the value where an inner
 * query has read it already, which saves DuckDB from looking for common parts: with 2,000 columns, most of the time.
 */
export function strictSql(
  reading: TextReading,
  column: string,
  label = '',
  value = strictValueSql(reading, column)
): string {
  if (reading.kind === 'text') return column
  // The common case first: a NULL on either side makes the test NULL and goes on to the second.
  return `CASE WHEN ${givenBackSql(reading, column, value)} THEN ${value} WHEN ${column} IS NULL THEN NULL ELSE error(${text(`not lossless:${label}`)}) END`
}

/** An SQL test of a text column: whether the value that `strictSql` reads gives the text back; NULL for text it cannot read. */
export function givenBackSql(reading: TextReading, column: string, value = strictValueSql(reading, column)): string {
  const printed = `CAST(${value} AS VARCHAR)`
  switch (reading.kind) {
    case 'text':
      return 'true'
    case 'boolean':
      return `${value} IS NOT NULL`
    case 'number':
      // A decimal prints as it was written. A double prints its shortest form: whole numbers with '.0', which must not be written so.
      return reading.decimals !== undefined
        ? `${printed} = ${column}`
        : `(${printed} = ${column} AND NOT ends_with(${column}, '.0') OR ${printed} = ${column} || '.0')`
    case 'timestamp':
      // The shape, kept with the reading, says which of the two signs stands between day and time.
      return joinsWithT(reading) ? `replace(${printed}, ' ', 'T') = ${column}` : `${printed} = ${column}`
    default:
      return `${printed} = ${column}`
  }
}

/** The value without the tolerance of `castSql` (spaces around, patterns): what that takes is not given back anyway. */
export function strictValueSql(reading: TextReading, column: string): string {
  return reading.kind === 'boolean' ? castSql(reading, column) : `try_cast(${column} AS ${typeOf(reading)})`
}

function joinsWithT(reading: TextReading & { kind: 'timestamp' }): boolean {
  return reading.shapes[0]?.startsWith('%Y-%m-%dT') ?? false
}
