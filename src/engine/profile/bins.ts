import type { Bin, Histogram, NumericFacts } from '../../contract'
import { withoutLongTails, type Middle, type Range } from '../stats/bulk'
import { quantileAt } from './quantile-at'

/** How a histogram is cut: `edges` ascending; bin i runs from edge i to edge i + 1; open ends take what lies beyond. */
export interface Cut {
  unit: Histogram['unit']
  edges: number[]
  openLow: boolean
  openHigh: boolean
}

const CALENDAR = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
type CalendarUnit = (typeof CALENDAR)[number]
const SECONDS: Record<CalendarUnit, number> = {
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  quarter: 7_889_238,
  year: 31_556_952
}
const MOST_BINS = 40

/**
 * Bins a reader would have chosen: one a value for small ranges of whole numbers, calendar units for dates, else round widths near those of
 * Freedman and Diaconis (1981). Long tails go into open bins, so that the bulk stays readable. Null where nothing varies.
 */
export function cutBins(facts: NumericFacts, family: string, known: Known = NOTHING): Cut | null {
  const { min, max, n } = facts
  if (min === null || max === null || n === 0 || min === max) return null
  const { low, high } = bulk(facts, min, max, known)
  const open = { openLow: low > min, openHigh: high < max }
  if (family === 'date') return { ...calendarEdges(low, high), ...open }
  if (facts.integers && high - low <= 30 && Number.isSafeInteger(low) && Number.isSafeInteger(high)) {
    return {
      unit: 'value',
      edges: range(Math.floor(high) - Math.floor(low) + 2).map((step) => Math.floor(low) + step),
      ...open
    }
  }
  const width = roundWidth(low, high, facts)
  if (!Number.isFinite(width) || !(width > 0)) return null
  const from = Math.floor(low / width)
  const count = Math.max(1, Math.floor(high / width) - from + 1)
  if (count > 4 * MOST_BINS) return null
  const edges = range(count + 1).map((step) => Number(((from + step) * width).toPrecision(15)))
  return edges.every(Number.isFinite) ? { unit: 'width', edges, ...open } : null
}

/** Puts counts by lower edge (null: below the first) into bins, empty ones included. */
export function fillBins(cut: Cut, counted: readonly { edge: number | null; n: number }[]): Histogram {
  const counts = new Map(counted.map(({ edge, n }) => [edge, n]))
  const last = cut.edges.length - 1
  const bins: Bin[] = range(last).map((index) => ({
    from: cut.edges[index] ?? null,
    to: cut.edges[index + 1] ?? null,
    n: counts.get(cut.edges[index] ?? null) ?? 0
  }))
  const below = counts.get(null) ?? 0
  const above = counts.get(cut.edges[last] ?? null) ?? 0
  const top = bins.at(-1)
  if (above && !cut.openHigh && top) top.n += above
  if (below) bins.unshift({ from: null, to: cut.edges[0] ?? null, n: below })
  if (above && cut.openHigh) bins.push({ from: cut.edges[last] ?? null, to: null, n: above })
  return { unit: cut.unit, bins }
}

/**
 * What is known of the values beyond their quantiles: the scale of a score, codes that stand for "missing", and where
 * values are not far (see `nearOf`).
 */
export interface Known {
  scale: { min: number; max: number } | null
  codes: readonly number[]
  near?: Range
}
const NOTHING: Known = { scale: null, codes: [] }

/** The middle of measured values, by which far ones are told. */
export function middleOfFacts(facts: NumericFacts | null): Middle | null {
  if (!facts) return null
  const at = (p: number): number | null => facts.quantiles.find((one) => one.p === p)?.value ?? null
  return { median: at(0.5), mad: facts.mad, lower: at(0.25), upper: at(0.75) }
}

/** The range worth drawing: the scale, or the whole, unless a tail beyond the 1st or 99th percentile is far longer than the bulk. */
function bulk(facts: NumericFacts, min: number, max: number, { scale, codes, near }: Known): Range {
  if (scale) return { low: Math.max(min, Math.min(scale.min, 0)), high: Math.min(max, scale.max) }
  const at = (p: number): number => quantileAt(facts, p)
  const isFar = (value: number): boolean => near !== undefined && (value < near.low || value > near.high)
  const inner = (p: readonly number[]): number =>
    p.map(at).find((value) => !codes.includes(value) && !isFar(value)) ?? NaN
  return withoutLongTails({ low: min, high: max }, inner([0.01, 0.05, 0.1, 0.25]), inner([0.99, 0.95, 0.9, 0.75]))
}

function roundWidth(low: number, high: number, facts: NumericFacts): number {
  const at = (p: number): number => quantileAt(facts, p)
  const suggested = (2 * (at(0.75) - at(0.25))) / Math.cbrt(facts.n)
  const span = high - low
  const raw = Math.min(span / 8, Math.max(span / 30, suggested > 0 ? suggested : 0))
  const power = 10 ** Math.floor(Math.log10(raw))
  const width = ([1, 2, 2.5, 5, 10].find((step) => step * power >= raw * 0.999) ?? 10) * power
  return facts.integers ? Math.max(1, Math.round(width)) : width
}

function calendarEdges(low: number, high: number): { unit: CalendarUnit; edges: number[] } {
  const unit = CALENDAR.find((candidate) => (high - low) / SECONDS[candidate] <= MOST_BINS) ?? 'year'
  const years = Math.max(1, Math.ceil((high - low) / SECONDS.year / MOST_BINS))
  const edges = [startOf(unit, low, years)]
  while ((edges.at(-1) ?? 0) <= high && edges.length <= MOST_BINS + 3) edges.push(next(unit, edges.at(-1) ?? 0, years))
  return { unit, edges }
}

function startOf(unit: CalendarUnit, seconds: number, years: number): number {
  const date = new Date(seconds * 1000)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  switch (unit) {
    case 'hour':
    case 'day':
      return Math.floor(seconds / SECONDS[unit]) * SECONDS[unit]
    case 'week':
      // 1970-01-05 was a Monday.
      return Math.floor((seconds - 345_600) / SECONDS.week) * SECONDS.week + 345_600
    case 'month':
      return utc(year, month)
    case 'quarter':
      return utc(year, month - (month % 3))
    case 'year':
      return utc(Math.floor(year / years) * years, 0)
  }
}

function next(unit: CalendarUnit, seconds: number, years: number): number {
  const date = new Date(seconds * 1000)
  if (unit === 'hour' || unit === 'day' || unit === 'week') return seconds + SECONDS[unit]
  if (unit === 'year') return utc(date.getUTCFullYear() + years, 0)
  return utc(date.getUTCFullYear(), date.getUTCMonth() + (unit === 'month' ? 1 : 3))
}

function utc(year: number, month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 1)
  return date.getTime() / 1000
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
