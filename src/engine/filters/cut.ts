import type { Scalar } from '../../contract'

/**
 * How the values of a histogram facet are cut. Bin i runs from edge i up to, but without, edge i + 1. Bins from `first`
 * on, as many as `inner`, have one width; the bin before and the one behind, where there are, take long tails.
 */
export interface Cut {
  edges: Scalar[]
  first: number
  inner: number
  /** Of numbers the width, of dates the calendar unit. */
  step: number | DateUnit
}

export type DateUnit = 'year' | 'month' | 'day'

/** What a cut follows from: numbers as they are, dates in days since 1970. From `low` to `high` lies what is worth drawing; the rest goes into tails. */
export interface Range {
  min: number
  max: number
  low: number
  high: number
  integers: boolean
}

const WISHED_BINS = 80
const MOST_BINS = 400

/** Round edges for about 80 bins, narrow enough to be brushed; single values for small ranges of whole numbers. */
export function numberCut(range: Range, single = false): Cut {
  const { low, high } = range
  const width = Math.max(roundWidth(low, high, range.integers), finest(low, high))
  const from = Math.floor(low / width)
  const edge = (step: number): number => {
    const exact = inRange(Number(((from + step) * width).toPrecision(15)))
    return single && Number.isFinite(Math.fround(exact)) ? Math.fround(exact) : exact
  }
  const edges = [edge(0)]
  while ((edges.at(-1) ?? 0) <= high && edges.length <= MOST_BINS) edges.push(edge(edges.length))
  return withTails(edges, range, width, (value) => value)
}

/** Calendar edges: days, months or years, the finest that makes at most 120 bins where none is asked for. */
export function dateCut(range: Range, wished: DateUnit | 'auto'): Cut {
  const { low, high } = range
  const fits = (unit: DateUnit, most: number): boolean => (high - low) / DAYS[unit] <= most
  const fine = (['day', 'month', 'year'] as const).find((unit) => fits(unit, 120)) ?? 'year'
  const unit = wished !== 'auto' && fits(wished, MOST_BINS) ? wished : fine
  const edges = [startOf(unit, low, 0)]
  while ((edges.at(-1) ?? 0) <= high && edges.length <= MOST_BINS) edges.push(startOf(unit, low, edges.length))
  return withTails(edges, range, unit, dayText)
}

const DAYS: Record<DateUnit, number> = { day: 1, month: 30.44, year: 365.25 }
const MS_A_DAY = 86_400_000

function startOf(unit: DateUnit, day: number, steps: number): number {
  if (unit === 'day') return Math.floor(day) + steps
  const date = new Date(day * MS_A_DAY)
  const moved = new Date(0)
  if (unit === 'month') moved.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + steps, 1)
  else moved.setUTCFullYear(date.getUTCFullYear() + steps, 0, 1)
  return moved.getTime() / MS_A_DAY
}

/** A day as SQL reads it, years before the first one too. */
function dayText(day: number): string {
  const date = new Date(Math.floor(day) * MS_A_DAY)
  const year = date.getUTCFullYear()
  const [y, m, d] = [year > 0 ? year : 1 - year, date.getUTCMonth() + 1, date.getUTCDate()]
  const written = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return year > 0 ? written : `${written} (BC)`
}

function withTails(edges: number[], { min, max }: Range, step: Cut['step'], written: (edge: number) => Scalar): Cut {
  const inner = edges.length - 1
  const first = min < (edges[0] ?? min) ? 1 : 0
  const last = edges.at(-1) ?? max
  const beyond = typeof step === 'number' ? next(max, step) : Math.floor(max) + 1
  const all = [...(first ? [Math.min(min, Math.floor(min))] : []), ...edges, ...(last <= max ? [beyond] : [])]
  return { edges: all.map(written), first, inner, step }
}

function inRange(edge: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, edge))
}

/** A round edge above a number. */
function next(value: number, width: number): number {
  const edge = inRange(Number(((Math.floor(value / width) + 1) * width).toPrecision(15)))
  return edge > value ? edge : inRange(value + Math.abs(value) * 2 ** -40)
}

/** The least width, a power of ten, whose edges a DOUBLE of this size still tells apart from the values beside them. */
function finest(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high))
  return size > 0 ? 10 ** Math.ceil(Math.log10(size * 1e-13)) : 0
}

function roundWidth(low: number, high: number, integers: boolean): number {
  if (!(high > low)) return integers ? 1 : Math.max(Math.abs(low) / 10, 1)
  const raw = high / WISHED_BINS - low / WISHED_BINS
  const power = 10 ** Math.floor(Math.log10(raw))
  const width = ([1, 2, 2.5, 5, 10].find((step) => step * power >= raw * 0.999) ?? 10) * power
  return integers ? Math.max(1, Math.round(width)) : Number(width.toPrecision(15))
}
