import { kindOf, TYPED_KINDS } from '../delimited/dialect/kind'
import type { TextRecord } from '../reader'

/**
 * Whether the first of some lists reads as names over the others: all its values are different words, and a column below
 * holds figures or dates, or none of its values comes again below it.
 */
export function looksLikeHeader(rows: readonly TextRecord[], width: number): boolean {
  const [first, ...body] = rows
  if (!first || !body.length || first.length < width) return false
  const names = first.map((cell) => cell?.trim() ?? '')
  if (names.includes('') || new Set(names).size < names.length) return false
  if (names.some((name) => TYPED_KINDS.has(kindOf(name)) || name.length > 200)) return false
  const typed = names.some((_, at) => {
    const cells = body.map((row) => row[at] ?? '').filter((cell) => cell !== '')
    return cells.length > 0 && cells.filter((cell) => TYPED_KINDS.has(kindOf(cell))).length >= 0.7 * cells.length
  })
  return typed || (body.length >= 2 && names.every((name, at) => body.every((row) => row[at] !== name)))
}
