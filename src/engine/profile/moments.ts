/** Adjusted Fisher-Pearson skewness G1 from the sum of cubed deviations and the standard deviation (divided by n − 1). */
export function skewOf(n: number, sd: number | null, cubes: number | null): number | null {
  if (n < 3 || !sd || cubes === null) return null
  const g1 = cubes / n / (sd * Math.sqrt((n - 1) / n)) ** 3
  const skew = (g1 * Math.sqrt(n * (n - 1))) / (n - 2)
  return Number.isFinite(skew) ? skew : null
}
