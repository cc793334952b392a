import type { ColumnReading, FileFacts, LoadReport, LocalizedText } from '../../contract'
import type { Detected } from './detected'
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
  /** Stood below the first table of its text or sheet. */
  isBelow: boolean
  /** How the file is detected without the choices made for it, where these left the table without names. */
  detected?: Detected
  /** Column made beside those of the file, that names the file of each row. */
  fileColumn?: string | null
}

export interface LoadPartOptions {
  signal: AbortSignal
  /** Bytes of the file done, of all of them. */
  onProgress?: (done: number, total: number) => void
}

/** What a loader answers for each table it made; the report's remaining facts are the same for all. */
export interface Loaded {
  table: string
  /** What tells it from the first table of the file; null for that one. */
  title: string | null
  names: string[]
  columns: ColumnReading[]
  rows: number
  sha256: string
  journals?: FileFacts['journals']
  encoding: string
  dialect: LoadReport['dialect']
  undecodableBytes: number
  notes: LocalizedText[]
  faults: FaultLog
}
