import type { ColumnProfile } from '../../../contract'
import type { Connection } from '../../db'
import { ident, placedRows } from '../../sql'
import type { ProfiledTable as Table } from '../filtered'
import { drawRows, type Drawn } from '../sampling'

/** Rows that associations are computed on: the error of a correlation is then about 0.003. */
export const ASSOCIATION_ROWS = 100_000
const SAMPLE = 'profile_sample'

interface Asked {
  connection: Connection
  table: Table
  columns: readonly ColumnProfile[]
  signal?: AbortSignal
}

/** Runs `work` on rows drawn once from a large table, in the columns given, and kept in a temporary table; on a smaller table itself. */
export async function withSample<T>(
  { connection, table, columns, signal }: Asked,
  work: (drawn: Drawn) => Promise<T>
): Promise<T> {
  const drawn = drawRows(table, ASSOCIATION_ROWS)
  if (!drawn.sampled || !columns.length) return work(drawn)
  try {
    const names = columns.map(({ name }) => ident(name)).join(', ')
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${SAMPLE} AS SELECT ${names} FROM ${drawn.sql}`, { signal })
    return await work({ sql: SAMPLE, sampled: drawn.sampled })
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${SAMPLE}`)
  }
}

/** About `count` of the rows drawn, at a regular stride; `columns` are those that they may have. */
export function fewerOf({ sql, sampled }: Drawn, count: number, columns: readonly ColumnProfile[]): Drawn {
  const stride = Math.floor((sampled?.n ?? 0) / count)
  if (!sampled || stride < 2) return { sql, sampled }
  const { from, place, all } = placedRows(sql, columns)
  return {
    sql: `(SELECT ${all} FROM ${from} WHERE ${place} % ${stride} = 0)`,
    sampled: { n: Math.ceil(sampled.n / stride), of: sampled.of }
  }
}
