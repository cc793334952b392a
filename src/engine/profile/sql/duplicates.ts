import type { ColumnInfo } from '../../../contract'
import { ident } from '../../sql'

/** Hashes that more than one row has: the only candidates for equal rows. Rows `h`. */
export function repeatedHashesSql(table: string, columns: readonly ColumnInfo[]): string {
  return `SELECT h FROM (SELECT ${hash(columns)} AS h FROM ${table}) GROUP BY h HAVING count(*) > 1`
}

/**
 * Rows equal to an earlier row in every one of the given columns, as `SELECT rowid`. Compared by hash first, then by value, so that the
 * cost is one narrow pass and equal hashes of different rows cannot deceive.
 */
export function laterCopiesSql(table: string, columns: readonly ColumnInfo[]): string {
  return `SELECT id FROM (
  SELECT id, row_number() OVER (PARTITION BY ${columns.map(({ name }) => `t.${ident(name)}`).join(', ')} ORDER BY id) AS copy
  FROM (SELECT rowid AS id, ${hash(columns)} AS h, * FROM ${table}) AS t
  WHERE h IN (${repeatedHashesSql(table, columns)})
) WHERE copy > 1`
}

function hash(columns: readonly ColumnInfo[]): string {
  return `hash(${columns.map(({ name }) => ident(name)).join(', ')})`
}
