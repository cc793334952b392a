import type { RowSource } from '../../contract'
import type { Project } from '../project'
import { filterPredicate, hidesRowid } from '../sql'
import type { Table } from './resolve'
import { orderBy } from './row-sql'
import { snapshot, whileReading } from './snapshot'

type TableSource = RowSource & { kind: 'table' }

/**
 * The places of a filtered or sorted table's rows, found once for all its pages: a table whose own `rowid` is the place and
 * whose `r` is the `rowid` of the row. Null where the rows stand as in their table, or where nothing can be kept.
 */
export async function keptOrder(
  project: Project,
  table: Table,
  source: TableSource,
  signal?: AbortSignal
): Promise<string | null> {
  const predicate = filterPredicate(source.filter, table.columns)
  if (hidesRowid(table.columns) || (predicate === 'true' && !source.sort?.length)) return null
  const order = orderBy(source.sort, table.columns)
  const sql = `SELECT rowid AS r FROM ${table.sql} WHERE ${predicate}${order ? `${order}, rowid` : ''}`
  const state = `${table.sql} ${table.fingerprint} ${table.rows}`
  return (await snapshot(project, sql, { signal, most: Infinity, state }))?.sql ?? null
}

const dense = new WeakMap<Table, boolean>()

/** True where the place of each row of the source is its `rowid`: neither filtered nor sorted, and no row was ever taken out. */
export async function standsByRowid(
  project: Project,
  table: Table,
  source: TableSource,
  signal?: AbortSignal
): Promise<boolean> {
  if (source.sort?.length || source.filter?.all.length || hidesRowid(table.columns)) return false
  const known = dense.get(table)
  if (known !== undefined) return known
  const [last] = await project.rows<{ last: number | null }>(`SELECT max(rowid) AS last FROM ${table.sql}`, { signal })
  const found = (last?.last ?? -1) === table.rows - 1
  dense.set(table, found)
  return found
}

/** The `rowid`s of some rows of a table source, in its order; null for a table whose own column hides them. */
export function rowidsOf(
  project: Project,
  table: Table,
  source: TableSource,
  part: { offset: number; limit: number },
  signal?: AbortSignal
): Promise<number[] | null> {
  return whileReading(project, () => readRowids(project, table, source, part, signal))
}

async function readRowids(
  project: Project,
  table: Table,
  source: TableSource,
  { offset, limit }: { offset: number; limit: number },
  signal?: AbortSignal
): Promise<number[] | null> {
  if (hidesRowid(table.columns)) return null
  const kept = await keptOrder(project, table, source, signal)
  const order = orderBy(source.sort, table.columns)
  const sql = kept
    ? `SELECT r FROM ${kept} WHERE rowid >= ${offset} AND rowid < ${offset + limit} ORDER BY rowid`
    : `SELECT rowid AS r FROM ${table.sql} WHERE ${filterPredicate(source.filter, table.columns)}${order ? `${order}, rowid` : ''} LIMIT ${limit} OFFSET ${offset}`
  return (await project.rows<{ r: number }>(sql, { signal })).map(({ r }) => r)
}
