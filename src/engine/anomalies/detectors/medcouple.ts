/**
 * Medcouple, a robust measure of skewness from -1 (long tail to the left) to 1: the median, over pairs of a value above the median and one
 * below, of how much farther the upper one lies (G. Brys, M. Hubert and A. Struyf, J. Comput. Graph. Stat. 13 (2004), 996-1017). Takes
 * sorted values or evenly spaced quantiles; compares each upper with each lower one, so give it a hundred or so. 0 of fewer than 3.
 */
export function medcouple(sorted: readonly number[]): number {
  if (sorted.length < 3) return 0
  const middle = middleOf(sorted)
  const upper = sorted.filter((value) => value >= middle)
  const lower = sorted.filter((value) => value <= middle)
  const kernel = upper.flatMap((high) =>
    lower.map((low) => (high === low ? 0 : (high - middle - (middle - low)) / (high - low)))
  )
  return middleOf(kernel.sort((a, b) => a - b))
}

/**
 * Fences of the boxplot adjusted for skewness (M. Hubert and E. Vandervieren, Comput. Stat. Data Anal. 52 (2008), 5186-5201): `width` times
 * the interquartile range beyond the quartiles (1.5 in the paper), stretched on the side of the long tail. Takes evenly spaced quantiles
 * from the least to the greatest value; null where the quartiles are equal.
 */
export function adjustedFences(quantiles: readonly number[], width: number): { low: number; high: number } | null {
  const at = (p: number): number => quantiles[Math.round(p * (quantiles.length - 1))] ?? NaN
  const [q1, q3] = [at(0.25), at(0.75)]
  const range = q3 - q1
  if (!(range > 0)) return null
  const skew = medcouple(quantiles)
  const [left, right] = skew >= 0 ? [-4, 3] : [-3, 4]
  return {
    low: q1 - width * Math.exp(left * skew) * range,
    high: q3 + width * Math.exp(right * skew) * range
  }
}

function middleOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  if (sorted.length % 2) return sorted[half] ?? 0
  return ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}
