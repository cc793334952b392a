import { open } from 'node:fs/promises'
import type { Dialect } from './dialect/detectDialect'
import { sampleRecords } from './dialect/detectSyntax'
import { kindOf, TYPED_KINDS } from './dialect/kind'
import { isBlankRow } from './lastTotals'
import { decodeAll } from './text/decoder'
import { mendText } from './text/openMender'
import type { EncodingVerdict } from './text/scanEncoding'

/** Bytes of the end that are looked at, and the rows above the lines left out that these are held against. */
const TAIL = 1 << 16
const ABOVE = 50
const FEW = 3

/**
 * How many of the last lines that were chosen to be left out look like the rows above them: as many cells, all those filled that rows
 * have filled, and figures and days where all of these have some. A choice made for another file may not serve this one.
 */
export async function rowsInFooter(
  path: string,
  footer: number,
  { encoding }: Pick<EncodingVerdict, 'encoding'>,
  dialect: Dialect
): Promise<number> {
  const file = await open(path, 'r')
  let text: string
  try {
    const { size } = await file.stat()
    const unit = encoding.startsWith('utf-16') ? 2 : encoding.startsWith('utf-32') ? 4 : 1
    const from = Math.max(0, Math.floor((size - TAIL) / unit) * unit)
    const bytes = Buffer.alloc(size - from)
    await file.read(bytes, 0, bytes.length, from)
    const decoded = mendText(decodeAll(bytes, encoding), dialect)
    text = from ? decoded.slice(decoded.indexOf('\n') + 1) : decoded.slice(dialect.bodyStart)
  } finally {
    await file.close()
  }
  const rows = sampleRecords(text, dialect.syntax, Infinity)
    .map(({ cells }) => cells)
    .filter((cells) => !isBlankRow(cells))
  const regular = rows.slice(0, -footer).filter(({ length }) => length === dialect.width)
  const above = regular.slice(-ABOVE)
  if (above.length < FEW) return 0
  const typed = (cell: string): boolean => TYPED_KINDS.has(kindOf(cell))
  const always = (test: (cell: string) => boolean): boolean[] =>
    Array.from({ length: dialect.width }, (_, at) => above.every((cells) => test(cells[at] ?? '')))
  const [filled, figures] = [always((cell) => cell.trim() !== ''), always(typed)]
  const isRow = (cells: readonly string[]): boolean =>
    cells.length === dialect.width &&
    cells.every((cell, at) => (!filled[at] || cell.trim() !== '') && (!figures[at] || typed(cell)))
  return rows.slice(-footer).filter(isRow).length
}
