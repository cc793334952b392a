import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AnomalyReport } from '../../contract'
import { recallFindings, searchState } from '../anomalies'
import { presentTables, type Project } from '../project'
import { text } from '../sql'
import { listTables } from '../tables'
import { VERSION } from '../version'

/** The bundle that this code stands in, named after its content: another program may find other things. */
const PROGRAM = `${VERSION} ${basename(fileURLToPath(import.meta.url))}`

/** Projects whose last search, kept in their file, was taken up in this process. */
const recalled = new WeakSet<Project>()

/** The report of the last search of all tables, where all are as they were and it is the same day; null otherwise. */
export async function lastSearch(project: Project, now: Date): Promise<AnomalyReport | null> {
  const tables = await listTables(project)
  const body = await project.database.withConnection(async (connection) => {
    if (!(await presentTables(connection)).has('searched')) return null
    const [row] = await connection.rows<{ body: string }>(
      `SELECT body::VARCHAR AS body FROM chantier.searched WHERE state = ${text(stateOf(tables, now))}`
    )
    return row?.body ?? null
  })
  const read = body === null ? null : AnomalyReport.safeParse(JSON.parse(body))
  if (!read?.success) return null
  if (!recalled.has(project)) recallFindings(project, tables, read.data, now)
  recalled.add(project)
  return read.data
}

/** Keeps the report of a search of all tables in the project's file, in the place of the one before. A failed check is tried again instead. */
export async function keepSearch(project: Project, report: AnomalyReport, now: Date): Promise<void> {
  if (project.readOnly || report.skipped.length) return
  const state = stateOf(await listTables(project), now)
  await project.database.withConnection((connection) =>
    connection.runTogether([
      'DELETE FROM chantier.searched',
      `INSERT INTO chantier.searched VALUES (${text(state)}, ${text(JSON.stringify(report))})`
    ])
  )
}

function stateOf(tables: Parameters<typeof searchState>[0], now: Date): string {
  return JSON.stringify([PROGRAM, searchState(tables, now)])
}
