import type { ColumnInfo } from '../../../contract'
import { ident, type PlacedRows } from '../../sql'

/** Hashes that more than one row has: the only candidates for equal rows. Rows `h`. */
export function repeatedHashesSql(table: string, columns: readonly ColumnInfo[]): string {
  return `SELECT h FROM (SELECT ${hash(columns)} AS h FROM ${table}) GROUP BY h HAVING count(*) > 1`
}

/**
 * Places of the rows equal to an earlier row in every one of the given columns. Compared by hash first, then by value, so that the
 * cost is one narrow pass and equal hashes of different rows cannot deceive. No name of ours stands beside those of the table, which may be the same.
 */
export function laterCopiesSql(
  { from, place }: Pick<PlacedRows, 'from' | 'place'>,
  columns: readonly ColumnInfo[]
): string {
  return `SELECT place FROM (
  SELECT ${place} AS place, row_number() OVER (PARTITION BY ${names(columns)} ORDER BY ${place}) AS copy
  FROM ${from} WHERE ${hash(columns)} IN (${repeatedHashesSql(from, columns)})
) WHERE copy > 1`
}

function hash(columns: readonly ColumnInfo[]): string {
  return `hash(${names(columns)})`
}

function names(columns: readonly ColumnInfo[]): string {
  return columns.map(({ name }) => ident(name)).join(', ')
}
