import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { convert, inspectSamples, sampleColumns, type DirectRead, type Survey } from '../import'
import { columnNames } from './column-names'
import { dropTable, isRefusal, tryLoad, type DelimitedJob, type NamedTable } from './delimited-job'
import { loadTable, typedReadings, type LoadedTable } from './load-table'

/** The share of the work that the pass before took. */
const BEFORE = 0.2

/**
 * Loads a file after a closer look: straight after all where larger samples are clean, else through our own reader, which
 * rewrites it for DuckDB. `refused` is the way that DuckDB refused already.
 */
export async function loadRepaired(
  job: DelimitedJob,
  surveyed: Survey,
  refused: DirectRead | null
): Promise<NamedTable> {
  const { project, path, file, size, table, options } = job
  await dropTable(project, table)
  const { signal } = options
  const encoding = options.encoding ? { ...surveyed.encoding, encoding: options.encoding } : surveyed.encoding
  const inspection = await inspectSamples(file, size, encoding, options.forced)
  const { dialect, direct } = inspection
  const progress = (share: number): void =>
    options.onProgress?.(Math.round((BEFORE + (1 - BEFORE) * share) * size), size)
  if (direct && !surveyed.found && JSON.stringify(direct) !== JSON.stringify(refused)) {
    const names = columnNames(dialect.header, dialect.width)
    const columns = await sampleColumns(file, size, dialect)
    const plain = { path, direct, names, columns, readings: typedReadings(columns), tuning: { size } }
    const loaded = await tryLoad(job, plain, dialect, { signal, onProgress: progress })
    if (loaded) return loaded
  }
  const clean = join(project.staging, `clean-${randomUUID()}`)
  try {
    let names: string[] = []
    const read = await convert(path, clean, {
      signal,
      inspection,
      onProgress: (done, total) => progress((0.7 * done) / total),
      header: (found, width) => (names = columnNames(found.header, width))
    })
    if (!names.length) return { rows: 0, readings: [], columns: [], surprised: false, names, dialect, read }
    const loaded = await loadRewritten(job, clean, names, (share) => progress(0.7 + 0.3 * share))
    return { ...loaded, names, dialect, read }
  } finally {
    await rm(clean, { force: true })
  }
}

/** What `convert` writes. */
const REWRITTEN: DirectRead = { delimiter: ',', quote: '"', escape: '"', newline: '\n', skip: 1 }

async function loadRewritten(
  { project, table, options: { signal } }: DelimitedJob,
  path: string,
  names: string[],
  onProgress: (share: number) => void
): Promise<LoadedTable> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const syntax = { delimiter: ',', quote: '"', escape: 'double', newline: '\n' } as const
    const columns = await sampleColumns(file, size, { syntax, width: names.length, header: names, bodyStart: 0 })
    const plain = { path, direct: REWRITTEN, names, columns, readings: typedReadings(columns), tuning: { size } }
    try {
      return await loadTable(project, plain, table, { signal, onProgress })
    } catch (error) {
      if (!isRefusal(error)) throw error
      // What our own reader wrote is sound: only a line longer than DuckDB's usual limit is refused.
      return await loadTable(project, { ...plain, tuning: { longLines: true } }, table, { signal, onProgress })
    }
  } finally {
    await file.close()
  }
}
