import type { ColumnReading, FileFacts, LoadReport, LocalizedText } from '../../contract'
import type { FaultLog } from './faults'

/** Rows of one table of a file, in a raw table of their own that no source has yet. */
export interface LoadedPart {
  /** Name of the raw table. */
  table: string
  names: string[]
  columns: ColumnReading[]
  rows: number
  file: FileFacts
  report: LoadReport
  faults: FaultLog
}

export interface LoadPartOptions {
  signal: AbortSignal
  /** Bytes of the file done, of all of them. */
  onProgress?: (done: number, total: number) => void
}

/** What a loader answers; the report's remaining facts are the same for all. */
export interface Loaded {
  names: string[]
  columns: ColumnReading[]
  rows: number
  sha256: string
  encoding: string
  dialect: LoadReport['dialect']
  /** Records read, those set aside included. */
  rowsRead: number
  undecodableBytes: number
  notes: LocalizedText[]
}
