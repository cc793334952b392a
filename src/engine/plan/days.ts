import type { Day } from '../../contract'

const DAY_MS = 86_400_000

/** 0 for Monday to 6 for Sunday. */
export function weekday(date: Day): number {
  return (((toNumber(date) + 3) % 7) + 7) % 7
}

/** Days since 1 January 1970: dates have no time and no zone here, so no clock change can move them. */
export function toNumber(date: Day): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

export function toDay(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}
