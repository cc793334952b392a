import type { SampleRecord } from './detectSyntax'
import { usualLength } from './findWidth'

/**
 * Tells whether data lines end with a separator that the header lacks, and takes their last, empty cell away:
 * they would else be one column wider than their names.
 */
export function withoutTrailing(records: SampleRecord[]): { records: SampleRecord[]; trailing: boolean } {
  const { length, count } = usualLength(records)
  const as = { records, trailing: false }
  if (length < 3 || count < 2) return as
  const head = records.find((r) => r.cells.length > 1)
  if (!head || head.cells.length !== length - 1 || head.cells.some((cell) => cell.trim() === '')) return as
  const longest = records.filter((r) => r.cells.length === length)
  const ended = longest.every((r) => r.cells[length - 1] === '' && !r.quoted[length - 1])
  if (!ended || longest.length < 0.8 * records.length - 1) return as
  const cut = (r: SampleRecord): SampleRecord =>
    r.cells.length === length ? { ...r, cells: r.cells.slice(0, -1), quoted: r.quoted.slice(0, -1) } : r
  return { records: records.map(cut), trailing: true }
}
