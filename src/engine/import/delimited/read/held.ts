import { isNamedSum } from '../subtotals'
import type { RepairReason } from './reasons'
import type { Repair } from './repairLine'

/** A line held back until what follows tells what it is: a row, text apart, a footer, or the start of another table. */
export interface Held {
  line: number
  /** Characters of the text before it. */
  at: number
  raw: string
  cells: string[]
  afterBlank: boolean
  /** The row it would be; null where it is one as it stands. */
  repair: Repair | null
  reason: RepairReason | null
  /** Text that belongs to no column. */
  alone: boolean
}

const ROWS = 3
const TITLES = 3

/** What becomes of a held line. */
export type Verdict = 'row' | 'blank' | 'footer' | 'isolated_text'

const FOOTER =
  /^\W*(?:source|sources|total|totaux|note|notes|nb|export|exporté|généré|édité|extrait|fin|nombre|date|généré|generated|end|rows?|\(?\d+ (?:ligne|row|enregistrement))/i

/** Settles held lines: at the end of a table they are footers, in its middle rows or isolated text. */
export function verdicts(held: Held[], final: boolean): Verdict[] {
  const empty = (h: Held): boolean => h.raw === '' || h.cells.every((cell) => cell.trim() === '')
  const closing = (h: Held): boolean => filled(h) <= 1 || isNamedSum(h.cells)
  if (final && held[0] && empty(held[0]) && held.some((h) => !empty(h)) && held.every(closing))
    return held.map((h) => (empty(h) ? 'blank' : filled(h) <= 1 ? 'footer' : 'row'))
  return held.map((h, k) => {
    if (empty(h) && final && held.slice(k).every(empty)) return 'blank'
    if (h.raw === '') return 'row'
    if (h.repair === null) return 'row'
    const footer = final && h.cells.length === 1 && (h.afterBlank || FOOTER.test(h.raw))
    return h.alone || footer ? (final ? 'footer' : 'isolated_text') : 'row'
  })
}

/** The held line at which another table starts, titles included; -1 where none does. `final`: nothing follows. */
export function otherTable(held: Held[], width: number, final: boolean): number {
  const size = held[held.length - 1]?.cells.length ?? 0
  if (size < 2 || size === width) return -1
  let start = held.length
  while (start > 0 && held[start - 1]?.cells.length === size) start -= 1
  const rows = held.slice(start).filter((h) => filled(h) > 1).length
  // Sums of this one, each line named so: a table of its own has names first.
  if (held.slice(start).every(({ cells }) => isNamedSum(cells))) return -1
  const parted = held[start]?.afterBlank ?? false
  return rows >= ROWS || (final && parted && rows >= 2) ? titlesAbove(held, start) : -1
}

/** Goes up over the title lines right above a place. */
export function titlesAbove(held: Held[], place: number): number {
  let at = place
  while (at > 0 && place - at < TITLES && filled(held[at - 1]) <= 1 && held[at - 1]?.raw !== '') at -= 1
  return at
}

function filled(held: Held | undefined): number {
  return held ? held.cells.filter((cell) => cell.trim() !== '').length : Infinity
}
