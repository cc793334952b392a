import type { ColumnProfile, Depth, Filter, ProfileEvent, TableFacts, TableProfile, TableRef } from '../../contract'
import { job, type Report } from '../call'
import type { Project } from '../project'
import { hidesRowid } from '../sql'
import { resolveTable } from '../tables'
import { alone } from './alone'
import { cachedMeanings, cachedProfile, keepMeanings, keepProfile } from './cache'
import { columnChunks } from './column-chunks'
import type { Meaning } from './column-work'
import { countDuplicateRows } from './duplicate-rows'
import { profileColumn } from './profile-column'
import { INSTANT_ROWS, profileRows } from './profile-rows'
import { readEstimates } from './read-estimates'
import { drawRows, type Drawn } from './sampling'
import { resolveProfiled, type ProfiledTable as Table } from './filtered'
import { findTableFacts } from './table-facts'

export interface ProfileOptions {
  signal?: AbortSignal
  depth?: Depth
  /** The rows that are profiled; all without it. */
  filter?: Filter
  /** Called with each column as soon as it is known, in table order. */
  onColumn?: (column: ColumnProfile) => void
}

/** The whole profile of a table; plain JSON data. Taken from the cache while the table's fingerprint stays the same. */
export async function profileTable(
  project: Project,
  asked: TableRef | Table,
  { onColumn, ...options }: ProfileOptions = {}
): Promise<TableProfile> {
  for await (const event of profileEvents(project, asked, options)) {
    if (event.type === 'column') onColumn?.(event.column)
    if (event.type === 'done') return event.result
  }
  throw new Error('a profile ended without a result')
}

/** The profile of a table as it comes: progress and columns one by one, then the whole. Stops within the running query when `signal` aborts. */
export async function* profileEvents(
  project: Project,
  asked: TableRef | Table,
  { signal, depth = 'balanced', filter }: Omit<ProfileOptions, 'onColumn'> = {}
): AsyncGenerator<ProfileEvent, void> {
  const table = await resolveProfiled(project, asked, filter, signal)
  const known = cachedProfile(project, table, depth)
  if (known) {
    for (const column of known.columns) yield { type: 'column', column }
    yield { type: 'done', result: known }
    return
  }
  const result = yield* STEPS[depth](project, table, signal)
  keepProfile(project, table, result)
  yield { type: 'done', result }
}

type Steps = AsyncGenerator<ProfileEvent, TableProfile>

const STEPS: Record<Depth, (project: Project, table: Table, signal?: AbortSignal) => Steps> = {
  instant,
  balanced,
  full
}

async function* full(project: Project, table: Table, signal?: AbortSignal): Steps {
  const begun = performance.now()
  const known = cachedProfile(project, table, 'balanced')
  for (const column of known?.columns ?? []) yield { type: 'column', column }
  const base = known ?? (yield* balanced(project, table, signal))
  keepProfile(project, table, base)
  const facts = yield* together(project, table, base, signal)
  return { ...base, depth: 'full', facts, seconds: Math.round(performance.now() - begun) / 1000 }
}

async function* together(
  project: Project,
  table: Table,
  { columns }: TableProfile,
  signal?: AbortSignal
): AsyncGenerator<ProfileEvent, TableFacts> {
  const work = (report: Report, stop: AbortSignal): Promise<TableFacts> =>
    project.database.withConnection((connection) =>
      findTableFacts({ connection, table, columns, report, signal: stop })
    )
  for await (const event of job(work, signal)) {
    if (event.type === 'done') return event.result
    yield event
  }
  throw new Error('table facts ended without a result')
}

async function* instant(project: Project, table: Table, signal?: AbortSignal): Steps {
  const begun = performance.now()
  const drawn = drawRows(table, INSTANT_ROWS)
  // A small table is read whole at once.
  if (!drawn.sampled) return { ...(yield* balanced(project, table, signal, 'instant')), depth: 'instant' }
  const columns: ColumnProfile[] = []
  yield columnStep(table, 0)
  for await (const column of profileKept(project, table, drawn, 'instant', signal)) {
    columns.push(column)
    yield { type: 'column', column }
    yield columnStep(table, columns.length)
  }
  const sampled = columns[0]?.sampled ?? drawn.sampled
  return { ...resultOf(table, columns, begun), depth: 'instant', sampled, duplicateRows: null }
}

async function* balanced(project: Project, table: Table, signal?: AbortSignal, depth: Depth = 'balanced'): Steps {
  const begun = performance.now()
  const columns: ColumnProfile[] = []
  yield columnStep(table, 0)
  // Rows whose place a column of the user's hides are read from a copy that bears other names.
  const read =
    table.kept || hidesRowid(table.columns)
      ? profileKept(project, table, { sql: table.sql, sampled: null }, depth, signal)
      : profileStored(project, table, signal)
  for await (const column of read) {
    columns.push(column)
    yield { type: 'column', column }
    yield columnStep(table, columns.length)
  }
  const duplicateRows = await project.database.withConnection((connection) =>
    countDuplicateRows(connection, table, columns, signal)
  )
  return { ...resultOf(table, columns, begun), duplicateRows }
}

/** The columns of some rows one by one; under a filter they stand for what they stand for in the whole table, whatever rows are kept. */
async function* profileKept(
  project: Project,
  table: Table,
  drawn: Drawn,
  depth: Depth,
  signal?: AbortSignal
): AsyncGenerator<ColumnProfile, void> {
  const meanings = table.kept && meaningsOf(project, table, depth, signal)
  try {
    yield* profileRows(project, table, drawn, signal, meanings)
  } finally {
    await meanings?.return()
  }
}

/** What the columns of a whole table stand for, one by one; read once at a depth while its rows stay the same. */
async function* meaningsOf(
  project: Project,
  { ref }: Table,
  depth: Depth,
  signal?: AbortSignal
): AsyncGenerator<Meaning, void> {
  const whole = await resolveTable(project, ref)
  const known = cachedMeanings(project, whole, depth)
  if (known) return yield* known
  const read: Meaning[] = []
  for await (const event of profileEvents(project, ref, { depth, signal })) {
    if (event.type !== 'column') continue
    read.push(event.column)
    if (read.length === whole.columns.length) keepMeanings(project, whole, depth, read)
    yield event.column
  }
}

/** The columns of a whole table one by one, from where it is stored. */
async function* profileStored(
  project: Project,
  table: Table,
  signal?: AbortSignal
): AsyncGenerator<ColumnProfile, void> {
  for await (const chunk of columnChunks(project, table, signal)) {
    const estimates = await readEstimates(
      project,
      { sql: chunk.sql, names: chunk.columns.map(({ name }) => name) },
      signal
    )
    for (const [place, column] of chunk.columns.entries())
      yield await alone(project, (connection) =>
        profileColumn({
          connection,
          table: chunk.sql,
          rows: table.rows,
          sampled: null,
          column,
          stored: column.name,
          position: chunk.first + place,
          estimate: estimates[place] ?? null,
          signal
        })
      )
  }
}

function resultOf(table: Table, columns: ColumnProfile[], begun: number): Omit<TableProfile, 'duplicateRows'> {
  return {
    table: table.ref,
    fingerprint: table.fingerprint,
    filtered: table.kept ? { words: table.kept.words, of: table.kept.of } : null,
    depth: 'balanced',
    sampled: null,
    rows: table.rows,
    columns,
    missingCells: columns.reduce((sum, { missing }) => sum + missing, 0),
    facts: null,
    seconds: Math.round(performance.now() - begun) / 1000
  }
}

function columnStep({ columns }: Table, done: number): ProfileEvent {
  const column = columns[done]
  const step = column
    ? { fr: `Colonne « ${column.name} »`, en: `Column “${column.name}”` }
    : { fr: 'Lignes en double', en: 'Duplicate rows' }
  return { type: 'progress', progress: { step, done, total: columns.length + 1 } }
}
