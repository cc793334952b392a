import type { MissingProposal, TextReading } from '../../contract'
import { ChantierError } from '../errors'
import {
  directReadArgs,
  givenBackSql,
  inferColumns,
  isLossless,
  strictSql,
  strictValueSql,
  typeOf,
  type DirectRead,
  type ReadTuning
} from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { dropTable } from './drop-table'
import { refuseCutEnd } from './refuse-cut-end'
import { FEW_SOUGHT, MANY_SOUGHT, soughtTexts, type Sought } from './sought-texts'

/** A delimited UTF-8 file for DuckDB's own reader, with all that it needs to know: nothing is guessed there. */
export interface PlainFile {
  path: string
  direct: DirectRead
  names: string[]
  /** Some texts of each column, from all over the file. */
  columns: (string | null)[][]
  /** How each column is to be read; it is loaded so if all its texts allow and give themselves back. */
  readings: TextReading[]
  tuning: ReadTuning
}

export interface LoadOptions {
  signal: AbortSignal
  onProgress?: (share: number) => void
}

export interface LoadedTable {
  rows: number
  /** What each column was loaded as. */
  readings: TextReading[]
  /** How the sample says that each is to be read; null where texts found on the way may say otherwise. */
  inferred: (TextReading | null)[]
  /** Texts that seem to say "no answer" by the sample, each column's; null where it was not asked yet. */
  missing: MissingProposal[][] | null
  /** The sample of each column, with texts found on the way that its first reading would have changed. */
  columns: (string | null)[][]
  /** Whether the file held texts that the sample did not announce. */
  surprised: boolean
}

const TEXT: TextReading = { kind: 'text' }

/** How the columns of a sample are to be read. */
export function sampleReadings(names: readonly string[], columns: (string | null)[][]): TextReading[] {
  return inferColumns(columns.map((values, index) => ({ name: names[index] ?? '', values })))
}

/** How the columns are to be read by a sixth of their sample: as all of it says, but for rare texts, and six times as quick. */
export function quickReadings(names: readonly string[], columns: (string | null)[][]): TextReading[] {
  const thin = (values: (string | null)[]): (string | null)[] => values.filter((_, index) => index % 6 === 0)
  return sampleReadings(names, columns.map(thin))
}

/** The type that a column may be loaded with: its own where that gives every text back, else text. */
export function loadedAs(reading: TextReading): TextReading {
  return isLossless(reading) ? reading : TEXT
}

/**
 * Loads a clean file as a raw table in one pass. A column takes a type of its own only where every text of it can be
 * given back; the others stay text. What the sample did not show raises; all typed columns are then tried in one scan,
 * and the file is loaded once more: twice at most.
 */
export async function loadTable(
  project: Project,
  file: PlainFile,
  table: string,
  options: LoadOptions
): Promise<LoadedTable> {
  const { readings: inferred, columns } = file
  const readings = inferred.map(loadedAs)
  try {
    return {
      rows: await createWhole(project, file, table, readings, options),
      readings,
      inferred,
      missing: null,
      columns,
      surprised: false
    }
  } catch (error) {
    if (!raisedLossy(error)) throw error
    const changed = await changedTexts(project, file, readings, options.signal)
    const kept = readings.map((reading, index) => (changed[index]?.length ? TEXT : reading))
    const told = columns.map((values, index) => [...values, ...(changed[index] ?? [])])
    return {
      rows: await create(project, file, table, kept, options),
      readings: kept,
      inferred: inferred.map((reading, index) => (changed[index]?.length ? null : reading)),
      missing: null,
      columns: told,
      surprised: true
    }
  }
}

/** Makes the table, while the end of its file is looked at: one that was cut off leaves no table. */
async function createWhole(...[project, file, table, ...rest]: Parameters<typeof create>): Promise<number> {
  const [made, end] = await Promise.allSettled([create(project, file, table, ...rest), refuseCutEnd(file)])
  if (end.status === 'fulfilled' && made.status === 'fulfilled') return made.value
  if (made.status === 'fulfilled') await dropTable(project, table)
  throw end.status === 'rejected' ? end.reason : (made as PromiseRejectedResult).reason
}

async function create(
  project: Project,
  file: PlainFile,
  table: string,
  readings: TextReading[],
  options: LoadOptions
): Promise<number> {
  const columns = file.names.map((name, index) => {
    const reading = readings[index] ?? TEXT
    return {
      declared: `${ident(name)} ${typeOf(reading)}${compressionOf(reading, file.columns[index] ?? [])}`,
      read: reading.kind === 'text' ? '' : `, ${strictValueSql(reading, ident(name))} AS v${index}`,
      selected: strictSql(reading, `t${index}`, String(index), `v${index}`)
    }
  })
  const inner = columns.map(({ read }, index) => `${ident(file.names[index] ?? '')} AS t${index}${read}`)
  const target = `raw.${ident(table)}`
  const creating = `CREATE TABLE ${target} (${columns.map(({ declared }) => declared).join(', ')})`
  const inserting = `INSERT INTO ${target} SELECT ${columns.map(({ selected }) => selected).join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${readCsv(file)})`
  // In one transaction: one write to the disk, and no empty table after an error.
  const [counted] = await project.database.withConnection((connection) =>
    connection.runTogether<{ n: number }>([creating, inserting], {
      ...options,
      then: `SELECT count(*) AS n FROM ${target}`
    })
  )
  return counted?.n ?? 0
}

/** Distinct texts that a dictionary still pays for: each of them stands four times in a row group of DuckDB (122,880 rows). */
const FEW_TEXTS = 30_000
const SHORT = 60

/**
 * The way of storing a column, where its sample tells it: DuckDB tries every way on every row group otherwise, which takes
 * longer than the reading. Where the way does not fit after all, DuckDB stores the row group as it is; values never change.
 */
function compressionOf(reading: TextReading, sample: (string | null)[]): string {
  if (reading.kind === 'integer' || reading.kind === 'date' || reading.kind === 'timestamp') return BITPACKING
  if (reading.kind === 'number') return reading.decimals === undefined ? '' : BITPACKING
  const texts = sample.filter((value) => value !== null)
  const short = texts.every((value) => value.length <= SHORT)
  return texts.length && short && distinctTexts(texts) <= FEW_TEXTS ? ' USING COMPRESSION dictionary' : ''
}

/** How many distinct texts stand behind a sample: Chao's lower bound (1984), from those seen once and those seen twice. */
function distinctTexts(texts: string[]): number {
  const counts = new Map<string, number>()
  for (const value of texts) counts.set(value, (counts.get(value) ?? 0) + 1)
  let [once, twice] = [0, 0]
  for (const count of counts.values()) {
    if (count === 1) once += 1
    else if (count === 2) twice += 1
  }
  return once === 0 ? counts.size : twice === 0 ? Infinity : counts.size + once ** 2 / (2 * twice)
}

const BITPACKING = ' USING COMPRESSION bitpacking'

/** Some texts of each typed column that its type would not give back. */
async function changedTexts(
  project: Project,
  file: PlainFile,
  readings: TextReading[],
  signal: AbortSignal
): Promise<string[][]> {
  const texts: string[][] = file.names.map(() => [])
  const typed = file.names.flatMap((_, index) => ((readings[index] ?? TEXT).kind === 'text' ? [] : [index]))
  const sought = typed.map((index) => changedText(file.names[index] ?? '', readings[index] ?? TEXT))
  if (sought.length <= FEW_SOUGHT) {
    const some = sought.map((_, at) => `coalesce(min(c${at}, 20), []) || coalesce(max(c${at}, 20), []) AS c${at}`)
    const changed = sought.map(({ name, text: sql }, at) => `${sql(ident(name))} AS c${at}`)
    const query = `SELECT ${some.join(', ')} FROM (SELECT ${changed.join(', ')} FROM ${readCsv(file)})`
    const [row] = sought.length ? await project.rows<Record<string, string[]>>(query, { signal }) : []
    for (const [at, index] of typed.entries()) texts[index] = row?.[`c${at}`] ?? []
    return texts
  }
  for (let at = 0; at < sought.length; at += MANY_SOUGHT) {
    const changed = soughtTexts(sought.slice(at, at + MANY_SOUGHT), readCsv(file))
    const rows = await project.rows<{ place: number; some: string[] }>(
      `SELECT place, min(found, 20) || max(found, 20) AS some FROM (${changed}) GROUP BY place`,
      { signal }
    )
    for (const { place, some } of rows) texts[typed[at + place] ?? -1] = some
  }
  return texts
}

function changedText(name: string, reading: TextReading): Sought {
  return {
    name,
    text: (value) => `CASE WHEN (${givenBackSql(reading, value)}) IS NOT TRUE THEN ${value} END`
  }
}

/** The rows of a file as SQL, every column a text under its name. */
export function readCsv({
  path,
  direct,
  names,
  tuning
}: Pick<PlainFile, 'path' | 'direct' | 'names' | 'tuning'>): string {
  return `read_csv(${text(path)}, ${directReadArgs(direct, names, tuning)})`
}

/** Whether a load ended at a text that the type of its column would change. */
export function raisedLossy(error: unknown): boolean {
  return error instanceof ChantierError && error.data.message.en.includes('not lossless:')
}
