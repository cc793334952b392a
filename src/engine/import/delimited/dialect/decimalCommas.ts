import type { SampleRecord } from './detectSyntax'
import { usualLength } from './findWidth'
import { kindOf } from './kind'
import type { Syntax } from './syntax'

/** Where decimal commas that no quotes protect cut numbers in two, in records of so many cells. */
export interface DecimalCommas {
  cells: number
  /** Places of the first halves. */
  places: readonly number[]
}

const ALL = 0.95
const FEW = 3
const SEEN = 400
const WHOLE = /^[+-]?(?:\d+|\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+)$/
const GROUPED = /[ \u00a0\u202f'’]/
const FRACTION = /^\d{1,4}$/

/**
 * Finds the numbers that a comma, separator and decimal mark at once, cuts in two: in nearly all records longer than the header,
 * digits stand at the same places. The same is true of whole numbers side by side below a header that lacks a name, so more is
 * asked: records as long as the header with a whole number there, or thousands grouped by spaces.
 */
export function findDecimalCommas(records: readonly SampleRecord[], syntax: Syntax): DecimalCommas | null {
  const [head, ...body] = records.slice(0, SEEN)
  if (syntax.delimiter !== ',' || syntax.layout || !head || head.cells.length < 2) return null
  if (head.cells.some((cell) => !/\p{L}/u.test(cell))) return null
  const named = head.cells.length
  const long = body.filter((r) => r.cells.length > named)
  const { length: cells, count } = usualLength(long)
  const even = body.filter((r) => r.cells.length === named)
  const surplus = cells - named
  if (count < FEW || count < ALL * long.length || long.length + even.length < ALL * body.length) return null
  const fitting = long.filter((r) => r.cells.length === cells)
  const cut = Array.from({ length: cells - 1 }, (_, j) => j).filter(
    (j) => fitting.filter((r) => isCut(r.cells, r.quoted, j)).length >= ALL * fitting.length
  )
  const grouped = cut.filter((j) => fitting.some((r) => GROUPED.test(r.cells[j] ?? '')))
  const cents = cut.filter((j) => fitting.every((r) => r.cells[j + 1]?.trim().length === 2))
  const whole = even.length >= FEW && surplus === 1
  const places = [grouped, ...(whole ? [cut, cents] : [])].find((some) => isApart(some, surplus))
  if (!places) return null
  const proven = places.every((j) => grouped.includes(j) || even.every((r) => isNumber(r.cells[j])))
  return proven ? { cells, places } : null
}

/** The cells of a record with the halves of its numbers put together; as they are where it has none. */
export function joinDecimals(
  cells: string[],
  quoted: readonly boolean[] | null,
  commas: DecimalCommas | null
): string[] {
  if (!commas || cells.length !== commas.cells) return cells
  if (!commas.places.every((j) => isCut(cells, quoted, j))) return cells
  const halves = new Set(commas.places.map((j) => j + 1))
  return cells.flatMap((cell, j) =>
    halves.has(j) ? [] : halves.has(j + 1) ? [`${cell},${cells[j + 1] ?? ''}`] : [cell]
  )
}

function isCut(cells: readonly string[], quoted: readonly boolean[] | null, at: number): boolean {
  if (quoted?.[at] || quoted?.[at + 1]) return false
  return WHOLE.test((cells[at] ?? '').trim()) && FRACTION.test(cells[at + 1] ?? '')
}

/** So many places, none the second half of another. */
function isApart(places: readonly number[], count: number): boolean {
  return places.length === count && places.every((j) => !places.includes(j + 1))
}

function isNumber(cell = ''): boolean {
  return WHOLE.test(cell.trim()) || ['empty', 'missing', 'decimal'].includes(kindOf(cell))
}
