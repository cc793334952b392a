import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  convert,
  encodingBy,
  inspectSamples,
  sampleColumns,
  type DirectRead,
  type Inspection,
  type Survey
} from '../import'
import { columnNames } from './column-names'
import { isRefusal, tryLoad, type DelimitedJob, type FurtherLoaded, type NamedTable } from './delimited-job'
import { dropTable } from './drop-table'
import { loadTable, sampleReadings, type LoadedTable } from './load-table'

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
  const { choices } = options
  const inspection = await inspectSamples(file, size, encodingBy(choices, surveyed.encoding), choices)
  const { dialect, direct } = inspection
  const progress = (share: number): void =>
    options.onProgress?.(Math.round((BEFORE + (1 - BEFORE) * share) * size), size)
  if (direct && !surveyed.found && JSON.stringify(direct) !== JSON.stringify(refused)) {
    const names = columnNames(dialect.header, dialect.width)
    const columns = await sampleColumns(file, size, dialect)
    const plain = { path, direct, names, columns, readings: sampleReadings(names, columns), tuning: { size } }
    const loaded = await tryLoad(job, plain, dialect, { signal, onProgress: progress })
    if (loaded) return loaded
  }
  return rewriteAndLoad(job, inspection, progress)
}

async function rewriteAndLoad(
  job: DelimitedJob,
  inspection: Inspection,
  progress: (share: number) => void
): Promise<NamedTable> {
  const { project, path, table, options } = job
  const { signal, choices, onNotes } = options
  const clean = join(project.staging, `clean-${randomUUID()}`)
  const others: string[] = []
  const further: FurtherLoaded[] = []
  try {
    const names: string[][] = []
    const read = await convert(path, clean, {
      signal,
      inspection,
      choices,
      onNotes,
      onProgress: (done, total) => progress((0.7 * done) / total),
      header: (found, width, index) => (names[index] = columnNames(found.header, width)),
      others: (index) => (others[index] ??= join(project.staging, `clean-${randomUUID()}`))
    })
    const { dialect } = inspection
    const own = names[0] ?? []
    if (!own.length)
      return {
        rows: 0,
        readings: [],
        inferred: [],
        missing: null,
        columns: [],
        surprised: false,
        names: own,
        dialect,
        read,
        further
      }
    const first = await loadRewritten(job, clean, table, own, (share) => progress(0.7 + 0.3 * share))
    for (const found of read.tables) {
      const wanted = { index: found.index, table: `${table}-${found.index}`, names: names[found.index] ?? [] }
      if (found.path === null || !wanted.names.length) continue
      const loaded = await loadRewritten(job, found.path, wanted.table, wanted.names, () => undefined)
      further.push({ ...loaded, ...wanted, title: found.name, dialect: found.dialect })
    }
    return { ...first, names: own, dialect, read, further }
  } catch (error) {
    for (const each of further) await dropTable(project, each.table)
    throw error
  } finally {
    for (const written of [clean, ...others.filter(Boolean)]) await rm(written, { force: true })
  }
}

/** What `convert` writes. */
const REWRITTEN: DirectRead = { delimiter: ',', quote: '"', escape: '"', newline: '\n', skip: 1 }

async function loadRewritten(
  { project, options: { signal } }: DelimitedJob,
  path: string,
  table: string,
  names: string[],
  onProgress: (share: number) => void
): Promise<LoadedTable> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const syntax = { delimiter: ',', quote: '"', escape: 'double', newline: '\n' } as const
    const columns = await sampleColumns(file, size, { syntax, width: names.length, header: names, bodyStart: 0 })
    const plain = {
      path,
      direct: REWRITTEN,
      names,
      columns,
      readings: sampleReadings(names, columns),
      tuning: { size }
    }
    try {
      return await loadTable(project, plain, table, { signal, onProgress })
    } catch (error) {
      if (!isRefusal(error)) throw error
      // What our own reader wrote is sound: only a line longer than DuckDB's usual limit is refused.
      return await loadTable(project, { ...plain, tuning: { size, longLines: true } }, table, { signal, onProgress })
    }
  } finally {
    await file.close()
  }
}
