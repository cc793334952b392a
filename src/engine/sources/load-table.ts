import type { TextReading } from '../../contract'
import { ChantierError } from '../errors'
import { directReadArgs, inferReading, isLossless, strictSql, type DirectRead } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'

/** A delimited file for DuckDB's own reader, with all that it needs to know: nothing is guessed there. */
export interface PlainFile {
  path: string
  direct: DirectRead
  names: string[]
}

export interface LoadOptions {
  signal: AbortSignal
  onProgress?: (share: number) => void
}

const SAMPLE_ROWS = 5_000

/**
 * Loads a clean file as a raw table in one pass. A column takes a type of its own only where every text of it can be
 * given back; the others stay text. Answers the readings that were loaded.
 */
export async function loadTable(
  project: Project,
  file: PlainFile,
  table: string,
  options: LoadOptions
): Promise<TextReading[]> {
  const readings = (await sampleColumns(project, file, options.signal)).map((values) => {
    const reading = inferReading(values)
    return isLossless(reading) ? reading : TEXT
  })
  for (;;) {
    const selected = file.names.map(
      (name, index) => `${strictSql(readings[index] ?? TEXT, ident(name), String(index))} AS ${ident(name)}`
    )
    try {
      await project.database.run(
        `CREATE OR REPLACE TABLE raw.${ident(table)} AS SELECT ${selected.join(', ')} FROM ${readCsv(file)}`,
        options
      )
      return readings
    } catch (error) {
      const lossy = lossyColumn(error)
      if (lossy === null || readings[lossy]?.kind === 'text') throw error
      readings[lossy] = TEXT
    }
  }
}

const TEXT: TextReading = { kind: 'text' }

async function sampleColumns(project: Project, file: PlainFile, signal: AbortSignal): Promise<(string | null)[][]> {
  const lists = file.names.map((name, index) => `list(${ident(name)}) AS c${index}`)
  const [row] = await project.rows<Record<string, (string | null)[] | null>>(
    `SELECT ${lists.join(', ')} FROM (SELECT * FROM ${readCsv(file)} LIMIT ${SAMPLE_ROWS})`,
    { signal }
  )
  return file.names.map((_, index) => row?.[`c${index}`] ?? [])
}

function readCsv({ path, direct, names }: PlainFile): string {
  return `read_csv(${text(path)}, ${directReadArgs(direct, names)})`
}

function lossyColumn(error: unknown): number | null {
  const message = error instanceof ChantierError ? error.data.message.en : ''
  const found = /not lossless:(\d+)/.exec(message)
  return found ? Number(found[1]) : null
}
