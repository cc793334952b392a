import type { ColumnInfo, Sampled } from '../../contract'
import type { Connection } from '../db'

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
  signal?: AbortSignal
}
