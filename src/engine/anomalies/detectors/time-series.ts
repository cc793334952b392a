import { mean as average } from 'simple-statistics'
import { isSudden, loneJump } from './sudden'

export interface Run {
  from: number
  to: number
  /** Rows that the rhythm would have put there. */
  expected: number
}

export interface Spike {
  at: number
  n: number
  expected: number
}

/** A change of level as first seen: its place, and the level on either side. */
interface Level {
  at: number
  before: number
  after: number
}

export interface Shift extends Level {
  /** The first and last period that the new level may begin at, 95 times in a hundred; `at` is the likeliest. */
  from: number
  to: number
  /** Whether the levels are those right at the place, the slope of a season or a drift taken out. */
  isAmidSlope: boolean
}

/** Neighbours, before and behind, of the same place in the rhythm that tell what to expect of a period. */
const NEIGHBOURS = 6

/** What each period should hold: the median of its neighbours of the same place in a rhythm of `cycle` periods (7 for days, else 1), itself left out. */
export function expectations(counts: readonly number[], cycle: number): number[] {
  return counts.map((_, at) => {
    const near: number[] = []
    for (let step = 1; step <= NEIGHBOURS; step++)
      for (const other of [at - step * cycle, at + step * cycle]) {
        const n = counts[other]
        if (n !== undefined) near.push(n)
      }
    return median(near)
  })
}

/**
 * Runs of empty periods that the rhythm does not explain. Were rows to fall as a Poisson process, spread as widely as they are here, such a
 * run would come less than once in a hundred tables.
 */
export function gapsIn(counts: readonly number[], expected: readonly number[]): Run[] {
  const least = Math.log(100 * counts.length) * overdispersion(counts, expected)
  const runs: Run[] = []
  let from = 0
  while (from < counts.length) {
    if (counts[from] !== 0) {
      from++
      continue
    }
    let to = from
    while (to + 1 < counts.length && counts[to + 1] === 0) to++
    const due = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((at) => (expected[at] ?? 0) > 0)
    const sum = due.reduce((total, at) => total + (expected[at] ?? 0), 0)
    const [first, last] = [due[0], due.at(-1)]
    if (sum > least && first !== undefined && last !== undefined) runs.push({ from: first, to: last, expected: sum })
    from = to + 1
  }
  return runs
}

/**
 * Periods with far too many rows: beyond 6 of the usual deviations (median absolute deviation, never below that of a Poisson law) on the
 * scale where counts vary evenly (2√(n + 3/8): F. J. Anscombe, Biometrika 35 (1948), 246-254), and at least 2.5 times what was due.
 */
export function spikesIn(counts: readonly number[], expected: readonly number[]): Spike[] {
  const residuals = counts.map((n, at) => steady(n) - steady(expected[at] ?? 0))
  const scale = Math.max(1, deviation(residuals))
  return counts.flatMap((n, at) => {
    const due = expected[at] ?? 0
    const far = (residuals[at] ?? 0) > 6 * scale && n >= 2.5 * due && n >= due + 10
    return far ? [{ at, n, expected: due }] : []
  })
}

/** Periods that a few stray dates stand in, and share of the rows that they are. */
const STRAY_PERIODS = 3
const STRAY_ROWS = 0.03

/** The periods from one place to another that hold the series: a few rows far before or behind all others, `apart` empty periods between, are stray dates. */
export function withoutStrays(counts: readonly number[], apart: number): { from: number; to: number } {
  const from = strayEnd(counts.entries(), apart)
  return { from, to: counts.length - strayEnd([...counts].reverse().entries(), apart) }
}

/** The same of periods that are known by their numbers, in order, those with rows alone. */
export function withoutStrayPeriods<P extends { at: number; n: number }>(periods: readonly P[], apart: number): P[] {
  const [first, last] = [periods[0]?.at ?? 0, periods.at(-1)?.at ?? 0]
  const from = first + strayEnd(periods.map(({ at, n }) => [at - first, n] as const), apart) // prettier-ignore
  const to = last - strayEnd(periods.toReversed().map(({ at, n }) => [last - at, n] as const), apart) // prettier-ignore
  return periods.filter(({ at }) => at >= from && at <= to)
}

/** The first period behind the stray ones at the beginning, 0 where there are none. */
function strayEnd(counts: Iterable<readonly [at: number, n: number]>, apart: number): number {
  const periods = [...counts]
  const most = STRAY_ROWS * periods.reduce((sum, [, n]) => sum + n, 0)
  let [end, rows, held, last] = [0, 0, 0, -1]
  for (const [at, n] of periods) {
    if (!n) continue
    if (at - last > apart) end = at
    rows += n
    held++
    if (rows > most || held > STRAY_PERIODS) break
    last = at
  }
  return end
}

/** Counts without the rhythm of the week: each over the usual share of its weekday in the week around it. Days that are as a rule empty say nothing. */
export function evenCounts(counts: readonly number[], cycle: number): (number | null)[] {
  const half = Math.floor(cycle / 2)
  const shares = counts.map((n, at) => {
    const week = counts.slice(Math.max(0, at - half), at + half + 1)
    const mean = week.reduce((sum, count) => sum + count, 0) / week.length
    return mean > 0 ? n / mean : null
  })
  const usual = byPlace(shares, cycle)
  return counts.map((n, at) => {
    const share = usual[at % cycle] ?? 0
    return share < 0.2 ? null : n / share
  })
}

/** Means without the rhythm of the week: each less the usual one of its weekday, and on the level of all. */
export function evenMeans(means: readonly (number | null)[], cycle: number): (number | null)[] {
  const usual = byPlace(means, cycle)
  const overall = median(present(means))
  return means.map((mean, at) => (mean === null ? null : mean - (usual[at % cycle] ?? 0) + overall))
}

function byPlace(values: readonly (number | null)[], cycle: number): number[] {
  return Array.from({ length: cycle }, (_, of) => median(present(values.filter((_, at) => at % cycle === of))))
}

/**
 * The place where values go to another level at once and stay there; null where there is none, or only a slope. Between two levels, the
 * medians of the `span` periods on either side must differ by 5 standard errors, while either side holds its own level, and half of the
 * way must be made at once, a smooth course taken out. Amid a season or a drift, the jump alone must tell.
 */
export function shiftIn(even: readonly (number | null)[], span: number): Shift | null {
  const found = levelsIn(even, span)
  if (found && isSudden(even, found.at, found.after - found.before, span)) return found
  return jumpIn(even, span)
}

/** The same by the jump alone, for which a long series needs no levels. */
export function jumpIn(even: readonly (number | null)[], span: number): Shift | null {
  const jump = loneJump(even, span, deviation)
  if (!jump) return null
  const { at, by, variance, before, after } = jump
  return { at, before, after, ...interval(even, at, variance, by), isAmidSlope: true }
}

function levelsIn(even: readonly (number | null)[], span: number): Shift | null {
  let best: (Level & { score: number }) | null = null
  for (let at = span; at <= even.length - span; at++) {
    const [left, right] = [present(even.slice(at - span, at)), present(even.slice(at, at + span))]
    if (Math.min(left.length, right.length) < 0.5 * span) continue
    const [before, after] = [median(left), median(right)]
    const spread = deviation(left.map((value) => value - before).concat(right.map((value) => value - after)))
    const error = 1.2533 * Math.max(spread, 1e-12) * Math.sqrt(1 / left.length + 1 / right.length)
    const score = Math.abs(after - before) / error
    if (score < 5 || score <= (best?.score ?? 0) || !isLevel(left, after - before) || !isLevel(right, after - before))
      continue
    best = { at, before, after, score }
  }
  return best && dated(even, span, best)
}

/** Residual variances over squared distances beyond which a change point lies 5 times in a hundred (Bai 1997, table of the symmetric case). */
const BAI_95 = 11

/** The periods that the change may lie at, 95 times in a hundred. */
function interval(even: readonly unknown[], at: number, variance: number, by: number): Pick<Shift, 'from' | 'to'> {
  const margin = Math.floor((BAI_95 * variance) / Math.max(by ** 2, Number.MIN_VALUE)) + 1
  return { from: Math.max(1, at - margin), to: Math.min(even.length - 1, at + margin) }
}

/**
 * The first period of a new level by least squares: of the places within `span` of the one found, the one where two means leave the
 * least variance, and its interval (J. Bai, Review of Economics and Statistics 79 (1997), 551-563).
 */
function dated(even: readonly (number | null)[], span: number, { at, before, after }: Level): Shift {
  const [first, last] = [Math.max(0, at - 2 * span), Math.min(even.length, at + 2 * span)]
  // A single far value would draw the change to itself.
  const [low, high] = [Math.min(before, after), Math.max(before, after)]
  const near = even.slice(first, last).map((value) => value === null ? null : Math.min(high + (high - low), Math.max(low - (high - low), value))) // prettier-ignore
  let best = { place: at - first, left: Infinity, by: 0 }
  for (let place = Math.max(2, at - span - first); place <= Math.min(near.length - 2, at + span - first); place++) {
    const [one, other] = [present(near.slice(0, place)), present(near.slice(place))]
    if (!one.length || !other.length) continue
    const left = squares(one) + squares(other)
    if (left < best.left) best = { place, left, by: mean(other) - mean(one) }
  }
  const variance = best.left / Math.max(1, present(near).length - 2)
  const place = first + best.place
  return { at: place, before, after, ...interval(even, place, variance, best.by), isAmidSlope: false }
}

/** Squared distances from the mean, summed. */
function squares(values: readonly number[]): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
}

export interface Plateau {
  /** First period of it, and the first one after it. */
  from: number
  to: number
  inside: number
  outside: number
}

/** Changes tried as the beginning or the end of a plateau. */
const MOST_CHANGES = 60

/**
 * A level that is left at once, held for `least` to `most` periods and come back to at once; null where there is none. The median of these periods must lie 5
 * standard errors from that of the `span` periods on either side, and these two at least three times nearer to one another.
 */
export function plateauIn(
  even: readonly (number | null)[],
  { span, least, most }: { span: number; least: number; most: number }
): Plateau | null {
  const changes = Array.from({ length: Math.max(0, even.length - 2 * least + 1) }, (_, place) => {
    const at = place + least
    return { at, by: median(present(even.slice(at, at + least))) - median(present(even.slice(at - least, at))) }
  })
  const tried = changes.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, MOST_CHANGES)
  let best: (Plateau & { score: number }) | null = null
  for (const { at: from, by } of tried)
    for (const { at: to, by: back } of tried) {
      if (to - from < least || to - from > most || by > 0 === back > 0) continue
      const [before, within, after] = [
        present(even.slice(Math.max(0, from - span), from)),
        present(even.slice(from, to)),
        present(even.slice(to, to + span))
      ]
      if (Math.min(before.length, after.length) < 0.5 * span || within.length < 0.5 * (to - from)) continue
      const [left, inside, right] = [median(before), median(within), median(after)]
      const outside = (left + right) / 2
      const spread = deviation([
        ...before.map((value) => value - left),
        ...within.map((value) => value - inside),
        ...after.map((value) => value - right)
      ])
      const error = 1.2533 * Math.max(spread, 1e-12) * Math.sqrt(1 / within.length + 1 / (before.length + after.length))
      const score = Math.abs(inside - outside) / error
      if (score < 5 || score <= (best?.score ?? 0)) continue
      if (Math.abs(left - right) > Math.abs(inside - outside) / 3 || !isLevel(within, inside - outside)) continue
      best = { from, to, inside, outside, score }
    }
  if (!best) return null
  const { inside, outside } = best
  const half = Math.ceil(least / 2)
  return {
    from: edgeNear(even, { at: best.from, within: half, before: outside, after: inside }),
    to: edgeNear(even, { at: best.to, within: half, before: inside, after: outside }),
    inside,
    outside
  }
}

/** The place near another one where values part best into two levels: medians hardly tell a few periods more or less. */
function edgeNear(
  even: readonly (number | null)[],
  { at, within, before, after }: { at: number; within: number; before: number; after: number }
): number {
  const [first, last] = [Math.max(0, at - within), Math.min(even.length, at + within)]
  const apart = (edge: number): number =>
    even.slice(first, last).reduce<number>((sum, value, place) => {
      return value === null ? sum : sum + Math.abs(value - (first + place < edge ? before : after))
    }, 0)
  let best = at
  for (let edge = first; edge <= last; edge++) if (apart(edge) < apart(best)) best = edge
  return best
}

/** Whether values keep to one level, beside a change of `by`. */
function isLevel(values: readonly number[], by: number): boolean {
  const half = Math.floor(values.length / 2)
  return Math.abs(median(values.slice(half)) - median(values.slice(0, half))) <= Math.abs(by) / 3
}

/** How much more counts vary than those of a Poisson law would, at least 1: the robust form of Pearson's dispersion. */
function overdispersion(counts: readonly number[], expected: readonly number[]): number {
  const due = counts.flatMap((n, at) => ((expected[at] ?? 0) > 0 ? [steady(n) - steady(expected[at] ?? 0)] : []))
  return Math.max(1, deviation(due) ** 2)
}

export function steady(n: number): number {
  return 2 * Math.sqrt(n + 3 / 8)
}

/** The median absolute deviation from zero, scaled to the standard deviation of a normal law. */
export function deviation(residuals: readonly number[]): number {
  return 1.4826 * median(residuals.map(Math.abs))
}

/** The middle value, 0 of none. */
export function median(values: readonly number[]): number {
  // Sorted as bare numbers, short lists take a tenth of the time of a search among them.
  const sorted = new Float64Array(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

function mean(values: readonly number[]): number {
  return average([...values])
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null)
}
