import { randomUUID } from 'node:crypto'
import { LocalizedText, type PastQuery } from '../../contract'
import { presentTables, type Project, ProjectMemory } from '../project'
import { literal, text } from '../sql'

/** Queries kept; the oldest go first. */
export const MOST_PAST_QUERIES = 500

/** Those of a project that cannot be written to: kept while it is open. */
const unwritten = new WeakMap<Project, PastQuery[]>()

/** What was written last: the next waits for it, since two at once that touch the same rows would undo one of them. */
const writing = new ProjectMemory<Promise<void>>(1)

function inTurn(project: Project, work: () => Promise<void>): Promise<void> {
  const turn = (writing.get(project, '') ?? Promise.resolve()).then(work)
  const settled = turn.catch(() => undefined)
  writing.keep(project, '', settled)
  return turn
}

/** The queries that were run in this project, the latest first. */
export async function pastQueries(project: Project): Promise<PastQuery[]> {
  return [...(unwritten.get(project) ?? []), ...((await hasHistory(project)) ? await writtenQueries(project) : [])]
}

/** A file that is read-only stays at the version that it has: the first ones keep no queries. */
async function hasHistory(project: Project): Promise<boolean> {
  return !project.readOnly || (await project.database.withConnection(presentTables)).has('query')
}

async function writtenQueries(project: Project): Promise<PastQuery[]> {
  const rows = await project.rows<{
    id: string
    at: string
    sql: string
    milliseconds: number
    rows: number | null
    columns: number | null
    error: string | null
  }>(
    `SELECT id, strftime(ran_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS at, sql, milliseconds, rows, columns, error::VARCHAR AS error
FROM chantier.query ORDER BY ran_at DESC, rowid DESC LIMIT ${MOST_PAST_QUERIES}`
  )
  return rows.map(({ error, ...past }) => ({ ...past, error: error === null ? null : readError(error) }))
}

/** Notes a query that was run; the same text run again takes the place of the time before. Not a change of the project: undo knows nothing of it. */
export async function noteQuery(project: Project, query: Omit<PastQuery, 'id'>): Promise<void> {
  const past = { ...query, id: randomUUID() }
  if (project.readOnly) {
    const others = (unwritten.get(project) ?? []).filter(({ sql }) => sql !== query.sql)
    unwritten.set(project, [past, ...others].slice(0, MOST_PAST_QUERIES))
    return
  }
  const statements = [
    `DELETE FROM chantier.query WHERE sql = ${text(past.sql)}`,
    `INSERT INTO chantier.query VALUES (${text(past.id)}, TIMESTAMP ${text(past.at.replace(/Z$/, ''))}, ${text(past.sql)}, ${past.milliseconds}, ${literal(past.rows)}, ${literal(past.columns)}, ${past.error ? text(JSON.stringify(past.error)) : 'NULL'})`,
    `DELETE FROM chantier.query WHERE id NOT IN (SELECT id FROM chantier.query ORDER BY ran_at DESC, rowid DESC LIMIT ${MOST_PAST_QUERIES})`
  ]
  const write = () =>
    project.database.withConnection(async (connection) => void (await connection.runTogether(statements)))
  // A history that cannot be written must not take the answer away from who asked.
  await inTurn(project, write).catch(() => undefined)
}

/** Takes one query out of the history, or all of them. */
export async function forgetQueries(project: Project, id?: string): Promise<void> {
  unwritten.set(project, id === undefined ? [] : (unwritten.get(project) ?? []).filter((past) => past.id !== id))
  if (project.readOnly) return
  const one = id === undefined ? '' : ` WHERE id = ${text(id)}`
  await inTurn(project, async () => void (await project.rows(`DELETE FROM chantier.query${one}`)))
}

function readError(json: string): LocalizedText {
  return LocalizedText.parse(JSON.parse(json))
}
