import type { Family, Reading } from '../../contract'
import { text } from '../sql'

/** The family of a DuckDB type text: what may be computed on its values. */
export function familyOf(type: string): Family {
  if (/[\])]$/.test(type) && /(\[\d*\]|^(STRUCT|MAP|UNION)\(.*\))$/s.test(type)) return 'nested'
  if (
    /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT|FLOAT|DOUBLE|BIGNUM|DECIMAL\(.*\))$/.test(
      type
    )
  )
    return 'number'
  if (/^(DATE|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?)$/.test(type)) return 'date'
  if (/^TIME(_NS| WITH TIME ZONE)?$/.test(type)) return 'time'
  if (type === 'INTERVAL') return 'duration'
  if (type === 'BOOLEAN') return 'boolean'
  if (type === 'VARCHAR' || type === 'UUID' || /^ENUM\(/.test(type)) return 'text'
  if (type === 'BLOB' || type === 'BIT') return 'binary'
  if (/^(STRUCT|MAP|UNION|JSON)/.test(type)) return 'nested'
  return 'other'
}

/**
 * SQL that reads a value as a DOUBLE (units as in `NumericFacts`), NULL where it is not a finite number; null for families without a measure.
 * `value` is the SQL of the value, a quoted column name or an alias.
 */
export function measureSql(value: string, type: string, reading: Reading | null): string | null {
  switch (familyOf(type)) {
    case 'number':
      return /^(FLOAT|DOUBLE)$/.test(type)
        ? `CASE WHEN isfinite(${value}) THEN ${value}::DOUBLE END`
        : `${value}::DOUBLE`
    case 'date':
    case 'time':
    case 'duration':
      return `epoch(${value})`
    case 'boolean':
      return `${value}::INTEGER::DOUBLE`
    case 'text':
      return reading && readingSql(value, reading)
    default:
      return null
  }
}

/** SQL that reads a text as a number or as seconds since 1970, NULL where the reading does not take it. */
export function readingSql(value: string, reading: Reading): string {
  if (reading.kind === 'number') {
    const bare = `regexp_replace(${value}::VARCHAR, '[\\s\\x{00A0}\\x{202F}]', '', 'g')`
    const point = reading.decimal === ',' ? `replace(${bare}, ',', '.')` : bare
    const read = `TRY_CAST(${point} AS DOUBLE)`
    return `CASE WHEN isfinite(${read}) THEN ${read} END`
  }
  return `epoch(${dateSql(value, reading.formats)})`
}

/** SQL that reads a text as a TIMESTAMP by the first format that takes it. DuckDB's `%Y` takes 24 for the year 24: two digits are left to `%y`. */
export function dateSql(value: string, formats: readonly string[]): string {
  const trimmed = `trim(${value}::VARCHAR)`
  const isShort = (format: string): boolean => format.includes('%y')
  const short = formats.filter(isShort)
  const list = [...short, ...formats.filter((format) => !isShort(format))].map(text).join(', ')
  const read = `try_strptime(${trimmed}, [${list}])`
  return short.length ? read : `CASE WHEN regexp_matches(${trimmed}, '\\d{4}') THEN ${read} END`
}
