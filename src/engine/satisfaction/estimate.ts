import type { FigureUnit, IntervalMethod, LocalizedText, Measure } from '../../contract'
import {
  moverInterval,
  npsDifferenceP,
  proportionDifferenceP,
  restOf,
  welch,
  type Comparison,
  type Estimate
} from '../stats/compare'
import { meanInterval, npsInterval, wilsonInterval } from '../stats/intervals'

/** Below this many answers a segment's figure is not shown; below the other it is flagged. */
export const MASKED_BELOW = 5
export const SMALL_BELOW = 30

/** What the query counts for one group; those of the other measures are absent. */
export interface Counts {
  n: number
  promoters?: number
  detractors?: number
  successes?: number
  mean?: number | null
  sd?: number | null
}

/** How a measure is written and bounded. */
export function natureOf(measure: Measure): {
  unit: FigureUnit
  interval: IntervalMethod
  scale: { min: number; max: number }
} {
  if (measure.kind === 'nps') return { unit: 'points', interval: 'nps', scale: { min: -100, max: 100 } }
  if (measure.kind === 'csat') return { unit: 'share', interval: 'proportion', scale: { min: 0, max: 1 } }
  return { unit: 'number', interval: 'mean', scale: { min: measure.low, max: measure.high } }
}

/** The measure of one group with its 95 % interval; null without answers. A mean of one answer has no interval. */
export function estimate(measure: Measure, counts: Counts): (Estimate & { hasInterval: boolean }) | null {
  const { n, promoters = 0, detractors = 0, successes = 0 } = counts
  if (n === 0) return null
  const value =
    measure.kind === 'nps'
      ? (100 * (promoters - detractors)) / n
      : measure.kind === 'csat'
        ? successes / n
        : (counts.mean ?? NaN)
  const interval =
    measure.kind === 'nps'
      ? npsInterval(promoters, detractors, n)
      : measure.kind === 'csat'
        ? wilsonInterval(successes, n)
        : meanInterval(value, counts.sd ?? 0, n)
  return { value, low: interval?.low ?? value, high: interval?.high ?? value, hasInterval: interval !== null }
}

/** A segment less the other answers; null where either side has too few to be told. */
export function differenceToRest(measure: Measure, all: Counts, part: Counts): Comparison | null {
  if (part.n < MASKED_BELOW || all.n - part.n < MASKED_BELOW) return null
  if (measure.kind === 'mean') {
    const whole = meanCounts(all)
    return welch(meanCounts(part), restOf(whole, meanCounts(part)))
  }
  const rest: Counts = {
    n: all.n - part.n,
    promoters: (all.promoters ?? 0) - (part.promoters ?? 0),
    detractors: (all.detractors ?? 0) - (part.detractors ?? 0),
    successes: (all.successes ?? 0) - (part.successes ?? 0)
  }
  const [first, second] = [estimate(measure, part), estimate(measure, rest)]
  if (!first || !second) return null
  const p =
    measure.kind === 'nps'
      ? npsDifferenceP(npsCounts(part), npsCounts(rest))
      : proportionDifferenceP(
          { n: part.n, successes: part.successes ?? 0 },
          { n: rest.n, successes: rest.successes ?? 0 }
        )
  return { value: first.value - second.value, ...moverInterval(first, second), p }
}

/** What the answers of a group divide into, e.g. detractors, passives and promoters. */
export function partsOf(measure: Measure, counts: Counts): { label: LocalizedText; n: number }[] {
  const { n, promoters = 0, detractors = 0, successes = 0 } = counts
  if (measure.kind === 'nps')
    return [
      { label: { fr: 'détracteurs (0–6)', en: 'detractors (0–6)' }, n: detractors },
      { label: { fr: 'passifs (7–8)', en: 'passives (7–8)' }, n: n - promoters - detractors },
      { label: { fr: 'promoteurs (9–10)', en: 'promoters (9–10)' }, n: promoters }
    ]
  if (measure.kind === 'csat')
    return [
      { label: { fr: 'non satisfaits', en: 'not satisfied' }, n: n - successes },
      { label: { fr: 'satisfaits', en: 'satisfied' }, n: successes }
    ]
  return []
}

function npsCounts({ n, promoters = 0, detractors = 0 }: Counts) {
  return { n, promoters, detractors }
}

function meanCounts({ n, mean, sd }: Counts) {
  return { n, mean: mean ?? NaN, sd: sd ?? 0 }
}
