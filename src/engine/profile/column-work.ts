import type { ColumnInfo, ColumnProfile, Sampled } from '../../contract'
import type { Connection } from '../db'

/** What a column stands for, and how its texts are read. */
export type Meaning = Pick<ColumnProfile, 'semantic' | 'reading'>

/** What the profile of one column works on. */
export interface ColumnWork {
  connection: Connection
  /** Quoted name for `FROM`. */
  table: string
  rows: number
  /** Where the rows are a sample of a greater table. */
  sampled: Sampled | null
  column: ColumnInfo
  /** What the table that is read calls it; never `rowid`, which is the place of its rows. */
  stored: string
  position: number
  /** The storage's estimate of distinct values; null when it has none. */
  estimate: number | null
  /** What the column stands for, where it is known of a table that holds more than these rows. */
  meaning?: Meaning
  signal?: AbortSignal
}
