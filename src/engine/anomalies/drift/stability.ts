import type { ClassCounts } from '../../stats/two-samples'

/**
 * Population stability index of two distributions over the same classes: the sum of (b - a)·ln(b / a) over the shares of each class, half a
 * row added to every class so that empty ones count (N. Siddiqi, Credit Risk Scorecards, 2006: below 0.1 stable, above 0.25 another
 * population; it is the symmetric divergence of S. Kullback and R. A. Leibler, 1951). Null where a sample is empty.
 */
export function stabilityIndex(classes: readonly ClassCounts[]): number | null {
  const filled = classes.filter(({ a, b }) => a + b > 0)
  const total = (side: 'a' | 'b'): number => filled.reduce((sum, one) => sum + one[side], 0)
  if (!total('a') || !total('b')) return null
  const [a, b] = [total('a') + filled.length / 2, total('b') + filled.length / 2]
  return filled.reduce((sum, one) => {
    const [p, q] = [(one.a + 0.5) / a, (one.b + 0.5) / b]
    return sum + (q - p) * Math.log(q / p)
  }, 0)
}

/** What the index would be, on average, between two samples of one population: (classes - 1)·(1/n + 1/m) (B. Yurdakul, 2018). */
export function stabilityByChance(classes: readonly ClassCounts[]): number {
  const filled = classes.filter(({ a, b }) => a + b > 0)
  const total = (side: 'a' | 'b'): number => filled.reduce((sum, one) => sum + one[side], 0)
  return Math.max(0, filled.length - 1) * (1 / total('a') + 1 / total('b'))
}
