import type { PeriodCoverage } from '../../../contract'
import { formatDate, locale, translate } from '../../parts'
import { text } from './text'

/** A stretch of dates as it is read: `2024`, `T1 2024`, `mars 2024`, `3 mars 2024`. */
export function periodWords(from: string, unit: PeriodCoverage['unit']): string {
  const day = new Date(`${from}T12:00:00`)
  if (unit === 'year') return String(day.getFullYear())
  if (unit === 'quarter')
    return translate(text, 'quarter', { quarter: Math.floor(day.getMonth() / 3) + 1, year: day.getFullYear() })
  if (unit === 'month') return day.toLocaleDateString(locale(), { month: 'short', year: 'numeric' })
  return formatDate(day)
}

/** The day before: the end of a stretch that its next begins. */
export function lastDay(to: string): Date {
  const day = new Date(`${to}T12:00:00`)
  day.setDate(day.getDate() - 1)
  return day
}
