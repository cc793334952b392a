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
  if (hours.some((hour) => hour > 24)) return true
  const unpadded = clocks.filter(({ value }) => /^\d\D/.test(value)).length
  const early = hours.filter((hour) => hour <= 4).length
  if (clocks.some(({ value }) => /^-/.test(value))) return true
  const days = clocks.length >= 5 && early === clocks.length
  return days && (unpadded > 0 || clocks.length >= 20 || hours.every((hour) => hour === 0))
}

/** Two numbers parted by a colon are hours and minutes, unless the first is beyond any day and three numbers are nowhere. */
function pairOf(values: readonly Counted[]): DurationReading['pair'] {
  const pairs = values.flatMap(({ value }) => {
    const found = CLOCK.exec(value)
    return found && found[3] === undefined ? [Number(found[1])] : []
  })
  return pairs.some((first) => first >= 24 && first < 60) && pairs.every((first) => first < 100) ? 'm:s' : 'h:m'
}
