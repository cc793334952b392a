import type { Connection } from '../db'
import { distancesTo } from './counted-values'
import { quantiles, type Measured } from './quantiles'

/** Adjusted Fisher-Pearson skewness G1 from the sum of cubed deviations and the standard deviation (divided by n − 1). */
export function skewOf(n: number, sd: number | null, cubes: number | null): number | null {
  if (n < 3 || !sd || cubes === null) return null
  const g1 = cubes / n / (sd * Math.sqrt((n - 1) / n)) ** 3
  const skew = (g1 * Math.sqrt(n * (n - 1))) / (n - 2)
  return Number.isFinite(skew) ? skew : null
}

/** The median of the distances to the median, exact. */
export async function madOf(
  connection: Connection,
  column: Measured,
  median: number,
  signal?: AbortSignal
): Promise<number | null> {
  const measure = distanceSql(column.measure, median)
  const max = Math.max(median - column.min, column.max - median)
  if (!Number.isFinite(max)) return null
  const counted = column.counted && distancesTo(column.counted, median)
  const [found] = await quantiles(connection, { ...column, measure, counted, min: 0, max }, signal, [0.5])
  return found && Number.isFinite(found.value) ? found.value : null
}

/** The distance of a measure to a value. */
export function distanceSql(measure: string, from: number): string {
  return `abs((${measure}) - '${from}'::DOUBLE)`
}
