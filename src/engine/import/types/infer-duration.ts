import type { DurationReading } from './duration'
import { nameSays } from './name-hints'
import { readsText } from './reads-text'
import type { Counted } from './tally'

const CLOCK = /^-?(\d{1,6}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?$/
const HOURS = /^(\d{1,3})\s*h\s*(\d{2})$/i

/** The reading of lengths of time, or null where fewer than nine in ten cells are one or they may as well be times of day. */
export function durationReading(values: readonly Counted[], name?: string): DurationReading | null {
  const pair = pairOf(values)
  const reading: DurationReading = { kind: 'duration', pair }
  const reads = readsText(reading)
  const total = values.reduce((sum, { n }) => sum + n, 0)
  const read = values.filter(({ value }) => value.length <= 40 && reads(value))
  if (read.reduce((sum, { n }) => sum + n, 0) < total * 0.9) return null
  const clocks = read.filter(({ value }) => CLOCK.test(value) || HOURS.test(value))
  // Units of several sizes ("2 h", "45 min", "1 j 3 h") are lengths; clocks alone need a sign of it.
  if (clocks.length < read.length * 0.9) return reading
  return nameSays(name, 'duration') || clocksAreLengths(clocks) ? reading : null
}

/** Whether clock texts are lengths: hours beyond the day, or none beyond the first ones of the night. */
function clocksAreLengths(clocks: readonly Counted[]): boolean {
  const hours = clocks.map(({ value }) => Number((CLOCK.exec(value) ?? HOURS.exec(value))?.[1]))
  if (hours.some((hour) => hour > 24)) return !areSlips(clocks, hours)
  const unpadded = clocks.filter(({ value }) => /^\d\D/.test(value)).length
  const early = hours.filter((hour) => hour <= 4).length
  if (clocks.some(({ value }) => /^-/.test(value))) return true
  const days = clocks.length >= 5 && early === clocks.length
  return days && (unpadded > 0 || clocks.length >= 20 || hours.every((hour) => hour === 0))
}

/** Share of the cells that may be slips among times of day, and share of these that may lie before 5 o'clock. */
const SLIPS = 0.02
const NIGHT = 0.25
/** How many times those beyond the day the last hours of it must be, where there are any: lengths thin out, a day ends at once. */
const LATE = 10

/**
 * Whether hours beyond the day are slips among times of day, which then count as unread and are told: hardly any, while the others have
 * two digits, few of them lie in the first hours of the night, and they do not thin out towards midnight.
 */
function areSlips(clocks: readonly Counted[], hours: readonly number[]): boolean {
  const rows = (test: (hour: number) => boolean): number =>
    clocks.reduce((sum, { n }, at) => sum + (test(hours[at] ?? NaN) ? n : 0), 0)
  const [all, beyond] = [rows(() => true), rows((hour) => hour > 24)]
  if (beyond > SLIPS * all || clocks.some(({ value }) => !/^\d{2}\D/.test(value))) return false
  const late = rows((hour) => hour >= 20 && hour < 24)
  return rows((hour) => hour < 5) <= NIGHT * all && (late === 0 || late >= LATE * beyond)
}

/** Two numbers parted by a colon are hours and minutes, unless the first is beyond any day and three numbers are nowhere. */
function pairOf(values: readonly Counted[]): DurationReading['pair'] {
  const pairs = values.flatMap(({ value }) => {
    const found = CLOCK.exec(value)
    return found && found[3] === undefined ? [Number(found[1])] : []
  })
  return pairs.some((first) => first >= 24 && first < 60) && pairs.every((first) => first < 100) ? 'm:s' : 'h:m'
}
