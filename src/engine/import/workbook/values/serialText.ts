import type { DateShape } from './cellFormat'

/** What is odd about a serial number shown as a date. */
export type SerialOddity = 'leapDay' | 'dayZero' | 'outOfCalendar'

export interface SerialText {
  text: string
  oddity: SerialOddity | null
}

const DAY = 86_400_000
const MAX_DAYS = 10_000_000
const LAST = Date.UTC(9999, 11, 31)
/** Times alone that hold as many days or more are moments of a calendar, not durations. */
const CALENDAR_FROM = 366

/**
 * A serial number as ISO text. Days count from 1 January 1900, with Excel's 29 February 1900 that never was (serial 60,
 * kept as it shows), or from 1 January 1904. Nothing is cut off: a date with a time of day keeps it whatever its format
 * shows, a time beyond 24 hours is a duration. Null where there is no such date (negative, or after 9999).
 */
export function serialText(serial: number, shape: DateShape, date1904: boolean): SerialText | null {
  if (Math.abs(serial) > MAX_DAYS) return null
  if (shape === 'duration') return { text: durationText(Math.round(serial * DAY)), oddity: null }
  if (serial < 0) return null
  if (shape === 'time' && serial < CALENDAR_FROM) {
    const ms = Math.round(serial * DAY)
    return { text: durationText(serial < 1 ? Math.min(ms, DAY - 1) : ms), oddity: null }
  }
  const ms = Math.round(serial * DAY)
  const days = Math.floor(ms / DAY)
  const rest = ms - days * DAY
  const time = shape === 'date' && rest === 0 ? '' : ` ${durationText(rest)}`
  if (!date1904 && days === 60) return { text: `1900-02-29${time}`, oddity: 'leapDay' }
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const day = start + days * DAY
  if (day > LAST) return null
  return {
    text: new Date(day).toISOString().slice(0, 10) + time,
    oddity: !date1904 && days === 0 ? 'dayZero' : null
  }
}

/** Milliseconds as `10:30:00`, with a fraction only where there is one, and hours beyond 24. */
function durationText(ms: number): string {
  const sign = ms < 0 ? '-' : ''
  const whole = Math.abs(ms)
  const two = (value: number): string => String(value).padStart(2, '0')
  const fraction =
    whole % 1000
      ? `.${String(whole % 1000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`
      : ''
  return `${sign}${two(Math.floor(whole / 3_600_000))}:${two(Math.floor(whole / 60_000) % 60)}:${two(Math.floor(whole / 1000) % 60)}${fraction}`
}
