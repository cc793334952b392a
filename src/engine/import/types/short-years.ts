import { shapePattern } from './shape-pattern'
import { nameSays } from './name-hints'
import type { Counted } from './tally'

/** First of the hundred years that `strptime` takes two digits for: those of readings that name none. */
export const POSIX_FROM = 1969
/** Years after this one in which a column's last days may lie, where its days go on past today, and those that the reading then takes. */
const AHEAD = 15
const WINDOW_AHEAD = 20
/** Years that a column may span where it goes on past today, and the share of its days that must lie before. */
const SPAN = 40
const BEFORE = 0.1
/** Days of which the first come in so many years, where they would else all lie more than so many years ago, are to come: those within few years, or so named. */
const NEXT = 5
const LONG_AGO = 60
const FEW_YEARS = 4
/** Years ahead in which the last due dates may lie; years without any that their days leave on the circle; years back that they may begin. */
const FAR = 55
const FREE = 25
const DUE_BACK = 30
/** A run of days is whole where no more years in a row are without any, and the years on both sides of today have days alike. */
const INNER_GAP = 5
const SIDES = 3
const ALIKE = 4
/** Days in the later half of a run for each in the sooner half beyond which they are births of the old, not days ever further to come. */
const GROWING = 2

/**
 * First of the hundred years that the two-digit years of a column mean, judged on the whole column: those that end with this year, so that
 * births in 65 are of 1965, unless the days go on from the last years to the next ones, as ends of contracts do, or all lie in the next
 * ones, as due dates do: there the name of the column counts too. Where days go on without a break far beyond today, no window that ends
 * there reads them right, since it would part one run in two: they are all to come, or all of the old where they grow more by the year.
 */
export function yearsFrom(
  shapes: readonly string[],
  values: readonly Counted[],
  { thisYear, name }: { thisYear: number; name?: string }
): number {
  const past = thisYear - 99
  const days = yearCounts(shapes, values)
  const years = [...days.keys()].sort((a, b) => a - b)
  if (!years.length) return past
  // The widest gap on the circle of the hundred years is where no day is: the years begin behind it.
  const gaps = years.map((year, place) => ({ year, gap: (year - (years.at(place - 1) ?? year) + 100) % 100 || 100 }))
  const first = gaps.reduce((widest, each) => (each.gap > widest.gap ? each : widest)).year
  const span = Math.max(...years.map((year) => (year - first + 100) % 100))
  const begin = past + ((((first - past) % 100) + 100) % 100)
  const end = begin + span
  const isNext = begin + 100 <= thisYear + NEXT && end + 100 < past + 100 + WINDOW_AHEAD && end < thisYear - LONG_AGO
  // Due dates of the next years; a table of today hardly holds only days of those few years a century ago.
  const isBirth = nameSays(name, 'birth')
  if (isNext && !isBirth && (span <= FEW_YEARS || nameSays(name, 'due'))) return past + WINDOW_AHEAD
  const run = {
    begin,
    end,
    counts: Array.from({ length: span + 1 }, (_, place) => days.get((begin + place) % 100) ?? 0)
  }
  if (nameSays(name, 'due') && !isBirth) {
    const ahead = begin + 100 <= thisYear + NEXT ? 100 : 0
    const [soonest, last] = [begin + ahead, end + ahead]
    const isDue = soonest >= thisYear - DUE_BACK && last > thisYear && last <= thisYear + FAR
    if (isDue && span <= 100 - FREE) return windowUpTo(last, thisYear)
  }
  if (end <= thisYear) return past
  const share = sumOf(run.counts.slice(0, thisYear - begin + 1)) / sumOf(run.counts)
  if (!isBirth && end <= thisYear + AHEAD && span <= SPAN && share >= BEFORE) return past + WINDOW_AHEAD
  if (span > 100 - FREE || end > thisYear + FAR || !isWhole(run, thisYear)) return past
  const middle = Math.floor(run.counts.length / 2)
  const isGrowing = sumOf(run.counts.slice(-middle)) > GROWING * sumOf(run.counts.slice(0, middle))
  if (!isBirth && !isGrowing) return windowUpTo(end, thisYear)
  return begin - 100 >= past - WINDOW_AHEAD ? past - WINDOW_AHEAD : past
}

/** The soonest window, in steps of so many years ahead, that goes some years on past a last one. */
function windowUpTo(last: number, thisYear: number): number {
  return thisYear - 99 + WINDOW_AHEAD * Math.max(1, Math.ceil((last - thisYear + WINDOW_AHEAD - AHEAD) / WINDOW_AHEAD))
}

/** Whether days go on from the last years to the next ones without a break, of which there are about as many on both sides of today. */
function isWhole({ begin, counts }: { begin: number; counts: readonly number[] }, thisYear: number): boolean {
  let gap = 0
  for (const count of counts) if ((gap = count ? 0 : gap + 1) > INNER_GAP) return false
  const today = thisYear - begin
  const [sooner, later] = [
    counts.slice(Math.max(0, today + 1 - SIDES), today + 1),
    counts.slice(today + 1).slice(0, SIDES)
  ]
  const ratio = sumOf(sooner) / sooner.length / (sumOf(later) / later.length)
  return ratio >= 1 / ALIKE && ratio <= ALIKE
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0)
}

/** The year that two digits mean in the hundred years from one on. */
export function fullYear(short: number, from: number): number {
  return from + ((((short - from) % 100) + 100) % 100)
}

/** Patterns of the two digits below and from those of the first year, with the hundreds that they stand for. */
export function centuries(from: number): { pattern: string; hundreds: string }[] {
  const century = Math.floor(from / 100)
  const [ten, one] = [Math.floor((from % 100) / 10), from % 10]
  const tens = (low: number, high: number): string[] => (low > high ? [] : [`[${low}-${high}]\\d`])
  const ones = (low: number, high: number): string[] => (low > high ? [] : [`${ten}[${low}-${high}]`])
  const later = [...tens(0, ten - 1), ...ones(0, one - 1)]
  const sooner = [...ones(one, 9), ...tens(ten + 1, 9)]
  return [
    ...(later.length ? [{ pattern: later.join('|'), hundreds: String(century + 1) }] : []),
    { pattern: sooner.join('|'), hundreds: String(century) }
  ]
}

function yearCounts(shapes: readonly string[], values: readonly Counted[]): Map<number, number> {
  const patterns = shapes.flatMap((shape) => {
    const pattern = shape.includes('%y') ? shapePattern(shape) : null
    return pattern ? [{ whole: new RegExp(`^${pattern.source}$`, 'iu'), at: pattern.fields.indexOf('y') + 1 }] : []
  })
  const counts = new Map<number, number>()
  for (const { value, n } of values)
    for (const { whole, at } of patterns) {
      const short = whole.exec(value.normalize('NFD').replace(/\p{M}/gu, ''))?.[at]
      if (short === undefined) continue
      counts.set(Number(short), (counts.get(Number(short)) ?? 0) + n)
      break
    }
  return counts
}
