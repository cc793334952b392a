import type { TextReading } from '../../../contract'
import { temporalSql } from './temporal-sql'

/** A time of day behind a date, its hours, minutes and seconds apart. */
const TIME = /(?:[T\s,])(\d{1,2})\s?[:h]\s?(\d{2})?(?:\s?[:m]\s?(\d{2}(?:[.,]\d+)?))?\s*([ap]\.?m\.?)?/i
/** Marks of a time in a shape, and counts of days, which have parts of a day. */
const TIMED = /%[HIMSp]|^(?:excel|unix)/

type DateReading = Extract<TextReading, { kind: 'date' }>

/** A test of whether a reading as days leaves nothing of a text out: not where a time of day stands beside it, midnight apart. */
export function holdsTime(reading: TextReading): (text: string) => boolean {
  if (!dropsTime(reading)) return () => true
  return (text) => {
    const [, hours = '0', minutes = '0', seconds = '0', half = ''] = TIME.exec(text) ?? []
    const midnight = Number(hours) === 0 || (Number(hours) === 12 && /^a/i.test(half))
    return midnight && Number(minutes) === 0 && Number(seconds.replace(',', '.')) === 0
  }
}

/** The same in SQL on a text that the reading takes, as its opposite; NULL for other texts. */
export function lostTimeSql(reading: TextReading, column: string): string {
  if (!dropsTime(reading)) return 'false'
  const moment = temporalSql('TIMESTAMP', reading.shapes, column, reading.yearsFrom)
  return `(${moment} <> date_trunc('day', ${moment}))`
}

function dropsTime(reading: TextReading): reading is DateReading {
  return reading.kind === 'date' && reading.shapes.some((shape) => TIMED.test(shape))
}
