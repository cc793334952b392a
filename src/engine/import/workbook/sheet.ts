import type { LocalizedText } from '../../../contract'
import type { SheetFacts } from './sheetFacts'

/** What a cell holds, as its file says. */
export type Kind = 'text' | 'number' | 'date' | 'boolean' | 'error'

/** One row that holds something: parallel lists, columns rising; `index` counts the rows of the sheet from 0. */
export interface SheetRow {
  index: number
  columns: number[]
  texts: string[]
  kinds: Kind[]
  /** The file itself says that all of its cells are names. */
  named?: boolean
}

/** Cells shown as one; both corners included, from 0. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

/** Sheets that a workbook may have. */
export const MAX_SHEETS = 10_000

export interface SheetInfo {
  name: string
  hidden: boolean
  /** False for what has no cells: chart, dialogue and macro sheets. */
  table: boolean
}

/** What is cheaply known of a sheet before it is read; null where only reading would tell. */
export interface SheetSize {
  rows: number | null
  columns: number | null
}

/** One sheet being read, once. */
export interface SheetReader {
  facts: SheetFacts
  /** Rows in the order of the file, in batches. */
  rows(): AsyncGenerator<SheetRow[]>
  /** Merged cells, also before the rows were read. */
  merges(): Promise<readonly Merge[]>
}

/** An open workbook of any format. */
export interface Workbook {
  sheets: readonly SheetInfo[]
  size(sheet: number): Promise<SheetSize>
  open(sheet: number): SheetReader
  /** What the workbook holds beside cells, and what is odd about it. */
  notes(): Promise<LocalizedText[]>
  close(): Promise<void>
}
