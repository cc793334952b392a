import type { TextReading } from '../../../contract'
import { holdsDigits, lostDigitsSql } from './held-digits'
import { holdsTime, lostTimeSql } from './held-time'

/** A test of whether the value that a reading gives for a text holds all of it: each digit of a number, the time beside a day. */
export function holdsWhole(reading: TextReading): (text: string) => boolean {
  const [digits, time] = [holdsDigits(reading), holdsTime(reading)]
  return (text) => digits(text) && time(text)
}

/** The same in SQL on a text that the reading takes, as its opposite: true where it is read in part. */
export function readInPartSql(reading: TextReading, column: string): string {
  return reading.kind === 'date' ? lostTimeSql(reading, column) : lostDigitsSql(reading, column)
}
