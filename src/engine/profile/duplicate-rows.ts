import type { ColumnProfile } from '../../contract'
import type { Connection } from '../db'
import { placedRows } from '../sql'
import type { Table } from '../tables'
import { laterCopiesSql, repeatedHashesSql } from './sql/duplicates'

/** The number of rows equal to an earlier one; none where a column without gaps has no value twice. */
export async function countDuplicateRows(
  connection: Connection,
  table: Table,
  columns: readonly ColumnProfile[],
  signal?: AbortSignal
): Promise<number> {
  if (!table.rows || columns.some(({ unique, missing }) => unique && missing === 0)) return 0
  const candidates = await connection.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (${repeatedHashesSql(table.sql, table.columns)})`,
    { signal }
  )
  if (!candidates[0]?.n) return 0
  const counted = await connection.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (${laterCopiesSql(placedRows(table.sql, table.columns), table.columns)})`,
    { signal }
  )
  return counted[0]?.n ?? 0
}
