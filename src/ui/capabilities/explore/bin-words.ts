import type { ColumnProfile, Histogram } from '../../../contract'
import { formatDate, formatDateTime, formatDuration, formatNumber, locale } from '../../parts'

/** An end of a bin, a mean or a quantile in the column's own unit: a date for dates, a clock for times. */
export function binEnd(
  value: number,
  column: Pick<ColumnProfile, 'family' | 'reading'> & { histogram: Pick<Histogram, 'unit'> | null }
): string {
  if (column.family === 'date' || column.reading?.kind === 'date') {
    const at = new Date(value * 1000)
    // Dates of tables have no zone: they are read as they were written.
    const local = new Date(at.getTime() + at.getTimezoneOffset() * 60_000)
    return column.histogram?.unit === 'hour' ? formatDateTime(local) : formatDate(local)
  }
  if (column.family === 'time')
    return new Date(value * 1000).toLocaleTimeString(locale(), { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })
  if (column.family === 'duration') return formatDuration(value)
  return formatNumber(value, Math.abs(value) >= 100 ? 1 : 3)
}

/** The least or greatest value of a column: one that stands in it, so that it is not rounded as a mean is. */
export function columnEnd(value: number, column: Parameters<typeof binEnd>[1]): string {
  return column.family === 'number' && column.reading?.kind !== 'date' ? formatNumber(value, 6) : binEnd(value, column)
}
