import type { FileHandle } from 'node:fs/promises'
import type { Choices } from '../../contract'
import { ChantierError } from '../errors'
import { surveyFile, type ConvertReport, type LineNote, type Look, type Survey } from '../import'
import type { Project } from '../project'
import { loadTable, type LoadedTable, type LoadOptions, type PlainFile } from './load-table'

export interface LoadDelimitedOptions {
  signal: AbortSignal
  /** Bytes of the file, and its size. */
  onProgress?: (done: number, total: number) => void
  /** When anything of the chosen file last changed, where its staging has changed that time. */
  changed?: bigint
  /** What the user settled; the rest is found. */
  choices: Choices
  /** Takes every line repaired or set aside, in batches. */
  onNotes: (notes: LineNote[]) => void | Promise<void>
}

/** One file on its way into one table. */
export interface DelimitedJob {
  project: Project
  path: string
  file: FileHandle
  size: number
  /** When anything of the file last changed (ctime, ns), before it was given names in the staging directory. */
  changed: bigint
  /** When its bytes were last written as the load opened it (mtime, ns). */
  written: bigint
  table: string
  options: LoadDelimitedOptions
}

/** What came of a way to load a file. */
export interface Attempt {
  survey: Survey
  /** Null where the file turned out not to be what its pieces showed. */
  loaded: NamedTable | null
}

export interface NamedTable extends LoadedTable {
  names: string[]
  dialect: Look['dialect']
  /** What our own reader did; null where DuckDB read the file as it stands, or as it stands in UTF-8. */
  read: ConvertReport | null
  /** Further tables of the file, each in a raw table of its own. */
  further: FurtherLoaded[]
}

/** A table that stood below the first one; `index` is 1 for the second table of the file. */
export interface FurtherLoaded extends LoadedTable {
  index: number
  table: string
  names: string[]
  title: string | null
  dialect: Look['dialect']
}

/** Loads through DuckDB's strict reader; null where it refuses a line. */
export async function tryLoad(
  { project, table }: DelimitedJob,
  plain: PlainFile,
  dialect: Look['dialect'],
  options: LoadOptions
): Promise<NamedTable | null> {
  try {
    return {
      ...(await loadTable(project, plain, table, options)),
      names: plain.names,
      dialect,
      read: null,
      further: []
    }
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** A line that the strict reader refuses is not lost: our own reader takes the file instead. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ChantierError && error.data.kind === 'input'
}

/** Reads all bytes of a job's file once; with what was seen of it, also looks for its header come again. */
export function survey(
  { file, size, options }: DelimitedJob,
  extra: { header?: Look['header']; onProgress?: (done: number) => void; onChunk?: (chunk: Buffer) => Promise<void> }
): Promise<Survey> {
  const { header, ...rest } = extra
  return surveyFile(file, size, { signal: options.signal, needle: header?.line, from: header?.from, ...rest })
}
