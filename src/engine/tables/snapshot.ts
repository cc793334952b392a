import { fail } from '../errors'
import { once, type Project, ProjectMemory } from '../project'
import { ident } from '../sql'

/** The rows of a query, kept in memory in one order while they are paged through. */
export interface Snapshot {
  /** Quoted name for `FROM`; its rows stand in the query's order. */
  sql: string
  rows: number
}

/** Most rows of a query whose order has to be kept. */
export const MOST_KEPT_ROWS = 5_000_000
const kept = new ProjectMemory<Promise<Snapshot>>(
  6,
  (project, old) => void drop(project, old, [...readersOf(project)]).catch(() => undefined)
)
const readers = new WeakMap<Project, Set<Promise<unknown>>>()
let made = 0

/**
 * Work that reads kept rows: those that are given up meanwhile stay until it is done. Whoever asks for a snapshot does so in here.
 */
export async function whileReading<T>(project: Project, work: () => Promise<T>): Promise<T> {
  const reading = work()
  const all = readersOf(project).add(reading)
  try {
    return await reading
  } finally {
    all.delete(reading)
  }
}

function readersOf(project: Project): Set<Promise<unknown>> {
  const present = readers.get(project) ?? new Set()
  readers.set(project, present)
  return present
}

/** Drops rows when those who may know them have read; who comes later is told of others. */
async function drop(project: Project, old: Promise<Snapshot>, before: readonly Promise<unknown>[]): Promise<void> {
  const { sql } = await old
  await Promise.allSettled(before)
  if (!project.database.isClosed) await project.rows(`DROP TABLE IF EXISTS ${sql}`)
}

/**
 * The kept rows of a query, run once for all its pages, so that pages neither overlap nor miss rows. Runs again when the
 * project has changed since, or when asked for fresh rows. Null beside a read-only file, where DuckDB can keep nothing.
 */
export async function snapshot(
  project: Project,
  sql: string,
  {
    fresh = false,
    signal,
    most = MOST_KEPT_ROWS,
    state
  }: {
    fresh?: boolean
    signal?: AbortSignal
    most?: number
    /** Names the state of what is read, where less than the whole project's. */
    state?: string
  } = {}
): Promise<Snapshot | null> {
  if (project.readOnly) return null
  const key = `${state ?? (await revision(project))}\n${sql}`
  if (fresh) kept.drop(project, key)
  return once(kept, project, key, () => make(project, sql, most, signal), signal)
}

async function make(project: Project, sql: string, most: number, signal?: AbortSignal): Promise<Snapshot> {
  const table = `scratch.main.${ident(`rows_${++made}`)}`
  const [row] = await project.rows<{ Count: number }>(
    `CREATE TABLE ${table} AS SELECT * FROM (${sql}\n)${most === Infinity ? '' : ` LIMIT ${most + 1}`}`,
    { signal }
  )
  const rows = row?.Count ?? 0
  if (rows <= most) return { sql: table, rows }
  await project.rows(`DROP TABLE ${table}`)
  throw fail(
    'limit',
    {
      fr: 'Cette requête rend plus de 5 millions de lignes.',
      en: 'This query returns more than 5 million rows.'
    },
    { sql, hint: { fr: 'Filtrez, regroupez, ou ajoutez LIMIT.', en: 'Filter, group, or add LIMIT.' } }
  )
}

async function revision(project: Project): Promise<number> {
  const [row] = await project.rows<{ revision: number }>('SELECT revision FROM chantier.head')
  return row?.revision ?? 0
}
