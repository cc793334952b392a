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
  const read = values.filter(({ value }) => value.length <= 40 && reads(value))
  if (cells(read) < cells(values) * 0.9) return null
  const clocks = read.filter(({ value }) => CLOCK.test(value) || HOURS.test(value))
  // Units of several sizes ("2 h", "45 min", "1 j 3 h") are lengths; clocks alone need a sign of it.
  if (clocks.length < read.length * 0.9) return reading
  return nameSays(name, 'duration') || clocksAreLengths(clocks, name) ? reading : null
}

interface Clock {
  n: number
  hour: number
  minute: number
  negative: boolean
}

/** Share of the cells that may be slips among times of day, and where the name of the column speaks of these. */
const SLIPS = 0.02
const NAMED_SLIPS = 0.1
/** Hours between the last usual one and what is odd, and how many times this the last hours of the day must be where it is nearer. */
const APART = 4
const LATE = 10
/** The hours before midnight. */
const NIGHT = 21
/** Share of the clocks that lie in the first hours where short lengths are what is written. */
const MOSTLY = 0.4

/** Whether clock texts are lengths: hours beyond the day, but for slips, or none beyond the first ones of the night. */
function clocksAreLengths(values: readonly Counted[], name?: string): boolean {
  const clocks = values.map(clockOf)
  const odd = clocks.filter(({ hour, negative }) => hour > 24 || negative)
  const usual = clocks.filter((clock) => !odd.includes(clock))
  const early = usual.filter(({ hour }) => hour <= 4)
  if (odd.length && !areSlips(odd, clocks, name)) return true
  // What is mostly of few hours is a length, and a long one is no slip.
  if (odd.length && cells(early) >= MOSTLY * cells(usual)) return true
  const unpadded = values.some(({ value }) => /^\d\D/.test(value))
  const days = usual.length >= 5 && early.length === usual.length
  return days && (unpadded || usual.length >= 20 || usual.every(({ hour }) => hour === 0))
}

/** Whether some clocks are so few, and so far from the others, that the others are times of day all the same. */
function areSlips(odd: readonly Clock[], clocks: readonly Clock[], name?: string): boolean {
  const isNamed = nameSays(name, 'clock')
  if (cells(odd) > (isNamed ? NAMED_SLIPS : SLIPS) * cells(clocks)) return false
  // Afternoon hours with twelve added follow the day at once; what goes on past midnight is at work before it.
  const night = cells(clocks.filter(({ hour }) => hour >= NIGHT && hour < 24))
  if (isNamed && night < cells(clocks.filter(({ hour }) => hour >= 24)) / 2) return true
  // Lengths thin out towards the long ones; a day ends at once, or well before what is odd.
  const usual = clocks.filter((clock) => !odd.includes(clock))
  const gap = Math.min(...odd.map(({ hour }) => hour)) - Math.max(...usual.map(({ hour }) => hour))
  if (gap < APART && cells(usual.filter(({ hour }) => hour >= 20)) < LATE * cells(odd)) return false
  // A service that runs past midnight (24:10, 24:40, 25:05), or lengths that grow rarer: the hours go on without a break.
  const next = cells(clocks.filter(({ hour, minute }) => hour === 24 && minute > 0))
  return next === 0 || next < cells(odd) / 4 || next + cells(odd) < 3
}

function clockOf({ value, n }: Counted): Clock {
  const found = CLOCK.exec(value) ?? HOURS.exec(value)
  return { n, hour: Number(found?.[1]), minute: Number(found?.[2]), negative: value.startsWith('-') }
}

function cells(clocks: readonly { n: number }[]): number {
  return clocks.reduce((sum, { n }) => sum + n, 0)
}

/** Two numbers parted by a colon are hours and minutes, unless the first is beyond any day, in more than slips, and three numbers are nowhere. */
function pairOf(values: readonly Counted[]): DurationReading['pair'] {
  const pairs = values.flatMap(({ value, n }) => {
    const found = CLOCK.exec(value)
    return found && found[3] === undefined ? [{ first: Number(found[1]), n }] : []
  })
  const minutes = pairs.filter(({ first }) => first >= 24 && first < 60)
  return cells(minutes) > SLIPS * cells(pairs) && pairs.every(({ first }) => first < 100) ? 'm:s' : 'h:m'
}
