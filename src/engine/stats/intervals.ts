import { Z95 } from './normal'
import { studentCritical } from './student'

/** The two ends of a 95 % confidence interval, in the unit of its estimate. */
export interface Interval {
  low: number
  high: number
}

/** 95 % score interval of a proportion, 0 to 1 (E. B. Wilson, JASA 22 (1927), 209-212); null without observations. */
export function wilsonInterval(successes: number, n: number): Interval | null {
  if (!(n > 0)) return null
  const p = successes / n
  const z2 = Z95 * Z95
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n)
  return { low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half }
}

/** A Net Promoter Score as the adjusted Wald method sees it: centre and standard error, both on the scale -1 to 1. */
export function adjustedNps(promoters: number, detractors: number, n: number): { estimate: number; error: number } {
  const up = (promoters + 1) / (n + 2)
  const down = (detractors + 1) / (n + 2)
  return { estimate: up - down, error: Math.sqrt((up + down - (up - down) ** 2) / (n + 2)) }
}

/**
 * 95 % interval of a Net Promoter Score in points, -100 to 100. The score is a difference of two cells of one
 * multinomial, as in paired proportions: adjusted Wald interval of D. G. Bonett and R. M. Price (J. Educ. Behav.
 * Stat. 37 (2012), 479-488), one pseudo-answer added to each cell; cut at the ends of the scale. Null without answers.
 */
export function npsInterval(promoters: number, detractors: number, n: number): Interval | null {
  if (!(n > 0)) return null
  const { estimate, error } = adjustedNps(promoters, detractors, n)
  return { low: Math.max(-100, 100 * (estimate - Z95 * error)), high: Math.min(100, 100 * (estimate + Z95 * error)) }
}

/** 95 % interval of a mean by Student's t; null below two observations. `sd` is the sample standard deviation. */
export function meanInterval(mean: number, sd: number, n: number): Interval | null {
  if (!(n > 1)) return null
  const half = (studentCritical(0.05, n - 1) * sd) / Math.sqrt(n)
  return { low: mean - half, high: mean + half }
}
