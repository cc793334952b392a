import type { ColumnProfile, ProfileEvent, TableProfile, TableRef } from '../../contract'
import type { Connection } from '../db'
import type { Project } from '../project'
import { resolveTable, type Table } from '../tables'
import { cachedProfile, keepProfile } from './cache'
import { countDuplicateRows } from './duplicate-rows'
import { profileColumn } from './profile-column'
import { estimatesSql, readEstimate } from './sql/estimate'
import { dropGroupsSql } from './sql/relation'

export interface ProfileOptions {
  signal?: AbortSignal
  /** Called with each column as soon as it is known, in table order. */
  onColumn?: (column: ColumnProfile) => void
}

/** The whole profile of a table; plain JSON data. Taken from the cache while the table's fingerprint stays the same. */
export async function profileTable(
  project: Project,
  ref: TableRef,
  { signal, onColumn }: ProfileOptions = {}
): Promise<TableProfile> {
  for await (const event of profileEvents(project, ref, signal)) {
    if (event.type === 'column') onColumn?.(event.column)
    if (event.type === 'done') return event.result
  }
  throw new Error('a profile ended without a result')
}

/** The profile of a table as it comes: progress and columns one by one, then the whole. Stops within the running query when `signal` aborts. */
export async function* profileEvents(
  project: Project,
  ref: TableRef,
  signal?: AbortSignal
): AsyncGenerator<ProfileEvent, void> {
  const begun = performance.now()
  const table = await resolveTable(project, ref)
  const known = cachedProfile(project, table)
  if (known) {
    for (const column of known.columns) yield { type: 'column', column }
    yield { type: 'done', result: known }
    return
  }
  const total = table.columns.length + 1
  const columns: ColumnProfile[] = []
  const estimates = await readEstimates(project, table, signal)
  for (const [position, column] of table.columns.entries()) {
    yield {
      type: 'progress',
      progress: { step: { fr: `Colonne « ${column.name} »`, en: `Column “${column.name}”` }, done: position, total }
    }
    const profiled = await alone(project, (connection) =>
      profileColumn({
        connection,
        table: table.sql,
        rows: table.rows,
        column,
        position,
        estimate: estimates[position] ?? null,
        signal
      })
    )
    columns.push(profiled)
    yield { type: 'column', column: profiled }
  }
  yield {
    type: 'progress',
    progress: { step: { fr: 'Lignes en double', en: 'Duplicate rows' }, done: total - 1, total }
  }
  const duplicateRows = await project.database.withConnection((connection) =>
    countDuplicateRows(connection, table, columns, signal)
  )
  const result: TableProfile = {
    table: table.ref,
    fingerprint: table.fingerprint,
    rows: table.rows,
    columns,
    duplicateRows,
    missingCells: columns.reduce((sum, { missing }) => sum + missing, 0),
    seconds: Math.round(performance.now() - begun) / 1000
  }
  keepProfile(project, table, result)
  yield { type: 'done', result }
}

/** Columns asked for at once: wide tables stay within one readable query. */
const BATCH = 500

async function readEstimates(project: Project, table: Table, signal?: AbortSignal): Promise<(number | null)[]> {
  const estimates: (number | null)[] = []
  for (let first = 0; first < table.columns.length; first += BATCH) {
    const names = table.columns.slice(first, first + BATCH).map(({ name }) => name)
    const row = (await project.rows(estimatesSql(table.sql, names), { signal }))[0]
    estimates.push(...names.map((_, place) => readEstimate(row?.[`s${place}`])))
  }
  return estimates
}

/** Lends a connection whose temporary table is gone afterwards, whatever happens. */
function alone<T>(project: Project, work: (connection: Connection) => Promise<T>): Promise<T> {
  return project.database.withConnection(async (connection) => {
    try {
      return await work(connection)
    } finally {
      await connection.run(dropGroupsSql)
    }
  })
}
