import type { ColumnProfile } from '../../../contract'
import { numberSql } from './number-sql'

const DAY = 86_400

/** SQL: a date or time of day in seconds; none where it is missing or holds a code for that, which is before and after nothing. */
export function secondsOf(column: ColumnProfile): string {
  return numberSql(column)
}

/** SQL: whether one date comes before another; by day where one of them knows only days. */
export function before(first: ColumnProfile, second: ColumnProfile): string {
  const [from, to] = [first, second].map((column) => readSql(column, isDaily(first, second)))
  return `(${from} < ${to})`
}

/** Whether one of the dates knows only days. */
export function isDaily(...dates: readonly ColumnProfile[]): boolean {
  return dates.some(
    ({ type, reading }) =>
      type === 'DATE' || (reading?.kind === 'date' && reading.formats.some((format) => !format.includes('%H')))
  )
}

function readSql(column: ColumnProfile, daily: boolean): string {
  const measure = secondsOf(column)
  return daily ? `floor(${measure} / ${DAY})` : measure
}

/** SQL: the seconds from one date to another, in whole days where one of them knows only days. */
export function apartSql(from: ColumnProfile, to: ColumnProfile): string {
  const [first, second] = [from, to].map((column) => readSql(column, isDaily(from, to)))
  const apart = `(${second} - ${first})`
  return isDaily(from, to) ? `(${apart} * ${DAY})` : apart
}
