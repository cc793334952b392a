import type { CaseSpec } from '../spec'
import { calendarOf, parseDay } from './dates'

/** One day of the period: its place in the year, its special label (or '') and its pull by type of customer. */
export type CalendarDay = {
  day: number
  month: number
  weekday: number
  label: string
  weights: Record<string, number>
}

/** The days of the period with the traffic each deserves (month × weekday × special days). */
export function buildCalendar(spec: CaseSpec): CalendarDay[] {
  const last = parseDay(spec.period.to)
  const special = spec.calendar.days.map((range) => ({ ...range, from: parseDay(range.from), to: parseDay(range.to) }))
  const days: CalendarDay[] = []
  for (let day = parseDay(spec.period.from); day <= last; day++) {
    const { month, weekday } = calendarOf(day)
    const today = special.find((range) => day >= range.from && day <= range.to)
    const pull = spec.calendar.months[month - 1]! * (today?.weight ?? 1)
    const weights = Object.fromEntries(
      Object.entries(spec.calendar.weekdays).map(([type, week]) => [type, pull * week[weekday]!])
    )
    days.push({ day, month, weekday, label: today?.label ?? '', weights })
  }
  return days
}
