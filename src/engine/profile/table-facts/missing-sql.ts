import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { SPACES } from '../sql/facts'

/** Gaps in one integer of the pattern's key. */
const BITS = 62

/** The condition that a column has no value: NULL, or nothing but white space. */
export function gapSql({ name, family, blank }: ColumnProfile): string {
  const column = ident(name)
  if (family !== 'text' || !blank) return `${column} IS NULL`
  return `(${column} IS NULL OR trim(${column}::VARCHAR, ${SPACES}) = '')`
}

/** Rows by the set of columns that are empty, as integers of bits (`k0`, `k1`, … of 62 columns each) and their count `n`. */
export function patternsSql(table: string, columns: readonly ColumnProfile[]): string {
  const keys: string[] = []
  for (let first = 0; first < columns.length; first += BITS) {
    const bits = columns.slice(first, first + BITS).map((column, place) => `(${gapSql(column)})::BIGINT << ${place}`)
    keys.push(`(${bits.join(') | (')})`)
  }
  return `SELECT ${keys.map((key, place) => `${key} AS k${place}`).join(', ')}, count(*) AS n FROM ${table} GROUP BY ALL`
}

/** Whether the column at a place is empty in a pattern, as SQL over the patterns. */
export function bitSql(place: number): string {
  return `(k${Math.floor(place / BITS)} >> ${place % BITS}) & 1 = 1`
}

/** The condition of a pattern over the rows: these columns empty, the others not. */
export function patternSql(columns: readonly ColumnProfile[], missing: ReadonlySet<string>): string {
  return columns.map((column) => `${missing.has(column.name) ? '' : 'NOT '}${gapSql(column)}`).join(' AND ') || 'true'
}
