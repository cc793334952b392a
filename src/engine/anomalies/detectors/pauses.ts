import { expectations, gapsIn } from './time-series'

/** What periods a series is cut in, and in how many of them its rhythm comes again: a weekday, an hour of the week. */
export interface Rhythm {
  unit: 'month' | 'week' | 'day' | 'slot'
  cycle: number
}

/** A run of periods without rows, with those of them that the rhythm calls for. */
export interface Pause {
  from: number
  to: number
  due: number
}

/** A place of the rhythm is due where so many of its periods hold rows. */
const DUE = 0.6
/** Share of the full periods that hold the usual number of rows, from which each period is due by itself: a reading an hour, one row a shop and month. */
const REGULAR = 0.8
/** Of such a series, the share of its periods that may lack before it is none, and the pauses that are told. */
const MOST_LACKING = 0.03
const MOST_PAUSES = 3
/** Due days of a pause of days, which holidays may be; how many times longer than all others; once in how many tables chance would make one. */
const LEAST_DAYS = 3
const LONGER = 2
const CHANCE = 0.01
/** Share of all due periods that pauses may be. */
const MOST_DUE = 0.2
/** Due days on either side of a pause, and the part of the usual number of rows that they must hold: where a series thins out, it pauses ever longer. */
const BESIDE = 21
const HELD = 0.6

/**
 * Pauses of a series against its own rhythm, but for those that are usual. Of a regular one, any period that lacks; by days, where holidays and chance
 * leave some out, only a pause that is twice as long as all others and would hardly come by chance.
 */
export function pausesIn(
  counts: readonly number[],
  { unit, cycle }: Rhythm,
  isUsual: (pause: Pick<Pause, 'from' | 'to'>) => boolean
): Pause[] {
  const isDue = dueIn(counts, cycle)
  const runs = runsIn(counts, isDue).filter((run) => (unit === 'day' && run.due < LEAST_DAYS) || !isUsual(run))
  const due = counts.filter((_, at) => isDue(at)).length
  const lacking = runs.reduce((sum, run) => sum + run.due, 0)
  if (unit !== 'day') {
    if (isRegular(counts)) return runs.length <= Math.max(MOST_PAUSES, MOST_LACKING * counts.length) && lacking <= MOST_LACKING * due ? runs : [] // prettier-ignore
    return unit === 'slot' ? [] : gapsIn(counts, expectations(counts, 1)).filter((run) => !isUsual(run)).map((run) => ({ ...run, due: run.to - run.from + 1 })) // prettier-ignore
  }
  const sorted = [...runs].sort((a, b) => b.due - a.due)
  const told = sorted.findIndex((run, at) => run.due >= LONGER * (sorted[at + 1]?.due ?? 0) && at < MOST_PAUSES)
  const long = sorted.slice(0, told + 1).filter((run) => run.due >= LEAST_DAYS)
  const without = long.reduce((sum, run) => sum + run.due, 0)
  if (!long.length || without > MOST_DUE * due) return []
  const chance = (lacking - without + 1) / (due - without + 1)
  return long
    .filter((run) => run.due * Math.log(1 / chance) > Math.log(due / CHANCE) && isHeldBeside(counts, run, isDue))
    .sort((a, b) => a.from - b.from)
}

/** Whether the rhythm is held right before and right behind a pause. */
function isHeldBeside(counts: readonly number[], { from, to, due }: Pause, isDue: (at: number) => boolean): boolean {
  const dueAt = counts.map((_, at) => at).filter(isDue)
  const mean = (places: readonly number[]): number =>
    places.reduce((sum, at) => sum + (counts[at] ?? 0), 0) / Math.max(1, places.length)
  const least = HELD * mean(dueAt)
  const most = Math.max(BESIDE, due)
  return [dueAt.filter((at) => at < from).slice(-most), dueAt.filter((at) => at > to).slice(0, most)].every(
    (side) => mean(side) >= least
  )
}

/** Whether rows are due at a place, by the others of its kind. */
function dueIn(counts: readonly number[], cycle: number): (at: number) => boolean {
  const seen = Array.from({ length: cycle }, () => ({ n: 0, full: 0 }))
  for (const [at, n] of counts.entries()) {
    const of = seen[at % cycle]
    if (!of) continue
    of.n++
    if (n) of.full++
  }
  return (at) => {
    const of = seen[at % cycle]
    return of !== undefined && of.full >= DUE * of.n
  }
}

/** Runs of due periods without rows; what is not due parts none. */
function runsIn(counts: readonly number[], isDue: (at: number) => boolean): Pause[] {
  const runs: Pause[] = []
  let run: Pause | null = null
  for (const [at, n] of counts.entries()) {
    if (n) run = null
    else if (!isDue(at)) continue
    else if (run) Object.assign(run, { to: at, due: run.due + 1 })
    else runs.push((run = { from: at, to: at, due: 1 }))
  }
  return runs
}

/** Whether nearly all periods with rows hold the same number of them. */
function isRegular(counts: readonly number[]): boolean {
  const full = counts.filter((n) => n > 0)
  const times = new Map<number, number>()
  for (const n of full) times.set(n, (times.get(n) ?? 0) + 1)
  return Math.max(0, ...times.values()) >= REGULAR * full.length
}

/** The first and the last day of the summer, month by 100, that a closing may fall in. */
const SUMMER = { from: 708, to: 905 }

/** Whether a pause may be the closing of the summer, which takes whole weeks, and the series holds no other summer to tell. */
export function maySummer(
  counts: readonly number[],
  { from, to }: Pick<Pause, 'from' | 'to'>,
  { days, first }: { days: number; first: number }
): boolean {
  const day = (at: number): Date => new Date((first + at * days) * 86_400_000)
  const month = (date: Date): number => 100 * (date.getUTCMonth() + 1) + date.getUTCDate()
  const open = counts.findIndex((n, at) => at > to && n > 0)
  const [begin, end] = [day(from), day(Math.max(open, to + 1))]
  const year = Math.round(YEAR / days)
  return (
    [6, 0, 1].includes(begin.getUTCDay()) &&
    [1, 2].includes(end.getUTCDay()) &&
    month(begin) >= SUMMER.from &&
    month(end) <= SUMMER.to &&
    begin.getUTCFullYear() === end.getUTCFullYear() &&
    from - year < 0 &&
    to + year >= counts.length
  )
}

/** Periods around those of another year that a closing may begin in. */
const NEAR_DAYS = 10
const YEAR = 365.25

/**
 * Whether a pause is no surprise: one at least half as long comes at the same time of another year, or it is the turn of the year. `days` are those of a
 * period, `first` the day since 1970 that the series begins on.
 */
export function comesBack(
  counts: readonly number[],
  { from, to }: Pick<Pause, 'from' | 'to'>,
  { days, first }: { days: number; first: number }
): boolean {
  const [begin, end] = [
    new Date((first + from * days) * 86_400_000),
    new Date((first + (to + 1) * days - 1) * 86_400_000)
  ]
  const isTurn = (day: Date): boolean =>
    (day.getUTCMonth() === 11 && day.getUTCDate() >= 20) || (day.getUTCMonth() === 0 && day.getUTCDate() <= 5)
  if (isTurn(begin) && isTurn(end)) return true
  const near = Math.ceil(NEAR_DAYS / days)
  return [-2, -1, 1, 2].some((years) => {
    const there = from + Math.round((YEAR * years) / days)
    const around = counts.slice(Math.max(0, there - near), Math.max(0, there + to - from + 1 + near))
    let [run, longest] = [0, 0]
    for (const n of around) longest = Math.max(longest, (run = n ? 0 : run + 1))
    return longest >= (to - from + 1) / 2
  })
}
