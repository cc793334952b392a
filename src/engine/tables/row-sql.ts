import type { ColumnInfo, RowSource, Sort } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { filterPredicate, hidesRowid, ident, unknownColumn } from '../sql'
import { readSelect } from './gate'
import { keepsItsOrder } from './parse-tree'
import { resolveTable, type Table } from './resolve'
import { snapshot } from './snapshot'

/** A table's rows through its filter and in its sort: as a query, and as something to read in any order. */
export async function tableRows(
  project: Project,
  source: RowSource & { kind: 'table' },
  places?: number[],
  resolve: typeof resolveTable = resolveTable
): Promise<{
  sql: string
  from: string
  predicate: string
  table: Table
  columns: ColumnInfo[]
  all: ColumnInfo[]
}> {
  const table = await resolve(project, source.table)
  const columns = pick(table.columns, places)
  const predicate = filterPredicate(source.filter, table.columns)
  const where = predicate === 'true' ? '' : `\nWHERE ${predicate}`
  const order = orderBy(source.sort, table.columns)
  // Rows with equal keys keep their order in the file, so that pages never overlap.
  const tie = !order ? '' : `, ${hidesRowid(table.columns) ? columnList(table.columns) : 'rowid'}`
  return {
    sql: `SELECT ${columnList(columns)}\nFROM ${table.sql}${where}${order}${tie}`,
    from: table.sql + where,
    predicate,
    table,
    columns,
    all: table.columns
  }
}

/** A user's query, through the gate: as text, and as something to page from; `rows` is null where they are not counted yet. */
export async function queryRows(
  project: Project,
  source: RowSource & { kind: 'query' },
  options: { signal: AbortSignal; fresh?: boolean }
): Promise<{ sql: string; columns: ColumnInfo[]; from: string; rows: number | null }> {
  const inner = await readSelect(project, source.sql, options.signal)
  const columns = await shapeColumns(project, inner.sql, options.signal)
  const predicate = filterPredicate(source.filter, columns)
  const where = predicate === 'true' ? '' : ` AS q\nWHERE ${predicate}`
  // On lines of its own, so that DuckDB's errors tell its lines and columns: see `query-error`.
  const sql = `SELECT * FROM (\n${inner.sql}\n)${where}${orderBy(source.sort, columns)}`
  const stable = !source.sort?.length && keepsItsOrder(inner.tree)
  const rows = stable ? null : await snapshot(project, sql, options)
  return { sql, columns, from: rows?.sql ?? `(${sql}\n)`, rows: rows?.rows ?? null }
}

/** The columns of a query that passed the gate, without running it. */
export async function shapeColumns(project: Project, sql: string, signal?: AbortSignal): Promise<ColumnInfo[]> {
  const described = await project.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM (\n${sql}\n) LIMIT 0`,
    { signal }
  )
  return described.map((row) => ({ name: row.column_name, type: row.column_type }))
}

/** Columns by place, all where none is named. */
export function pick(columns: ColumnInfo[], places: number[] | undefined): ColumnInfo[] {
  return places ? places.map((place) => columns[place]).filter((column) => column !== undefined) : columns
}

/** Names for SELECT, each behind `prefix`. */
export function columnList(columns: readonly ColumnInfo[], prefix = ''): string {
  if (columns.length) return columns.map(({ name }) => prefix + ident(name)).join(', ')
  throw fail('input', { fr: 'Aucune colonne demandée.', en: 'No column was asked for.' })
}

/** An ORDER BY clause; missing values stand last both ways. */
export function orderBy(sort: Sort[] | undefined, columns: ColumnInfo[]): string {
  if (!sort?.length) return ''
  const terms = sort.map(({ column, descending }) => {
    if (!columns.some(({ name }) => name === column)) throw unknownColumn(column)
    return `${ident(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`
  })
  return `\nORDER BY ${terms.join(', ')}`
}
