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

/** What state all tables are in that day, and the report of the last search of them in that state; null where there is none. */
export async function lastSearch(
  project: Project,
  now: Date
): Promise<{ state: string; report: AnomalyReport | null }> {
  const tables = await listTables(project)
  const state = stateOf(tables, now)
  const body = await project.database.withConnection(async (connection) => {
    if (!(await presentTables(connection)).has('searched')) return null
    const [row] = await connection.rows<{ body: string }>(
      `SELECT body::VARCHAR AS body FROM chantier.searched WHERE state = ${text(state)}`
    )
    return row?.body ?? null
  })
  const read = body === null ? null : AnomalyReport.safeParse(JSON.parse(body))
  if (!read?.success) return { state, report: null }
  if (!recalled.has(project)) recallFindings(project, tables, read.data, now)
  recalled.add(project)
  return { state, report: read.data }
}

/**
 * Keeps the report of a search of all tables in the project's file, in the place of the one before; `begun` is the state that
 * it began in. Not where the tables changed meanwhile, nor where a check failed, which is tried again instead. That it cannot be
 * written costs the next search its time, no more.
 */
export async function keepSearch(project: Project, report: AnomalyReport, begun: string, now: Date): Promise<void> {
  if (project.readOnly || report.skipped.length || stateOf(await listTables(project), now) !== begun) return
  const statements = [
    'DELETE FROM chantier.searched',
    `INSERT INTO chantier.searched VALUES (${text(begun)}, ${text(JSON.stringify(report))})`
  ]
  await project
    .beside(async (connection) => {
      for (const statement of statements) await connection.run(statement)
    })
    .catch(() => undefined)
}

function stateOf(tables: Parameters<typeof searchState>[0], now: Date): string {
  return JSON.stringify([PROGRAM, searchState(tables, now)])
}
