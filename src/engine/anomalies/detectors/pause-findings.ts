import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { measureSql, quantileAt } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { countSql, counted, finding, named, rowsInWords } from '../finding'
import { comesBack, maySummer, pausesIn, type Pause, type Rhythm } from './pauses'
import { SUMMER_WORDS } from './summer-words'
import { withoutStrayPeriods, withoutStrays } from './time-series'
import { isoDay, listed, written } from './time-words'
import { wrongDateSql } from './wrong-dates'

const DAY = 86_400
const HOUR = 3_600
/** Moments of a column that are read at most, and of days. */
const MOST_MOMENTS = 50_000
const MOST_DAYS = 8_000
/** Share of the dates that fall on one day of the month or of the week, and of the steps that are of one length, for that to be their rhythm. */
const NEARLY_ALL = 0.97
const MOSTLY = 0.8
/** Least periods of a series. */
const LEAST: Readonly<Record<Rhythm['unit'], number>> = { month: 24, week: 26, day: 60, slot: 100 }
/** Share of the periods that must hold rows; of hours less, as nobody works in some. */
const FULL: Readonly<Record<Rhythm['unit'], number>> = { month: 0.4, week: 0.4, day: 0.4, slot: 0.1 }
/** Empty periods behind which a few dates are stray ones. */
const APART = 28

/** A date column cut in the periods of its own rhythm. */
interface Rhythmic {
  column: ColumnProfile
  rhythm: Rhythm
  /** Seconds of what the column is read in, days or slots, and SQL of their number since 1970. */
  base: number
  baseSql: string
  /** The first of these of each period that holds rows, and rows a period. */
  starts: (number | undefined)[]
  counts: number[]
}

/** Periods without rows of a column that has a rhythm of its own: months, weeks, days, or the hours and minutes of readings. */
export async function pauseFinding(context: DetectorContext, column: ColumnProfile): Promise<Anomaly | null> {
  const series = (await slotsOf(context, column)) ?? (await daysOf(context, column))
  if (!series) return null
  const pauses = pausesIn(series.counts, series.rhythm, (pause) => isUsual(series, pause))
  return pauses.length ? describe(context, series, pauses) : null
}

/** The moments of a column in steps of some seconds, with their rows; null where they are too many. */
async function momentsOf(
  context: DetectorContext,
  column: ColumnProfile,
  base: number,
  most: number
): Promise<{ baseSql: string; moments: { at: number; n: number }[] } | null> {
  const { table, rows: ask } = context
  const seconds = measureSql(ident(column.name), column.type, column.reading)
  const [low, high] = [quantileAt(column.numeric, 0.01), quantileAt(column.numeric, 0.99)]
  if (!seconds || !(high > low)) return null
  // A code or a slip among the dates lies far beyond the others.
  const margin = 0.05 * (high - low)
  const baseSql = `floor(${seconds} / ${base})::BIGINT`
  const moments = await ask<{ moment: number; n: number }>(
    `SELECT ${baseSql} AS moment, count(*) AS n FROM ${table.sql} WHERE ${seconds} BETWEEN ${low - margin} AND ${high + margin} AND NOT ${await wrongDateSql(context, column)} GROUP BY ALL ORDER BY moment LIMIT ${most + 1}`
  )
  return moments.length > most ? null : { baseSql, moments: moments.map(({ moment, n }) => ({ at: moment, n })) }
}

async function daysOf(context: DetectorContext, column: ColumnProfile): Promise<Rhythmic | null> {
  const read = await momentsOf(context, column, DAY, MOST_DAYS)
  if (!read) return null
  const days = read.moments.map(({ at }) => new Date(at * DAY * 1000))
  const isNearlyAll = (test: (day: Date) => boolean): boolean => days.filter(test).length >= NEARLY_ALL * days.length
  const [first] = days
  if (!first) return null
  const isMonthly =
    isNearlyAll((day) => day.getUTCDate() === first.getUTCDate()) ||
    isNearlyAll((day) => new Date(day.getTime() + DAY * 1000).getUTCDate() === 1)
  if (isMonthly) return seriesOf(column, read, DAY, { unit: 'month', cycle: 1 }, (_, at) => 12 * (days[at]?.getUTCFullYear() ?? 0) + (days[at]?.getUTCMonth() ?? 0)) // prettier-ignore
  if (isNearlyAll((day) => day.getUTCDay() === first.getUTCDay())) return seriesOf(column, read, DAY, { unit: 'week', cycle: 1 }, (at) => Math.floor((at + 3) / 7)) // prettier-ignore
  return seriesOf(column, read, DAY, { unit: 'day', cycle: 7 }, (at) => at)
}

/** Readings at even distances within a day. */
async function slotsOf(context: DetectorContext, column: ColumnProfile): Promise<Rhythmic | null> {
  const hasTime = column.reading?.kind === 'date' ? column.reading.formats.some((format) => format.includes('%H')) : column.type.startsWith('TIMESTAMP') // prettier-ignore
  if (!hasTime || (column.numeric?.n ?? 0) > MOST_MOMENTS) return null
  const read = await momentsOf(context, column, 1, MOST_MOMENTS)
  const steps = new Map<number, number>()
  for (const [place, { at }] of (read?.moments ?? []).slice(1).entries()) {
    const step = at - (read?.moments[place]?.at ?? 0)
    steps.set(step, (steps.get(step) ?? 0) + 1)
  }
  const [usual] = [...steps].sort((a, b) => b[1] - a[1])
  if (!read || !usual || usual[0] < 60 || usual[0] >= DAY || DAY % usual[0] || usual[1] < MOSTLY * read.moments.length)
    return null
  const [step] = usual
  const all = read.moments.map(({ at, n }) => ({ at: Math.floor(at / step), n }))
  const moments = withoutStrayPeriods(all, APART)
  const length = (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0) + 1
  // Of years of minutes, no list is made where few of them hold rows.
  if (moments.length < FULL.slot * length) return null
  const slots = { baseSql: `floor(${read.baseSql} / ${step})::BIGINT`, moments }
  const aDay = DAY / step
  const weeks = (length - 1) / (7 * aDay)
  return seriesOf(column, slots, step, { unit: 'slot', cycle: weeks >= 4 ? 7 * aDay : aDay }, (at) => at)
}

/** A column in its periods; null where too few of these hold rows. */
function seriesOf(
  column: ColumnProfile,
  { baseSql, moments }: { baseSql: string; moments: readonly { at: number; n: number }[] },
  base: number,
  rhythm: Rhythm,
  periodOf: (at: number, place: number) => number
): Rhythmic | null {
  const periods = moments.map(({ at }, place) => periodOf(at, place))
  const step = stepOf(periods)
  const first = periods[0] ?? 0
  const length = Math.floor(((periods.at(-1) ?? 0) - first) / step) + 1
  const counts = new Array<number>(length).fill(0)
  const starts = new Array<number | undefined>(length).fill(undefined)
  for (const [place, { at, n }] of moments.entries()) {
    const period = Math.floor(((periods[place] ?? 0) - first) / step)
    counts[period] = (counts[period] ?? 0) + n
    starts[period] ??= at
  }
  const { from, to } = withoutStrays(counts, APART)
  const held = counts.slice(from, to)
  const full = held.filter((n) => n > 0).length
  if (held.length < LEAST[rhythm.unit] || full < FULL[rhythm.unit] * held.length) return null
  return { column, rhythm, base, baseSql, starts: starts.slice(from, to), counts: held }
}

/** Periods from one with rows to the next, where nearly all lie as far apart: quarters, every other week. */
function stepOf(periods: readonly number[]): number {
  const steps = periods.slice(1).map((period, place) => period - (periods[place] ?? 0))
  const least = steps.reduce((step, one) => (one > 0 ? Math.min(step, one) : step), Infinity)
  return Number.isFinite(least) && steps.filter((one) => one === least).length >= NEARLY_ALL * steps.length ? least : 1
}

/** Whether a pause is no surprise: a closing, or the hour that the clock leaves out in spring. */
function isUsual({ rhythm, base, starts, counts }: Rhythmic, pause: Pick<Pause, 'from' | 'to'>): boolean {
  const first = starts.find((start) => start !== undefined) ?? 0
  if (rhythm.unit === 'day') return comesBack(counts, pause, { days: 1, first })
  if (rhythm.unit !== 'slot') return false
  const from = new Date((first + pause.from) * base * 1000)
  const isSpring =
    from.getUTCMonth() === 2 && from.getUTCDay() === 0 && from.getUTCHours() >= 1 && from.getUTCHours() <= 3
  return isSpring && (pause.to - pause.from + 1) * base <= HOUR
}

async function describe(context: DetectorContext, series: Rhythmic, pauses: readonly Pause[]): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const { column, rhythm, base, baseSql, counts, starts } = series
  const edges = pauses.flatMap(({ from, to }) => [edge(starts, from, -1), edge(starts, to, 1)])
  const where = `coalesce(${baseSql} IN (${[...new Set(edges)].join(', ')}), false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const periods = pauses.reduce((sum, { from, to, due }) => sum + (rhythm.unit === 'slot' ? due : to - from + 1), 0)
  const [name, what] = [named(column.name), periodsInWords(periods, rhythm, base)]
  const spans = listed(pauses.map((pause) => spanInWords(series, pause)))
  const full = counts.filter((n) => n > 0).length
  const all = periodsInWords(full, rhythm, base)
  const isLong = rhythm.unit !== 'day' || periods >= 5
  const first = starts.find((start) => start !== undefined) ?? 0
  const isSummer = rhythm.unit === 'day' && pauses.every((pause) => maySummer(counts, pause, { days: 1, first }))
  const summer = isSummer ? SUMMER_WORDS : { fr: '', en: '' }
  return finding(table, {
    kind: 'time_break',
    detector: 'time_break',
    aspect: 'gaps',
    place: 'column',
    columns: [column.name],
    where,
    rows,
    orderBy: `${baseSql}, rowid`,
    severity: isLong && !isSummer ? 'warning' : 'info',
    confidence: isSummer ? 0.3 : isLong ? 0.8 : 0.6,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : ${what.fr} sans aucune ligne, contre le rythme de la colonne`,
      en: `${name.en}: ${what.en} without any row, against the rhythm of the column`
    },
    explanation: {
      fr: `Rien ${spans.fr} Ailleurs la colonne tient son rythme (${all.fr} avec des lignes${rhythm.unit === 'day' ? ', jours de la semaine sans lignes et fermetures qui reviennent mis à part' : ''}), et nulle part une telle pause ne revient. Fermeture, panne, ou lignes perdues à l’export.${summer.fr} Les lignes montrées sont celles qui bordent ces trous. (n = ${rowsInWords(counts.reduce((sum, n) => sum + n, 0)).fr}.)`,
      en: `Nothing ${spans.en} Elsewhere the column keeps its rhythm (${all.en} with rows${rhythm.unit === 'day' ? ', weekdays without rows and closings that come back set aside' : ''}), and nowhere does such a pause come again. A closing, a failure, or rows lost in the export.${summer.en} The rows shown are those on the edges of these gaps. (n = ${rowsInWords(counts.reduce((sum, n) => sum + n, 0)).en}.)`
    },
    proposal: {
      text: {
        fr: 'Demander si ces périodes devraient y être, puis charger ce qui manque ; sinon le dire à côté de toute évolution.',
        en: 'Ask whether these periods should be there, then load what is missing; else say so beside any trend.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** What the nearest period with rows begins with, from a place on. */
function edge(starts: readonly (number | undefined)[], at: number, by: 1 | -1): number {
  let place = at
  while (place >= 0 && place < starts.length && starts[place] === undefined) place += by
  return starts[place] ?? 0
}

function periodsInWords(n: number, { unit }: Rhythm, base: number): LocalizedText {
  if (unit === 'month') return counted(n, ['mois', 'mois'], ['month', 'months'])
  if (unit === 'week') return counted(n, ['semaine', 'semaines'], ['week', 'weeks'])
  if (unit === 'day') return counted(n, ['jour', 'jours'], ['day', 'days'])
  return base === HOUR ? counted(n, ['heure', 'heures'], ['hour', 'hours']) : counted(n, ['moment', 'moments'], ['time', 'times']) // prettier-ignore
}

/** Between which moments with rows a pause lies. */
function spanInWords({ starts, base }: Rhythmic, { from, to }: Pause): LocalizedText {
  const said = (language: 'fr' | 'en') => (moment: number) => {
    const seconds = moment * base
    const day = written(isoDay(Math.floor(seconds / DAY)), language)
    return base >= DAY ? day : `${day} ${new Date(seconds * 1000).toISOString().slice(11, 16).replace(':', language === 'fr' ? ' h ' : ':')}` // prettier-ignore
  }
  const [before, after] = [edge(starts, from, -1), edge(starts, to, 1)]
  const [fr, en] = [said('fr'), said('en')]
  return { fr: `entre le ${fr(before)} et le ${fr(after)}`, en: `between ${en(before)} and ${en(after)}` }
}
