import type { PageRequest, RowShape, RowSource } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { resolveForPages } from './resolve'
import { queryError } from './query-error'
import { columnList, pick, queryRows, tableRows } from './row-sql'
import { keptOrder, standsByRowid } from './row-order'
import { whileReading } from './snapshot'
import { QUERY_TIME_MS, withTimeLimit } from './time-limit'

/** Most rows of one page. */
export const MOST_PAGE_ROWS = 100_000

export interface PageOptions {
  signal?: AbortSignal
  /** Milliseconds that a query of the user may run. */
  timeLimit?: number
}

/** Columns and number of rows of a row source, and its query without paging. A query is run anew. */
export function shapeOf(
  project: Project,
  source: RowSource,
  signal?: AbortSignal,
  timeLimit = QUERY_TIME_MS
): Promise<RowShape> {
  return whileReading(project, () => readShape(project, source, timeLimit, signal))
}

async function readShape(
  project: Project,
  source: RowSource,
  timeLimit: number,
  signal?: AbortSignal
): Promise<RowShape> {
  if (source.kind === 'table') {
    const { sql, columns, from } = await tableRows(project, source)
    const counted = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, { signal })
    return { columns, rows: counted[0]?.n ?? 0, sql }
  }
  return runQuery(
    source.sql,
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
export function readPage(project: Project, request: PageRequest, options: PageOptions = {}): Promise<Uint8Array> {
  return whileReading(project, () => read(project, request, options))
}

async function read(
  project: Project,
  { source, offset, limit, columns: places }: PageRequest,
  { signal, timeLimit = QUERY_TIME_MS }: PageOptions
): Promise<Uint8Array> {
  if (!(limit >= 0 && limit <= MOST_PAGE_ROWS)) throw pageTooLarge()
  const part = `\nLIMIT ${limit} OFFSET ${offset}`
  if (source.kind === 'table') {
    const { sql, table, columns } = await tableRows(project, source, places, resolveForPages)
    const order = await keptOrder(project, table, source, signal)
    if (!order) {
      // A range of rowids is found at once, where OFFSET reads all that stands before.
      const near = await standsByRowid(project, table, source, signal)
      const range = near ? `\nWHERE rowid >= ${offset} AND rowid < ${offset + limit}` : part
      return project.database.arrow(sql + range, { signal })
    }
    const list = columnList(columns, 't.')
    return project.database.arrow(
      `SELECT ${list}\nFROM (SELECT rowid AS "~place", r AS "~r" FROM ${order} WHERE rowid >= ${offset} AND rowid < ${offset + limit}) AS o
JOIN ${table.sql} AS t ON t.rowid = o."~r"\nORDER BY o."~place"`,
      { signal }
    )
  }
  return runQuery(
    source.sql,
    async (stop) => {
      const { from, columns } = await queryRows(project, source, { signal: stop })
      return project.database.arrow(`SELECT ${columnList(pick(columns, places))} FROM ${from}${part}`, { signal: stop })
    },
    signal,
    timeLimit
  )
}

/** Work on a user's query: bounded in time, its faults told in plain words at their place. */
export async function runQuery<T>(
  sql: string,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
  timeLimit = QUERY_TIME_MS
): Promise<T> {
  try {
    return await withTimeLimit(work, signal, timeLimit)
  } catch (error) {
    throw queryError(error, sql)
  }
}

function pageTooLarge(): Error {
  return fail('limit', {
    fr: `Une page compte au plus ${MOST_PAGE_ROWS.toLocaleString('fr-FR')} lignes.`,
    en: `A page holds at most ${MOST_PAGE_ROWS.toLocaleString('en-GB')} rows.`
  })
}
