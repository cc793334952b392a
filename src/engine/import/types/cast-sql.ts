import type { TextReading } from '../../../contract'
import { text } from '../../sql'
import { monthsToDigitsSql } from './months'

/** Spaces that group thousands: plain, no-break, thin and narrow no-break. */
const SPACES = '[ \\x{00A0}\\x{2009}\\x{202F}]'

/** The DuckDB type that a reading gives. */
export function typeOf(reading: TextReading): string {
  if (reading.kind === 'number' && reading.decimals !== undefined) return `DECIMAL(18,${reading.decimals})`
  const types = {
    text: 'VARCHAR',
    integer: 'BIGINT',
    number: 'DOUBLE',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
    boolean: 'BOOLEAN'
  } as const
  return types[reading.kind]
}

/** An SQL expression that reads a text column (already quoted); NULL where the text cannot be read. */
export function castSql(reading: TextReading, column: string): string {
  switch (reading.kind) {
    case 'text':
      return column
    case 'integer':
      return `try_cast(${digitsSql(column, reading.grouping)} AS BIGINT)`
    case 'number':
      return numberSql(reading, column)
    case 'date':
    case 'timestamp':
      return temporalSql(reading.kind === 'date' ? 'DATE' : 'TIMESTAMP', reading.shapes, column)
    case 'boolean':
      return `CASE lower(trim(${column})) WHEN ${text(reading.yes)} THEN true WHEN ${text(reading.no)} THEN false END`
  }
}

/** True for readings whose value gives the text back, so that no text need be kept beside. */
export function isLossless(reading: TextReading): boolean {
  if (reading.kind === 'integer') return reading.grouping === ''
  if (reading.kind === 'number') return reading.decimal === '.' && reading.grouping === '' && reading.unit === null
  if (reading.kind === 'date') return reading.shapes.length === 1 && reading.shapes[0] === '%Y-%m-%d'
  if (reading.kind === 'timestamp')
    return reading.shapes.length === 1 && /^%Y-%m-%d[ T]%H:%M:%S$/.test(reading.shapes[0] ?? '')
  return reading.kind === 'text'
}

function numberSql(reading: TextReading & { kind: 'number' }, column: string): string {
  const bare = reading.unit ? `replace(${column}, ${text(reading.unit)}, '')` : column
  const digits = digitsSql(bare, reading.grouping)
  return `try_cast(${reading.decimal === ',' ? `replace(${digits}, ',', '.')` : digits} AS ${typeOf(reading)})`
}

function digitsSql(column: string, grouping: string): string {
  if (grouping === '') return `trim(${column})`
  return grouping === ' '
    ? `regexp_replace(${column}, '${SPACES}', '', 'g')`
    : `replace(trim(${column}), ${text(grouping)}, '')`
}

function temporalSql(type: string, shapes: string[], column: string): string {
  const [only] = shapes
  if (shapes.length === 1 && type === 'DATE' && only === '%Y-%m-%d') return `try_cast(${column} AS DATE)`
  const named = shapes.some((shape) => shape.includes('%B'))
  const source = named ? monthsToDigitsSql(column) : `trim(${column})`
  const formats = shapes.map((shape) => text(shape.replace('%B', '%m')))
  return `CAST(try_strptime(${source}, [${formats.join(', ')}]) AS ${type})`
}
