import type { ColumnProfile } from '../../../contract'
import { quantileAt } from '../../profile'

/** Distances from the median to the 5th and 95th percentiles: 6.6 deviations of a normal distribution. */
export const FAR = 4
export const NEAR = 2.5
/** Where the bulk of positive values spans more, or others lean to one side, any greater number falls among them once divided. */
export const NARROW = 10
export const EVEN = 1.5

/** How far the bulk of a column reaches: so many distances of its 5th and 95th percentiles, which a few errors do not move. */
export function bulkFences(column: ColumnProfile, width: number): { low: number; high: number } | null {
  const at = (p: number): number => quantileAt(column.numeric, p)
  const [q05, median, q95] = [at(0.05), at(0.5), at(0.95)]
  if (!(q95 > median) || !(median > q05)) return null
  const positive = q05 > 0
  const even = q95 - median <= EVEN * (median - q05)
  const plain = median + width * (q95 - median)
  const low = median - width * (median - q05)
  return {
    high: positive && !even ? Math.max(plain, median * (q95 / median) ** width) : plain,
    low: positive ? Math.max(low, median * (q05 / median) ** width) : low
  }
}
