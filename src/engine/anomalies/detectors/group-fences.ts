import { adjustedFences } from './medcouple'

/** How far a value lies to be told as an outlier: three times the whiskers of Hubert and Vandervieren, and so many robust deviations. */
export const FAR = { width: 4.5, robustZ: 6 }

/**
 * The wider of the fences on the plain scale and, where all is positive, on the logarithmic one; never nearer than so many robust deviations
 * from the median. Takes evenly spaced quantiles from the least to the greatest; null where the quartiles are equal.
 */
export function widestFences(
  quantiles: readonly number[],
  { width, robustZ }: typeof FAR
): { low: number; high: number } | null {
  const plain = adjustedFences(quantiles, width)
  if (!plain) return null
  const half = (quantiles.length - 1) / 2
  const median = quantiles[half] ?? 0
  const distances = quantiles.map((value) => Math.abs(value - median)).sort((a, b) => a - b)
  const reach = robustZ * 1.4826 * (distances[half] ?? 0)
  const logs = (quantiles[0] ?? 0) > 0 ? adjustedFences(quantiles.map(Math.log), width) : null
  return {
    low: Math.min(plain.low, median - reach, logs ? Math.exp(logs.low) : Infinity),
    high: Math.max(plain.high, median + reach, logs ? Math.exp(logs.high) : -Infinity)
  }
}
