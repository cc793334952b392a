import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { withoutStrays } from './time-series'
import { wrongDateSql } from './wrong-dates'

/** Most periods of a series. */
export const MOST_PERIODS = 4000
/** Rows that a period holds as a rule, for its number to say something. */
export const USUAL = 5

/** Periods that a column may be cut in: their days, their rhythm, the periods on either side of a break, the least periods of a series. */
export const STEPS = {
  day: { days: 1, cycle: 7, span: 28, least: 63, fr: ['jour', 'jours'], en: ['day', 'days'] },
  week: { days: 7, cycle: 1, span: 10, least: 26, fr: ['semaine', 'semaines'], en: ['week', 'weeks'] }
} as const
export type Step = keyof typeof STEPS

/** A date column cut in periods. */
export interface Series {
  column: ColumnProfile
  measure: string
  step: Step
  /** Number, since 1970, of the first period. */
  first: number
  counts: number[]
}

/** The rows a period, the shortest period that usually holds some; without the first and last hundredth of the dates, which may be codes or slips, and those that other checks tell wrong. */
export async function seriesOf(context: DetectorContext, column: ColumnProfile): Promise<Series | null> {
  const { table, rows: ask } = context
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const at = (p: number): number | undefined => column.numeric?.quantiles.find((one) => one.p === p)?.value
  const [low, high] = [at(0.01), at(0.99)]
  if (!measure || low === undefined || high === undefined) return null
  const wrong = await wrongDateSql(context, column)
  for (const step of ['day', 'week'] as const) {
    const [first, last] = [Math.ceil(periodOf(low, step)), Math.floor(periodOf(high, step))]
    const length = last - first + 1
    if (length < STEPS[step].least || length > MOST_PERIODS) continue
    if ((column.numeric?.n ?? 0) < USUAL * 0.5 * length) continue
    const rows = await ask<{ place: number; n: number }>(
      `SELECT place, count(*) AS n FROM (SELECT ${periodSql(measure, step)} AS place FROM ${table.sql} WHERE NOT ${wrong}) WHERE place BETWEEN ${first} AND ${last} GROUP BY place`
    )
    // Without the wrong dates the series may begin later, and end sooner.
    const places = rows.map(({ place }) => place)
    const [begin, end] = wrong === 'false' || !rows.length ? [first, last] : [Math.min(...places), Math.max(...places)]
    const counts = new Array<number>(end - begin + 1).fill(0)
    for (const { place, n } of rows) counts[place - begin] = n
    const { from, to } = withoutStrays(counts, STEPS[step].span)
    const held = counts.slice(from, to)
    const full = held.filter((n) => n > 0)
    if (
      held.length < STEPS[step].least ||
      full.length < 0.4 * held.length ||
      full.reduce((sum, n) => sum + n, 0) < USUAL * full.length
    )
      continue
    return { column, measure, step, first: begin + from, counts: held }
  }
  return null
}

/** Weeks begin on Monday: 1970-01-01 was a Thursday. */
function periodOf(seconds: number, step: Step): number {
  const day = seconds / 86_400
  return step === 'day' ? day : (day + 3) / 7
}

export function periodSql(measure: string, step: Step): string {
  const day = `floor(${measure} / 86400)::BIGINT`
  return step === 'day' ? day : `((${day} + 3) // 7)`
}

export function dayOf({ first, step }: Series, at: number): string {
  const days = step === 'day' ? first + at : (first + at) * 7 - 3
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}

/** The rows of some periods. */
export function inPeriods({ measure, step, first }: Series, places: readonly number[]): string {
  return `coalesce(${periodSql(measure, step)} IN (${places.map((at) => first + at).join(', ')}), false)`
}
