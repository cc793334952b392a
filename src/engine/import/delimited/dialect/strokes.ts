import type { SampleRecord } from './detectSyntax'
import type { FoundHeader } from './findHeader'

/** The row of strokes under the names of a console (`--;-----`), each as long as its name at least; undefined where the first row is one of data. */
export function strokesUnder(
  { header, from, rows }: FoundHeader,
  records: readonly SampleRecord[]
): SampleRecord | undefined {
  const row = records[from + rows.length]
  if (!header || row?.cells.length !== header.length) return undefined
  const strokes = row.cells.map((cell) => cell.trim())
  const isUnderNames = strokes.every((cell, j) => /^-+$/.test(cell) && cell.length >= (header[j] ?? '').length)
  // A dash alone says "no answer".
  return isUnderNames && strokes.some(({ length }) => length > (header.length > 1 ? 1 : 2)) ? row : undefined
}
