import type { KnownColumn } from '../known-column'
import { hints } from './hints'

/** Scales in use for satisfaction, effort and agreement, narrowest first; 0 on a short 1-based scale is a code, see `disguised`. */
const SCALES: readonly (readonly [number, number])[] = [
  [1, 4],
  [1, 5],
  [1, 6],
  [1, 7],
  [1, 10],
  [0, 10]
]
/** Values beyond the scale may be codes or typing errors, as long as they are this rare in all. */
const STRAY = 0.15

/**
 * The answer scale of a column of whole numbers: the narrowest usual scale that takes nearly all values and of which most steps are used, its
 * upper end among them; null when none does. Judged on the most frequent values, so that stray codes (99, -1) do not hide the scale.
 */
export function scaleOf(column: KnownColumn, named: boolean): { min: number; max: number } | null {
  const values = column.top
    .map(({ value, n }) => ({ x: Number(value.trim().replace(',', '.')), n }))
    .filter(({ x }) => Number.isFinite(x))
  const total = values.reduce((sum, { n }) => sum + n, 0)
  if (!total || column.distinct > 20) return null
  const found = SCALES.find(([min, max]) => {
    const inside = values.filter(({ x }) => Number.isInteger(x) && x >= min && x <= max)
    const used = inside.filter(({ n }) => n >= total * 0.002).length
    const covered = inside.reduce((sum, { n }) => sum + n, 0) / total
    // A zero beside 1 to 10, however rare, and every question of recommendation belong to the scale from 0 to 10.
    if (min === 1 && max === 10 && (hints(column.name, 'recommend') || values.some(({ x }) => x === 0))) return false
    const neighbours = values.filter(({ x }) => x === max + 1 || (x === min - 1 && x !== 0))
    const beyond = neighbours.reduce((sum, { n }) => sum + n, 0) / total
    return (
      covered >= 1 - STRAY &&
      // Scales that end on an even step are rarer than a rare best mark on the next wider one.
      beyond < (max === 4 || max === 6 ? 1e-9 : 0.005) &&
      used >= Math.ceil((max - min + 1) * 0.7) &&
      [max - 1, max].every((end) => inside.some(({ x, n }) => x === end && n >= total * 0.002))
    )
  })
  if (!found || (!named && total < 30)) return null
  const [min, max] = found
  return { min, max }
}
