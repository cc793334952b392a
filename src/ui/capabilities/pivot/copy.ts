import type { Box } from '../../parts/grid/selection'
import { guardFormula } from '../../parts/grid/spreadsheet'

/** Cells as text that a spreadsheet takes apart again: tabs between columns, no formula among them. */
export function linesOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => guardFormula(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n')
}

/** The cells of a range, as `linesOf` writes them. */
export function rangeText({ top, bottom, left, right }: Box, words: (row: number, column: number) => string): string {
  const places = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)
  return linesOf(places(top, bottom).map((row) => places(left, right).map((column) => words(row, column))))
}
