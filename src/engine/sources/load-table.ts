import type { TextReading } from '../../contract'
import { ChantierError } from '../errors'
import {
  directReadArgs,
  givenBackSql,
  inferReading,
  isLossless,
  strictSql,
  type DirectRead,
  type ReadTuning
} from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'

/** A delimited UTF-8 file for DuckDB's own reader, with all that it needs to know: nothing is guessed there. */
export interface PlainFile {
  path: string
  direct: DirectRead
  names: string[]
  /** Some texts of each column, from all over the file. */
  columns: (string | null)[][]
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
  /** The sample of each column, with texts found on the way that its first reading would have changed. */
  columns: (string | null)[][]
}

const TEXT: TextReading = { kind: 'text' }

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
  const readings = file.columns.map((values) => {
    const reading = inferReading(values)
    return isLossless(reading) ? reading : TEXT
  })
  try {
    return { rows: await create(project, file, table, readings, options), readings, columns: file.columns }
  } catch (error) {
    if (!raisedLossy(error)) throw error
    const changed = await changedTexts(project, file, readings, options.signal)
    const kept = readings.map((reading, index) => (changed[index]?.length ? TEXT : reading))
    const columns = file.columns.map((values, index) => [...values, ...(changed[index] ?? [])])
    return { rows: await create(project, file, table, kept, options), readings: kept, columns }
  }
}

async function create(
  project: Project,
  file: PlainFile,
  table: string,
  readings: TextReading[],
  options: LoadOptions
): Promise<number> {
  const selected = file.names.map(
    (name, index) => `${strictSql(readings[index] ?? TEXT, ident(name), String(index))} AS ${ident(name)}`
  )
  const [created] = await project.rows<{ Count: number }>(
    `CREATE TABLE raw.${ident(table)} AS SELECT ${selected.join(', ')} FROM ${readCsv(file)}`,
    options
  )
  return created?.Count ?? 0
}

/** Some texts of each typed column that its type would not give back. */
async function changedTexts(
  project: Project,
  file: PlainFile,
  readings: TextReading[],
  signal: AbortSignal
): Promise<string[][]> {
  const parts = file.names.flatMap((name, index) => {
    const reading = readings[index] ?? TEXT
    if (reading.kind === 'text') return []
    const column = ident(name)
    const changed = `${column} IS NOT NULL AND (${givenBackSql(reading, column)}) IS NOT TRUE`
    return [
      `coalesce(min(${column}, 20) FILTER (${changed}), []) || coalesce(max(${column}, 20) FILTER (${changed}), []) AS c${index}`
    ]
  })
  const [row] = await project.rows<Record<string, string[]>>(`SELECT ${parts.join(', ')} FROM ${readCsv(file)}`, {
    signal
  })
  return file.names.map((_, index) => row?.[`c${index}`] ?? [])
}

function readCsv({ path, direct, names, tuning }: PlainFile): string {
  return `read_csv(${text(path)}, ${directReadArgs(direct, names, tuning)})`
}

function raisedLossy(error: unknown): boolean {
  return error instanceof ChantierError && error.data.message.en.includes('not lossless:')
}
