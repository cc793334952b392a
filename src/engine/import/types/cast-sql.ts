import type { TextReading } from '../../../contract'
import { text } from '../../sql'
import { durationSql } from './duration'
import { formulaSql } from './formula-text'
import { numberSql } from './number-sql'
import { temporalSql } from './temporal-sql'

/** The DuckDB type that a reading gives. */
export function typeOf(reading: TextReading): string {
  if (reading.kind === 'number' && reading.decimals !== undefined)
    return `DECIMAL(${reading.width ?? 18},${reading.decimals})`
  const types = {
    text: 'VARCHAR',
    formula: 'VARCHAR',
    integer: 'BIGINT',
    number: 'DOUBLE',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
    time: 'TIME',
    duration: 'DOUBLE',
    boolean: 'BOOLEAN'
  } as const
  return types[reading.kind]
}

/** An SQL expression that reads a text column (already quoted); NULL where the text cannot be read. */
export function castSql(reading: TextReading, column: string): string {
  switch (reading.kind) {
    case 'text':
      return column
    case 'formula':
      return formulaSql(column)
    case 'integer':
    case 'number':
      return numberSql(reading, typeOf(reading), column)
    case 'date':
      return temporalSql('DATE', reading.shapes, column, reading.yearsFrom)
    case 'timestamp':
      return temporalSql('TIMESTAMP', reading.shapes, column, reading.yearsFrom)
    case 'time':
      return temporalSql('TIME', reading.shapes, column)
    case 'duration':
      return durationSql(reading, column)
    case 'boolean':
      return booleanSql(reading, column)
  }
}

/** True for readings whose value gives the text back, so that no text need be kept beside; never where the reading is in doubt. */
export function isLossless(reading: TextReading): boolean {
  if ((reading.kind === 'integer' || reading.kind === 'number') && reading.ambiguous) return false
  if (reading.kind === 'integer') return reading.grouping === ''
  if (reading.kind === 'number') return reading.decimal === '.' && reading.grouping === '' && reading.unit === null
  if (reading.kind === 'date') return reading.shapes.length === 1 && reading.shapes[0] === '%Y-%m-%d'
  if (reading.kind === 'timestamp')
    return reading.shapes.length === 1 && /^%Y-%m-%d[ T]%H:%M:%S$/.test(reading.shapes[0] ?? '')
  return reading.kind === 'text'
}

function booleanSql({ yes, no, also = [] }: Extract<TextReading, { kind: 'boolean' }>, column: string): string {
  const value = no === '' ? `coalesce(${column}, '')` : column
  const cases = [{ yes, no }, ...also]
    .map((pair) => `WHEN ${text(pair.yes.toLowerCase())} THEN true WHEN ${text(pair.no.toLowerCase())} THEN false`)
    .join(' ')
  const trimmed = `regexp_replace(lower(${value}), '^[\\s\\p{Zs}]+|[\\s\\p{Zs}]+$', '', 'g')`
  return `CASE lower(${value}) ${cases} ELSE CASE ${trimmed} ${cases} END END`
}
