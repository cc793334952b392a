import { locale } from '../../parts'

const DAY_MS = 86_400_000

/** Days since 1 January 1970. Dates have no time and no zone here: a clock change cannot move them. */
export function toNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

export function toDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7
}

/** ISO 8601 week number: week 1 has the year's first Thursday. */
export function isoWeek(number: number): number {
  const thursday = number - weekday(number) + 3
  const newYear = toNumber(`${toDay(thursday).slice(0, 4)}-01-01`)
  return Math.floor((thursday - newYear) / 7) + 1
}

/** The next (or, with -1, the last) working day before or after a date, as far as these holidays tell. */
export function workingDayFrom(day: string, direction: 1 | -1, holidays: ReadonlySet<string>): string {
  let number = toNumber(day) + direction
  while (weekday(number) > 4 || holidays.has(toDay(number))) number += direction
  return toDay(number)
}

/** Today where the user is. */
export function today(now = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** A date in full or short, by locale; dates are read and written in UTC so that none shifts. */
export function writeDay(day: string, options: Intl.DateTimeFormatOptions = FULL): string {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

const FULL: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
