import type { SheetRow } from '../sheet'
import type { ColumnLook } from './columnLook'

/** Share of the rows that fills a column enough to belong to the table without a name. */
const OFTEN = 0.2

/**
 * The columns of a table: those between the first and the last that is named or often filled, and nameless ones that
 * touch them, but not a few cells apart from it (remarks beside the table).
 */
export function findColumns(
  headerRows: readonly SheetRow[],
  body: readonly SheetRow[],
  looks: ReadonlyMap<number, ColumnLook>
): { left: number; right: number } {
  const named = new Set<number>()
  for (const row of headerRows)
    row.columns.forEach((column, i) => {
      if ((row.texts[i] ?? '').trim() !== '') named.add(column)
    })
  const seen = Math.min(body.length, 400)
  const used = [...new Set([...named, ...looks.keys()])].sort((a, b) => a - b)
  const core = used.filter((column) => named.has(column) || (looks.get(column)?.filled ?? 0) >= OFTEN * seen)
  const inner = core.length ? core : used
  let [left, right] = [inner[0] ?? 0, inner[inner.length - 1] ?? 0]
  const taken = new Set(used)
  while (taken.has(left - 1)) left -= 1
  while (taken.has(right + 1)) right += 1
  return { left, right }
}
