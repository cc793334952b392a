import type { TextReading } from '../../../contract'
import { yearsFrom } from './short-years'
import { tallyOf } from './tally'

/** Whether a reading takes two-digit years, and says no hundred years for them. */
export function lacksYears(reading: TextReading): boolean {
  if (reading.kind !== 'date' && reading.kind !== 'timestamp') return false
  return reading.yearsFrom === undefined && reading.shapes.some((shape) => shape.includes('%y'))
}

/** A reading chosen by hand, with the hundred years that the texts of the column suggest where it takes two-digit years and names none. */
export function withYears(
  reading: TextReading,
  texts: readonly (string | null)[],
  { name, thisYear = new Date().getFullYear() }: { name?: string; thisYear?: number } = {}
): TextReading {
  if (!lacksYears(reading) || (reading.kind !== 'date' && reading.kind !== 'timestamp')) return reading
  return { ...reading, yearsFrom: yearsFrom(reading.shapes, tallyOf(texts).values, { thisYear, name }) }
}
