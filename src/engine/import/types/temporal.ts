import type { TextReading } from '../../../contract'
import { shapesOf, type ShapeInfo } from './day-shapes'
import { readsShape } from './reads-text'
import { yearsFrom } from './short-years'
import type { Counted } from './tally'

export type TemporalReading = Extract<TextReading, { kind: 'date' | 'timestamp' | 'time' }>

interface Tried extends ShapeInfo {
  reads: (text: string) => boolean
  /** Cells that the shape reads. */
  n: number
}

const MOST_SHAPES = 12
/** Shapes that say less than a day count where this share of the cells has them. */
const WEAK_SHARE = 0.1

/**
 * The date, timestamp or time reading of texts; null where fewer than one in five looks like one. Whether day or month comes first is
 * decided by the values that only one order can read, each family of shapes for itself, then by the other families, then by `dayFirst`;
 * the century of two-digit years by all of them, the current year being `thisYear`, and by the `name` of the column.
 */
export function temporalReading(
  values: readonly Counted[],
  dayFirst?: boolean,
  { thisYear = new Date().getFullYear(), name }: { thisYear?: number; name?: string } = {}
): TemporalReading | null {
  const tried = triedShapes(values)
  const total = values.reduce((sum, { n }) => sum + n, 0)
  const { kept, ambiguous } = oneOfFamily(tried, values, dayFirst)
  const days = kept.filter(({ timed }) => timed !== 'time')
  const clocks = kept.filter(({ timed }) => timed === 'time')
  const read = (list: Tried[]): number => list.reduce((sum, { n }) => sum + n, 0)
  if (read(clocks) > read(days) && read(clocks) >= total / 5) return { kind: 'time', shapes: shapesIn(clocks) }
  const strong = days.filter(({ n, weak }) => n >= (weak ? total * WEAK_SHARE : 1))
  if (!strong.length || read(strong) < total / 5 || !plausible(strong, values)) return null
  const timed = strong.some((shape) => shape.timed === 'both')
  const shapes = shapesIn(strong)
  return {
    kind: timed ? 'timestamp' : 'date',
    shapes,
    ...(shapes.some((shape) => shape.includes('%y'))
      ? { yearsFrom: yearsFrom(shapes, values, { thisYear, name }) }
      : {}),
    ...(ambiguous && strong.some(({ family }) => ambiguous.has(family)) ? { ambiguous: true } : {})
  }
}

function shapesIn(shapes: readonly Tried[]): string[] {
  return shapes.slice(0, MOST_SHAPES).map(({ shape }) => shape)
}

function triedShapes(values: readonly Counted[]): Tried[] {
  const tried = new Map<string, Tried>()
  for (const { value, n } of values) {
    for (const info of shapesOf(value)) {
      let shape = tried.get(info.shape)
      if (!shape) {
        shape = { ...info, reads: testOf(info.shape), n: 0 }
        tried.set(info.shape, shape)
      }
      if (shape.reads(value)) shape.n += n
    }
  }
  return [...tried.values()].filter(({ n }) => n > 0)
}

const tests = new Map<string, (text: string) => boolean>()

function testOf(shape: string): (text: string) => boolean {
  let test = tests.get(shape)
  if (!test) {
    test = readsShape(shape)
    tests.set(shape, test)
  }
  return test
}

/** Shapes of numbers in which day and month could change places. */
const RIVALLED = /^%(?:d.%m|m.%d)/

type Order = 'day' | 'month' | 'year'

/** Of shapes that read the same texts in different orders, the one that reads most; and the families that stay open. */
function oneOfFamily(
  tried: readonly Tried[],
  values: readonly Counted[],
  dayFirst?: boolean
): { kept: Tried[]; ambiguous: Set<string> | null } {
  const families = new Map<string, Tried[]>()
  for (const shape of tried) families.set(shape.family, [...(families.get(shape.family) ?? []), shape])
  const decided = new Map<Order, number>()
  const open: Tried[][] = []
  const kept: Tried[] = []
  for (const family of families.values()) {
    const sorted = [...family].sort((a, b) => b.n - a.n)
    const [first] = sorted
    if (!first) continue
    const tied = sorted.filter(({ n }) => n === first.n)
    const sure = tied.length === 1 ? first : byFewYears(tied, values)
    if (!sure) open.push(tied)
    else {
      kept.push(sure)
      if (RIVALLED.test(sure.shape)) vote(decided, orderOf(sure.shape), first.n - (sorted[tied.length]?.n ?? 0))
    }
  }
  const votes = [...decided].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1])
  const wanted: Order = votes[0]?.[0] ?? (dayFirst === false ? 'month' : 'day')
  for (const tied of open) {
    const chosen =
      tied.find(({ shape }) => orderOf(shape) === wanted) ??
      tied.find(({ shape }) => orderOf(shape) === 'day') ??
      tied[0]
    if (chosen) kept.push(chosen)
  }
  const undecided = dayFirst === undefined && !votes.length
  return {
    kept: kept.sort((a, b) => b.n - a.n || (a.shape < b.shape ? -1 : 1)),
    ambiguous: undecided && open.length ? new Set(open.map(([first]) => first?.family ?? '')) : null
  }
}

/** Of years that come first or last, both of two digits: the place whose numbers are few beside the other's has them. */
function byFewYears(tied: readonly Tried[], values: readonly Counted[]): Tried | null {
  const orders = new Map(tied.map((shape) => [orderOf(shape.shape), shape]))
  const [day, year] = [orders.get('day'), orders.get('year')]
  if (!day || !year || orders.size > 2) return null
  const ends = values.flatMap(({ value }) =>
    [/^\s*(\d\d?)\D\d\d?\D(\d\d)(?!\d)/.exec(value) ?? []].filter(([all]) => all)
  )
  const [first, last] = [new Set(ends.map((end) => end[1])).size, new Set(ends.map((end) => end[2])).size]
  if (Math.max(first, last) < FEW_YEARS * Math.min(first, last)) return null
  return last < first ? day : year
}

/** How many times fewer. */
const FEW_YEARS = 4

function vote(decided: Map<Order, number>, order: Order, n: number): void {
  decided.set(order, (decided.get(order) ?? 0) + n)
}

/** Which of the three stands first in a shape of numbers. */
function orderOf(shape: string): Order {
  const first = /%[dmyY]/.exec(shape)?.[0]
  return first === '%d' ? 'day' : first === '%m' ? 'month' : 'year'
}

/** Digits without marks are days only where all years are near ours; weeks S1 and S2 alone are half years. */
function plausible(shapes: readonly Tried[], values: readonly Counted[]): boolean {
  const [main] = shapes
  if (!main?.weak) return true
  const texts = values.filter(({ value }) => main.reads(value)).map(({ value }) => value)
  if (main.shape.includes('%V')) return texts.some((text) => /[SW](?:0?[3-9]|[1-5]\d)/i.test(text))
  const year = /^%Y|^%q?[TQ]?%Y/.test(main.shape) ? /^\D*\d?\D*(\d{4})/ : /(\d{4})(?:\D.*)?$/
  return texts.every((text) => {
    const found = Number(
      (main.shape.startsWith('%Y') ? /^(\d{4})/ : main.shape.startsWith('%d%m%Y') ? /^\d{4}(\d{4})/ : year).exec(
        text
      )?.[1]
    )
    return found >= 1900 && found <= 2100
  })
}
