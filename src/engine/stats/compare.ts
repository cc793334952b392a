import { adjustedNps, type Interval } from './intervals'
import { normalP } from './normal'
import { studentCritical, studentP } from './student'

/** A difference of two independent estimates, first less second, with its 95 % interval and two-sided p-value. */
export interface Comparison extends Interval {
  value: number
  p: number
}

/** An estimate with the interval that goes with it. */
export interface Estimate extends Interval {
  value: number
}

/** Counts of one group of answers to a recommendation question. */
export interface NpsCounts {
  promoters: number
  detractors: number
  n: number
}

/** Mean, sample standard deviation and size of one group. */
export interface MeanCounts {
  mean: number
  sd: number
  n: number
}

/**
 * Interval of a difference recovered from the intervals of its two terms (MOVER): G. Y. Zou and A. Donner, Stat. Med. 27
 * (2008), 1693-1702; on Wilson intervals it is method 10 of R. G. Newcombe, Stat. Med. 17 (1998), 873-890.
 */
export function moverInterval(a: Estimate, b: Estimate): Interval {
  const value = a.value - b.value
  return {
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low)
  }
}

/** Two-sided p-value that two Net Promoter Scores are equal: z on the adjusted Wald variances of `adjustedNps`. */
export function npsDifferenceP(a: NpsCounts, b: NpsCounts): number {
  const [first, second] = [a, b].map(({ promoters, detractors, n }) => adjustedNps(promoters, detractors, n))
  if (!first || !second) return NaN
  return normalP((first.estimate - second.estimate) / Math.hypot(first.error, second.error))
}

/** Two-sided p-value that two proportions are equal: the z test with the pooled proportion (no continuity correction). */
export function proportionDifferenceP(
  a: { successes: number; n: number },
  b: { successes: number; n: number }
): number {
  const pooled = (a.successes + b.successes) / (a.n + b.n)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n))
  return error === 0 ? 1 : normalP((a.successes / a.n - b.successes / b.n) / error)
}

/** Difference of two means by B. L. Welch's t (Biometrika 34 (1947), 28-35); null below two observations a group. */
export function welch(a: MeanCounts, b: MeanCounts): Comparison | null {
  if (a.n < 2 || b.n < 2) return null
  const [va, vb] = [a.sd ** 2 / a.n, b.sd ** 2 / b.n]
  const value = a.mean - b.mean
  const error = Math.sqrt(va + vb)
  if (error === 0) return { value, low: value, high: value, p: value === 0 ? 1 : 0 }
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1))
  const half = studentCritical(0.05, df) * error
  return { value, low: value - half, high: value + half, p: studentP(value / error, df) }
}

/** The mean and deviation of what is left of a group when a part of it is taken away. */
export function restOf(all: MeanCounts, part: MeanCounts): MeanCounts {
  const n = all.n - part.n
  if (n <= 0) return { n: 0, mean: NaN, sd: NaN }
  const mean = (all.n * all.mean - part.n * part.mean) / n
  const squares =
    (all.n - 1) * all.sd ** 2 - (part.n - 1) * part.sd ** 2 - ((part.n * n) / all.n) * (part.mean - mean) ** 2
  return { n, mean, sd: n > 1 ? Math.sqrt(Math.max(0, squares) / (n - 1)) : 0 }
}

/** p-values corrected for their number by S. Holm's method (Scand. J. Stat. 6 (1979), 65-70), in the order given. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1))
  const adjusted = new Array<number>(ps.length)
  let highest = 0
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * (ps[index] ?? 1)))
    adjusted[index] = highest
  })
  return adjusted
}
