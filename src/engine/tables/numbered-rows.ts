import type { ColumnInfo, RowSource } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { keptOrder, standsByRowid } from './row-order'
import { queryRows, tableRows } from './row-sql'

/** The rows of a source to look through: `from` for FROM, and what tells the place of a row that was found in it. */
export interface NumberedRows {
  columns: ColumnInfo[]
  from: string
  /** What `from` is still to be filtered by. */
  predicate: string
  /** Expression over `from` that identifies the row. */
  key: string
  /** Turns a query of (`key`, …) into one of (`place`, …): what stands before and after it. */
  placed: (found: string) => string
  /** Names the state of the rows, where it is less than the whole project's. */
  state?: string
}

/** The rows of a source with what gives their places in its sort, without sorting them again where that is known. */
export async function numberedRows(project: Project, source: RowSource, signal: AbortSignal): Promise<NumberedRows> {
  if (source.kind === 'query') {
    const { from, columns } = await queryRows(project, source, { signal })
    return { columns, ...counted(`SELECT * FROM ${from}`, columns) }
  }
  const { sql, predicate, table, all } = await tableRows(project, source)
  const state = `${table.sql} ${table.fingerprint} ${table.rows}`
  const kept = await keptOrder(project, table, source, signal)
  if (kept)
    return {
      columns: all,
      from: table.sql,
      predicate,
      key: 'rowid',
      state,
      placed: (found) =>
        `SELECT o.rowid AS place, f.* EXCLUDE (key) FROM (${found}) AS f JOIN ${kept} AS o ON o.r = f.key`
    }
  if (await standsByRowid(project, table, source, signal))
    return { columns: all, from: table.sql, predicate, key: 'rowid', state, placed: ownPlace }
  return { columns: all, state, ...counted(sql, all) }
}

function counted(
  sql: string,
  columns: readonly ColumnInfo[]
): Pick<NumberedRows, 'from' | 'predicate' | 'key' | 'placed'> {
  let name = '~place'
  while (columns.some((column) => column.name === name)) name += '~'
  return {
    from: `(SELECT *, row_number() OVER () - 1 AS ${ident(name)} FROM (${sql}\n))`,
    predicate: 'true',
    key: ident(name),
    placed: ownPlace
  }
}

function ownPlace(found: string): string {
  return `SELECT key AS place, * EXCLUDE (key) FROM (${found})`
}
