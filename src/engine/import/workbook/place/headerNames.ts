import type { Merge, SheetRow } from '../sheet'
import { textAt } from './columnLook'

/**
 * One name a column out of one or several rows: a title over several columns stands before each of their names, and a
 * part that repeats the one above it is said once.
 */
export function headerNames(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  left: number,
  right: number
): string[] {
  const last = rows.length - 1
  const levels = rows.map((row, level) => {
    const texts = new Map(row.columns.map((column, i) => [column, (row.texts[i] ?? '').trim()]))
    return level < last ? spread(texts, row, rows, merges, left, right) : texts
  })
  return Array.from({ length: right - left + 1 }, (_, place) => {
    const parts: string[] = []
    for (const level of levels) {
      const text = level.get(left + place) ?? ''
      if (text !== '' && parts[parts.length - 1] !== text) parts.push(text)
    }
    return parts.join(' ')
  })
}

/** Titles carried over the columns that they span: by merged cells, else up to the next title where the names below go on. */
function spread(
  texts: Map<number, string>,
  row: SheetRow,
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  left: number,
  right: number
): Map<number, string> {
  const here = merges.filter((merge) => merge.top <= row.index && merge.bottom >= row.index)
  if (here.length) {
    for (const merge of here) {
      if (merge.top !== row.index) continue
      const title = texts.get(merge.left) ?? ''
      const end = Math.min(merge.right, right)
      for (let column = Math.max(merge.left, left); column <= end; column++) texts.set(column, title)
    }
    return texts
  }
  const [below, ...deeper] = rows.slice(rows.indexOf(row) + 1)
  const holes = Array.from({ length: right - left + 1 }, (_, i) => left + i).filter((column) => !texts.get(column))
  const sparse = holes.length * 2 > right - left || rows.length > 2
  const named = (column: number): string => (below ? textAt(below, column) : '')
  const goesOn = holes.every((column) =>
    sparse
      ? [below, ...deeper].some((each) => each && textAt(each, column) !== '')
      : named(column) !== '' && named(column) === named(column - 1)
  )
  if (!goesOn) return texts
  let title = ''
  for (let column = left; column <= right; column++) {
    title = texts.get(column) || title
    if (title !== '') texts.set(column, title)
  }
  return texts
}
