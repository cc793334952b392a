import type { SampleRecord } from './detectSyntax'
import { usualLength } from './findWidth'

const MANY = 100

/**
 * Tells whether data lines end with a separator that the header lacks, and takes their last, empty cell away:
 * they would else be one column wider than their names. Many lines must show it: in a short table, a separator missing
 * between two names above a column that happens to be empty is as likely, and an empty column too many does no harm.
 */
export function withoutTrailing(records: SampleRecord[]): { records: SampleRecord[]; trailing: boolean } {
  const { length, count } = usualLength(records)
  const as = { records, trailing: false }
  if (length < 3 || count < MANY) return as
  const head = records.find((r) => r.cells.length > 1)
  if (!head || head.cells.length !== length - 1 || head.cells.some((cell) => cell.trim() === '')) return as
  const longest = records.filter((r) => r.cells.length === length)
  const ended = longest.every((r) => r.cells[length - 1] === '' && !r.quoted[length - 1])
  if (!ended || longest.length < 0.8 * records.length - 1) return as
  const cut = (r: SampleRecord): SampleRecord =>
    r.cells.length === length ? { ...r, cells: r.cells.slice(0, -1), quoted: r.quoted.slice(0, -1) } : r
  return { records: records.map(cut), trailing: true }
}
