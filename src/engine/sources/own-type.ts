import type { ColumnReading, MissingProposal, TextReading } from '../../contract'

/** A column whose type the file itself states: nothing of it is read anew. */
export function ownType(name: string, type: string, missing: MissingProposal[] = []): ColumnReading {
  return { name, type, format: null, lossless: true, failures: 0, failureExamples: [], readings: [], missing }
}

/**
 * SQL that reads the text of a column, in the form that `OpenTable.types` states, as a value of its type; NULL where the
 * type would not hold it exactly. A moment must print as it was written: DuckDB's casts cut digits that a type has not.
 */
export function ownValueSql(type: string, column: string): string {
  if (type === 'VARCHAR') return column
  if (type === 'BLOB') return `TRY(unhex(${column}))`
  if (isNested(type)) return `TRY(CAST(CAST(${column} AS JSON) AS ${type}))`
  const value = `TRY_CAST(${column} AS ${type})`
  // A column of moments may write midnight as the day alone.
  if (PRINTED.has(type))
    return `CASE WHEN CAST(${value} AS VARCHAR) IN (${column}, ${column} || ' 00:00:00') THEN ${value} END`
  // DuckDB prints the last microseconds of either another way: no more digits than it has are enough.
  if (MICROSECONDS.has(type)) return `CASE WHEN NOT regexp_matches(${column}, '\\.\\d{7}') THEN ${value} END`
  return value
}

/** How the texts of a column of such a type read, for judging what in it may mean "no answer". */
export function readingOfType(type: string): TextReading {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return { kind: 'integer', grouping: '' }
  if (/^(FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)) return { kind: 'number', decimal: '.', grouping: '', unit: null }
  if (type === 'DATE') return { kind: 'date', shapes: ['%Y-%m-%d'] }
  return { kind: 'text' }
}

function isNested(type: string): boolean {
  return type.endsWith(']') || type.startsWith('STRUCT(')
}

const PRINTED = new Set(['DATE', 'TIME', 'TIME_NS', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'])
const MICROSECONDS = new Set(['TIMESTAMP WITH TIME ZONE', 'INTERVAL'])
