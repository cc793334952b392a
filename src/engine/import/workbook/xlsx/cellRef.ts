import type { Merge } from '../sheet'

/** Columns of the widest sheet there is. */
export const MAX_COLUMNS = 16_384

/** The column of a reference such as `BC12`, from 0; -1 where there is none. */
export function columnOf(ref: string): number {
  let column = 0
  for (let i = 0; i < ref.length; i++) {
    const code = ref.charCodeAt(i) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
    if (column > MAX_COLUMNS) return -1
  }
  return column - 1
}

/** `A1:C4`, or one cell; null where it is no range. */
export function rangeOf(ref: string): Merge | null {
  const parts = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(ref)
  if (!parts) return null
  const [, fromColumn = '', fromRow = '', toColumn = fromColumn, toRow = fromRow] = parts
  const [a, b] = [columnOf(fromColumn), columnOf(toColumn)]
  if (a < 0 || b < 0) return null
  const rows = [Number(fromRow) - 1, Number(toRow) - 1]
  return { top: Math.min(...rows), left: Math.min(a, b), bottom: Math.max(...rows), right: Math.max(a, b) }
}

/** The letters of a column, from 0. */
export function lettersOf(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
