import type { SampleRecord } from './detectSyntax'
import type { Syntax } from './syntax'

/** The number of columns of a table by its records: the usual one, or the header's where rows are only ever longer. */
export function findWidth(records: SampleRecord[], syntax: Syntax): number {
  const lengths = lengthsOf(records.slice(0, 400))
  const { mode } = usual(lengths)
  if (mode === 1) return widthBelow(records) ?? mode
  return shortestWidth(records, lengths, mode, syntax) ?? mode
}

/** Names that lines above are no reason to set aside. */
const NAMES = 3

/** The width of the last records where these, two at least, are all as wide and stand below lines of one cell only: a short table below facts. */
function widthBelow(records: SampleRecord[]): number | null {
  const start = records.findIndex(({ cells }) => cells.length > 1)
  const rows = start < 0 ? [] : records.slice(start)
  const width = rows[0]?.cells.length ?? 0
  return width >= NAMES && rows.length >= 2 && rows.every(({ cells }) => cells.length === width) ? width : null
}

/**
 * Where separators stand unquoted inside cells, rows are longer than the header, never shorter: the header's length is
 * then the width, provided that some rows have it.
 */
function shortestWidth(
  records: SampleRecord[],
  lengths: Map<number, number>,
  mode: number,
  syntax: Syntax
): number | null {
  const first = records[0]?.cells.length ?? 0
  if (syntax.delimiter === '' || first >= mode || first < 2 || records.length < 4) return null
  const shorter = records.filter((r) => r.cells.length < first).length
  const same = lengths.get(first) ?? 0
  const onlyAtTop = records.length >= 12 && !records.slice(records.length >> 2).some((r) => r.cells.length === first)
  return !onlyAtTop && shorter <= 0.02 * records.length && same >= Math.max(2, 0.03 * records.length) ? first : null
}

/** The most frequent number of cells, with how many records have it; the greater one of equals. */
export function usualLength(records: { cells: string[] }[]): { length: number; count: number } {
  const { mode, most } = usual(lengthsOf(records))
  return { length: mode, count: most }
}

function lengthsOf(records: { cells: string[] }[]): Map<number, number> {
  const lengths = new Map<number, number>()
  for (const { cells } of records) lengths.set(cells.length, (lengths.get(cells.length) ?? 0) + 1)
  return lengths
}

function usual(lengths: Map<number, number>): { mode: number; most: number } {
  let [mode, most] = [1, 0]
  for (const [length, count] of lengths)
    if (count > most || (count === most && length > mode)) [mode, most] = [length, count]
  return { mode, most }
}
