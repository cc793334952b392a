import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextReading } from '../../contract'
import { ChantierError } from '../errors'
import { convert, type ConvertReport, type DirectRead, type Survey } from '../import'
import type { Project } from '../project'
import { columnNames } from './column-names'
import { loadTable, type LoadOptions } from './load-table'

export interface Loaded {
  names: string[]
  readings: TextReading[]
  /** What our own reader did; null where DuckDB read the file as it stands. */
  read: ConvertReport | null
}

/**
 * Loads a surveyed file: straight through DuckDB's reader where its samples allow, all of it strictly; at the first line that
 * this refuses, and for every other file, through our own reader, which repairs, tells, and loses nothing.
 */
export async function loadSurveyed(
  project: Project,
  path: string,
  surveyed: Survey,
  table: string,
  options: LoadOptions
): Promise<Loaded> {
  const direct = await loadDirectly(project, path, surveyed, table, options)
  if (direct) return direct
  const clean = join(project.staging, `clean-${randomUUID()}`)
  try {
    let names: string[] = []
    const read = await convert(path, clean, {
      signal: options.signal,
      inspection: surveyed,
      onProgress: (done, total) => options.onProgress?.((0.7 * done) / total),
      header: (dialect, width) => (names = columnNames(dialect.header, width))
    })
    if (!names.length) return { names, readings: [], read }
    const readings = await loadTable(project, { path: clean, direct: REWRITTEN, names }, table, {
      ...options,
      onProgress: (share) => options.onProgress?.(0.7 + 0.3 * share)
    })
    return { names, readings, read }
  } finally {
    await rm(clean, { force: true })
  }
}

/** What `convert` writes. */
const REWRITTEN: DirectRead = { delimiter: ',', quote: '"', escape: '"', newline: '\n', skip: 1 }

async function loadDirectly(
  project: Project,
  path: string,
  { dialect, direct }: Survey,
  table: string,
  options: LoadOptions
): Promise<Loaded | null> {
  if (!direct) return null
  const names = columnNames(dialect.header, dialect.width)
  try {
    return { names, readings: await loadTable(project, { path, direct, names }, table, options), read: null }
  } catch (error) {
    // A line that the strict reader refuses is not lost: our own reader takes the file instead.
    if (error instanceof ChantierError && error.data.kind === 'input') return null
    throw error
  }
}
