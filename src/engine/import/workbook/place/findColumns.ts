import { MOST_COLUMNS } from '../../foreign-file'
import type { SheetRow } from '../sheet'
import type { ColumnLook } from './columnLook'

/** Empty columns in a row that part a table from a cell far beside it, in a sheet that would be too wide with both. */
const GAP = 100
/** Share of the rows that fills a column enough to belong to the table without a name. */
const OFTEN = 0.2

/**
 * The columns of a table: those between the first and the last that is named or often filled, and nameless ones that
 * touch them, but not a few cells apart from it (remarks beside the table). Where these would be more columns than can be
 * worked with, only those that hold something together count: a stray cell in the last column of a sheet makes no table.
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
  const inner = together(core.length ? core : used)
  let [left, right] = [inner[0] ?? 0, inner[inner.length - 1] ?? 0]
  const taken = new Set(used)
  while (taken.has(left - 1)) left -= 1
  while (taken.has(right + 1)) right += 1
  return { left, right }
}

/** The most columns that no wide gap parts, of a span that is too wide; all of any other. */
function together(columns: readonly number[]): readonly number[] {
  if ((columns.at(-1) ?? 0) - (columns[0] ?? 0) < MOST_COLUMNS) return columns
  const groups: number[][] = []
  for (const [place, column] of columns.entries()) {
    if (place === 0 || column - (columns[place - 1] ?? 0) > GAP) groups.push([])
    groups.at(-1)?.push(column)
  }
  return groups.reduce((most, group) => (group.length > most.length ? group : most), [])
}
