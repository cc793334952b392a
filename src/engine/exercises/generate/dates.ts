import type { DateShape } from '../spec-exports'

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] // prettier-ignore

export const DAY = 1440

/** Days since 1970-01-01 of an ISO day; throws an Error on a day that does not exist. */
export function parseDay(iso: string): number {
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) throw new Error(`no such day: ${iso}`)
  return time / 86_400_000
}

/** Day of a count of minutes since 1970. */
export function dayOf(minutes: number): number {
  return Math.floor(minutes / DAY)
}

/** Month (1–12) and weekday (0 is Monday) of a day since 1970. */
export function calendarOf(day: number): { month: number; weekday: number } {
  return { month: new Date(day * 86_400_000).getUTCMonth() + 1, weekday: (day + 3) % 7 }
}

/** Writes minutes since 1970 in one of the shapes seen in French exports. */
export function formatDate(minutes: number, shape: DateShape): string {
  const date = new Date(minutes * 60_000)
  const year = String(date.getUTCFullYear())
  const month = two(date.getUTCMonth() + 1)
  const day = two(date.getUTCDate())
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  switch (shape) {
    case 'dd/mm/yyyy':
      return `${day}/${month}/${year}`
    case 'dd-mm-yyyy':
      return `${day}-${month}-${year}`
    case 'yyyy-mm-dd':
      return `${year}-${month}-${day}`
    case 'dd/mm/yy HH:MM':
      return `${day}/${month}/${year.slice(2)} ${time}`
    case 'dd/mm/yyyy HH:MM':
      return `${day}/${month}/${year} ${time}`
    case 'yyyy-mm-dd HH:MM':
      return `${year}-${month}-${day} ${time}`
    case 'd mois yyyy':
      return spelled(date, year)
    case 'd mois yyyy HH:MM':
      return `${spelled(date, year)} ${time}`
  }
}

function spelled(date: Date, year: string): string {
  const day = date.getUTCDate()
  return `${day === 1 ? '1er' : day} ${MONTHS[date.getUTCMonth()]} ${year}`
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
