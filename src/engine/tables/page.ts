import type { ColumnInfo, PageRequest, RowShape, RowSource, Sort } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { filterPredicate, ident, unknownColumn } from '../sql'
import { readSelect } from './gate'
import { keepsItsOrder } from './parse-tree'
import { resolveTable } from './resolve'
import { snapshot } from './snapshot'
import { QUERY_TIME_MS, withTimeLimit } from './time-limit'

/** Most rows of one page. */
export const MOST_PAGE_ROWS = 100_000

export interface PageOptions {
  signal?: AbortSignal
  /** Milliseconds that a query of the user may run. */
  timeLimit?: number
}

/** Columns and number of rows of a row source, and its query without paging. A query is run anew. */
export async function shapeOf(
  project: Project,
  source: RowSource,
  signal?: AbortSignal,
  timeLimit = QUERY_TIME_MS
): Promise<RowShape> {
  if (source.kind === 'table') {
    const { sql, columns } = await tableRows(project, source)
    const counted = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql}\n)`, { signal })
    return { columns, rows: counted[0]?.n ?? 0, sql }
  }
  return withTimeLimit(
    async (stop) => {
      const { sql, columns, from, rows } = await queryRows(project, source, { signal: stop, fresh: true })
      if (rows !== null) return { columns, rows, sql }
      const counted = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, { signal: stop })
      return { columns, rows: counted[0]?.n ?? 0, sql }
    },
    signal,
    timeLimit
  )
}

/** A page of a row source as an Arrow IPC stream; the pages of one source neither overlap nor leave gaps. */
export async function readPage(
  project: Project,
  { source, offset, limit, columns: places }: PageRequest,
  { signal, timeLimit = QUERY_TIME_MS }: PageOptions = {}
): Promise<Uint8Array> {
  if (!(limit >= 0 && limit <= MOST_PAGE_ROWS)) throw pageTooLarge()
  const part = `\nLIMIT ${limit} OFFSET ${offset}`
  if (source.kind === 'table') {
    const { sql } = await tableRows(project, source, places)
    return project.database.arrow(sql + part, { signal })
  }
  return withTimeLimit(
    async (stop) => {
      const { from, columns } = await queryRows(project, source, { signal: stop })
      return project.database.arrow(`SELECT ${list(pick(columns, places))} FROM ${from}${part}`, { signal: stop })
    },
    signal,
    timeLimit
  )
}

async function tableRows(
  project: Project,
  source: RowSource & { kind: 'table' },
  places?: number[]
): Promise<{ sql: string; columns: ColumnInfo[] }> {
  const table = await resolveTable(project, source.table)
  const columns = pick(table.columns, places)
  const predicate = filterPredicate(source.filter, table.columns)
  const where = predicate === 'true' ? '' : `\nWHERE ${predicate}`
  const order = orderBy(source.sort, table.columns)
  // Rows with equal keys keep their order in the file, so that pages never overlap.
  const tie = !order ? '' : `, ${hasOwnRowid(table.columns) ? list(table.columns) : 'rowid'}`
  return { sql: `SELECT ${list(columns)}\nFROM ${table.sql}${where}${order}${tie}`, columns }
}

/** A user's query, through the gate: as text, and as something to page from; `rows` is null where they are not counted yet. */
async function queryRows(
  project: Project,
  source: RowSource & { kind: 'query' },
  options: { signal: AbortSignal; fresh?: boolean }
): Promise<{ sql: string; columns: ColumnInfo[]; from: string; rows: number | null }> {
  const inner = await readSelect(project, source.sql, options.signal)
  const described = await project.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM (${inner.sql}\n) LIMIT 0`,
    options
  )
  const columns = described.map((row) => ({ name: row.column_name, type: row.column_type }))
  const sql = `SELECT * FROM (${inner.sql}\n)${orderBy(source.sort, columns)}`
  const stable = !source.sort?.length && keepsItsOrder(inner.tree)
  const rows = stable ? null : await snapshot(project, sql, options)
  return { sql, columns, from: rows?.sql ?? `(${sql}\n)`, rows: rows?.rows ?? null }
}

function pick(columns: ColumnInfo[], places: number[] | undefined): ColumnInfo[] {
  return places ? places.map((place) => columns[place]).filter((column) => column !== undefined) : columns
}

function list(columns: ColumnInfo[]): string {
  if (columns.length) return columns.map(({ name }) => ident(name)).join(', ')
  throw fail('input', { fr: 'Aucune colonne demandée.', en: 'No column was asked for.' })
}

function orderBy(sort: Sort[] | undefined, columns: ColumnInfo[]): string {
  if (!sort?.length) return ''
  const terms = sort.map(({ column, descending }) => {
    if (!columns.some(({ name }) => name === column)) throw unknownColumn(column)
    return `${ident(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`
  })
  return `\nORDER BY ${terms.join(', ')}`
}

/** A column of the user's that is called rowid hides the rows' own place. */
function hasOwnRowid(columns: ColumnInfo[]): boolean {
  return columns.some(({ name }) => name.toLowerCase() === 'rowid')
}

function pageTooLarge(): Error {
  return fail('limit', {
    fr: `Une page compte au plus ${MOST_PAGE_ROWS.toLocaleString('fr-FR')} lignes.`,
    en: `A page holds at most ${MOST_PAGE_ROWS.toLocaleString('en-GB')} rows.`
  })
}
