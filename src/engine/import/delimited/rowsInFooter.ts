import { open } from 'node:fs/promises'
import type { Dialect } from './dialect/detectDialect'
import { sampleRecords } from './dialect/detectSyntax'
import { kindOf, TYPED_KINDS } from './dialect/kind'
import { isBlankRow, lastTotals } from './lastTotals'
import { readTail } from './readTail'
import type { EncodingVerdict } from './text/scanEncoding'

/** Bytes of the end that are looked at, and the rows above the lines left out that these are held against. */
const TAIL = 1 << 16
const ABOVE = 50
const FEW = 3

/**
 * How many of the last lines that were chosen to be left out are rows, down to the last that looks like those above them: as many cells,
 * all those filled that rows have filled, figures and days where all of these have some, and no sum of them. A choice made for another
 * file may not serve this one.
 */
export async function rowsInFooter(
  path: string,
  footer: number,
  verdict: Pick<EncodingVerdict, 'encoding' | 'bom'>,
  dialect: Dialect
): Promise<number> {
  const file = await open(path, 'r')
  let text: string
  try {
    const tail = await readTail(file, (await file.stat()).size, TAIL, verdict, dialect)
    text = tail.text.slice(tail.whole ? dialect.bodyStart : tail.text.indexOf('\n') + 1)
  } finally {
    await file.close()
  }
  // As lines are left out: those that are empty do not count, those of empty cells do.
  const rows = sampleRecords(text, dialect.syntax, Infinity)
    .map(({ cells }) => cells)
    .filter((cells) => cells.length > 1 || !isBlankRow(cells))
  return likeRows(rows.slice(0, -footer), rows.slice(-footer), dialect.width)
}

/** How many of the last rows look like those above them, down to the last that does; by their cells. */
export function likeRows(before: readonly string[][], last: readonly string[][], width: number): number {
  const above = before.filter((cells) => cells.length === width && !isBlankRow(cells)).slice(-ABOVE)
  if (above.length < FEW) return 0
  const typed = (cell: string): boolean => TYPED_KINDS.has(kindOf(cell))
  const always = (test: (cell: string) => boolean): boolean[] =>
    Array.from({ length: width }, (_, at) => above.every((cells) => test(cells[at] ?? '')))
  const [filled, figures] = [always((cell) => cell.trim() !== ''), always(typed)]
  const isRow = (cells: readonly string[]): boolean =>
    cells.length === width &&
    cells.every((cell, at) => (!filled[at] || cell.trim() !== '') && (!figures[at] || typed(cell)))
  const tail = [...above, ...last].map((cells, at) => ({ cells, at }))
  const sums = new Set(lastTotals(tail, width).map((total) => total.at - above.length))
  return last.findLastIndex((cells, at) => isRow(cells) && !sums.has(at)) + 1
}
