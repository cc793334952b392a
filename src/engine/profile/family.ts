import type { Family, Reading } from '../../contract'
import { text } from '../sql'

type DateReading = Extract<Reading, { kind: 'date' }>

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
  return `epoch(${dateSql(value, reading)})`
}

/** SQL that reads a text as a TIMESTAMP by the first format that takes it. `strptime` would read 01/02/24 by %Y as the year 24: years of four digits are asked for there. */
export function dateSql(value: string, { formats, yearsFrom }: Pick<DateReading, 'formats' | 'yearsFrom'>): string {
  const bare = `trim(${value}::VARCHAR)`
  const [long, short] = [false, true].map((isShort) => formats.filter((format) => format.includes('%y') === isShort))
  const read = (some: readonly string[]): string => `try_strptime(${bare}, [${some.map(text).join(', ')}])`
  const whole = long?.length ? `CASE WHEN regexp_matches(${bare}, '\\d{4}') THEN ${read(long)} END` : null
  if (!short?.length) return whole ?? 'CAST(NULL AS TIMESTAMP)'
  const recent = yearsFrom === undefined ? read(short) : inYearsFrom(read(short), yearsFrom)
  return whole ? `coalesce(${whole}, ${recent})` : recent
}

/** Dates whose two-digit years were taken for those that the database takes them for, in the hundred years from one on. */
function inYearsFrom(date: string, from: number): string {
  return `list_transform([${date}], lambda d: CASE WHEN year(d) < ${from} THEN d + INTERVAL 100 YEAR WHEN year(d) >= ${from + 100} THEN d - INTERVAL 100 YEAR ELSE d END)[1]`
}
