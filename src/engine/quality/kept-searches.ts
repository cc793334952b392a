import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AnomalyReport } from '../../contract'
import { knownFindings, recallFindings, searchState } from '../anomalies'
import { presentTables, type Project } from '../project'
import { asRead } from '../recipe'
import { text } from '../sql'
import { listTables, resolveTable, type Table } from '../tables'
import { VERSION } from '../version'

/** The bundle that this code stands in, named after its content: another program may find other things. */
const PROGRAM = `${VERSION} ${basename(fileURLToPath(import.meta.url))}`

/** What was searched: the program, then each table in the state and on the day that it was searched. */
const State = z.tuple([z.string()], z.string())

/** The report of a search of just these tables as they are, that day; null where none is kept in the project's file. */
export async function keptReport(project: Project, tables: readonly Table[], now: Date): Promise<AnomalyReport | null> {
  if (!(await canRead(project))) return null
  return reportOf(project, stateOf(tables, now))
}

/**
 * Takes up what kept searches found in tables that are as they were then, whatever was searched beside them; tables that this
 * process knows already are left alone.
 */
export async function recallSearches(project: Project, tables: readonly Table[], now: Date): Promise<void> {
  const unknown = tables.filter((table) => knownFindings(project, table) === null)
  if (!unknown.length || !(await canRead(project))) return
  for (const state of (await keptStates(project)).reverse()) {
    const covered = unknown.filter((table) => knownFindings(project, table) === null && covers(state, table, now))
    const report = covered.length ? await reportOf(project, state) : null
    if (report) recallFindings(project, covered, report, now)
  }
}

/**
 * Keeps the report of a search in the project's file; `searched` are its tables as it found them. Not where these changed
 * meanwhile, nor where a check failed, which is tried again instead. Reports that say nothing of a table as it is now are let go
 * of. That it cannot be written costs the next search its time, no more.
 */
export async function keepSearch(
  project: Project,
  report: AnomalyReport,
  searched: readonly Table[],
  now: Date
): Promise<void> {
  if (project.readOnly || report.skipped.some(({ bounded }) => !bounded)) return
  const present = await presentStates(project)
  const state = stateOf(searched, now)
  if (searched.some((table) => !present.some((one) => searchState([one], now) === searchState([table], now)))) return
  await project
    .beside(async (connection) => {
      const rows = await connection.rows<{ state: string }>('SELECT state FROM chantier.searched ORDER BY rowid')
      const stale = staleStates([...rows.map((row) => row.state), state], present, now)
      if (rows.length)
        await connection.run(`DELETE FROM chantier.searched WHERE state IN (${[...stale, state].map(text).join(', ')})`)
      await connection.run(`INSERT INTO chantier.searched VALUES (${text(state)}, ${text(JSON.stringify(report))})`)
    })
    .catch(() => undefined)
}

/** Of states from the oldest on, those that tell of no present table what later ones do not. */
function staleStates(states: readonly string[], present: readonly Table[], now: Date): string[] {
  const told = new Set<Table>()
  return [...states].reverse().filter((state) => {
    const own = present.filter((table) => !told.has(table) && covers(state, table, now))
    for (const table of own) told.add(table)
    return !own.length
  })
}

/** Every table as it was loaded, as its import reads it and as it is prepared, where these are not one. */
async function presentStates(project: Project): Promise<Table[]> {
  const clean = await listTables(project)
  const before: Table[] = []
  for (const { ref } of clean) {
    if (ref.schema !== 'clean') continue
    const read = await asRead(project, ref.name)
    before.push(await resolveTable(project, { schema: 'raw', name: ref.name }))
    if (read.readBy) before.push(read)
  }
  return [...clean, ...before]
}

function covers(state: string, table: Table, now: Date): boolean {
  const read = State.safeParse(JSON.parse(state))
  return Boolean(read.success && read.data[0] === PROGRAM && read.data.slice(1).includes(searchState([table], now)))
}

function stateOf(tables: readonly Table[], now: Date): string {
  return JSON.stringify([PROGRAM, ...tables.map((table) => searchState([table], now))])
}

/** Whether the file can hold searches: a read-only one of an earlier version cannot. */
function canRead(project: Project): Promise<boolean> {
  return project.database.withConnection(async (connection) => (await presentTables(connection)).has('searched'))
}

async function keptStates(project: Project): Promise<string[]> {
  const rows = await project.rows<{ state: string }>('SELECT state FROM chantier.searched ORDER BY rowid')
  return rows.map(({ state }) => state)
}

async function reportOf(project: Project, state: string): Promise<AnomalyReport | null> {
  const [row] = await project.rows<{ body: string }>(
    `SELECT body::VARCHAR AS body FROM chantier.searched WHERE state = ${text(state)}`
  )
  // One that cannot be read is searched again.
  const read = row && AnomalyReport.safeParse(JSON.parse(row.body))
  return read?.success ? read.data : null
}
