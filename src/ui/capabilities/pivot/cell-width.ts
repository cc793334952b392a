import { formatInteger, translate } from '../../parts'
import { CELL } from './geometry'
import type { Group } from './model'
import type { Cell, Reading } from './reading'
import { text } from './text'
import { FEW, measureWords, observations } from './words'

/** Widest signs in pixels, in the weight of totals. */
const SIGN = { figure: 7.8, n: 6.6, heading: 7.5 }
/** Padding, line and the gap between n and its figure. */
const AROUND = 24
/** Cells read for their width: the first ones, and the last totals, which are the longest of counts and sums. */
const LOOKED_AT = 4_000

/**
 * Width in pixels of the cells at each place, so that no figure is cut beside its n, and the names over them are whole
 * where they are not long; a longer one is cut, and tells itself whole.
 */
export function widthsOfCells(reading: Reading, rows: readonly Group[], measures: number): number[] {
  const { across } = reading
  const isTotal = (row: Group | undefined): boolean => row !== undefined && !row.isWhole
  const some = Math.max(1, Math.floor(LOOKED_AT / Math.max(1, across)))
  const looked = [...rows.slice(0, some), ...rows.slice(some).filter(isTotal).slice(-some)]
  return Array.from({ length: across }, (_, place) => {
    const head = reading.head(place)
    const name = head ? Math.max(0, ...reading.columnWords(head.over).map(({ length }) => length)) : 0
    const names = [headingWidth(head ? measureWords(head.measure).length : 0), headingWidth(name) / measures]
    const width = Math.max(CELL.least, ...names, ...looked.map((row) => widthOf(reading.cell(row, place))))
    return Math.min(CELL.most, Math.ceil(width))
  })
}

function headingWidth(signs: number): number {
  return Math.min(200, AROUND + signs * SIGN.heading)
}

function widthOf(cell: Cell | null): number {
  if (!cell?.figures) return 0
  const n = observations(cell.measure, cell.figures, cell.at)
  const before = n === null ? '' : translate(text, 'n', { n: formatInteger(n) })
  // The mark of few observations takes a sign and a space.
  const signs = cell.words.length + (n !== null && n < FEW ? 2 : 0)
  return AROUND + before.length * SIGN.n + signs * SIGN.figure
}
