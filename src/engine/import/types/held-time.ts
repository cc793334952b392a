import type { TextReading } from '../../../contract'
import { GAP } from './escape-pattern'
import { readsShape, withoutAccents } from './reads-text'
import { hasAccents, shapePattern, type Field } from './shape-pattern'
import { countRange, temporalSql } from './temporal-sql'

/** Marks of a time in a shape, and counts of days, which have parts of a day. */
const TIMED = /%[HIMSp]|^(?:excel|unix)/
const DAY = 86_400

type DateReading = Extract<TextReading, { kind: 'date' }>

/** A test of whether a reading as days leaves nothing of a text out: not where a time of day stands beside it, midnight apart. */
export function holdsTime(reading: TextReading): (text: string) => boolean {
  if (!dropsTime(reading)) return () => true
  const shapes = reading.shapes.map((shape) => ({
    reads: readsShape(shape, reading.yearsFrom),
    seconds: secondsOf(shape)
  }))
  return (text) => {
    const shape = shapes.find(({ reads }) => reads(text))
    return shape === undefined || shape.seconds(text) === 0
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

/** The seconds after midnight (UTC where an offset stands beside) that a text of a shape says. */
function secondsOf(shape: string): (text: string) => number {
  if (countRange(shape)) {
    const unit = { excel: DAY, unix: 1, 'unix-ms': 0.001 }[shape] ?? 1
    // Seconds are what Excel shows of the fraction of a day.
    const exact = (seconds: number): number => (shape === 'excel' ? Math.round(seconds) : seconds)
    return (text) => exact(Number(text.trim().replace(',', '.')) * unit) % DAY
  }
  const pattern = shapePattern(shape)
  if (!pattern) return () => 0
  const whole = new RegExp(`^${GAP}${pattern.source}${GAP}$`, 'iu')
  return (text) => {
    const found = whole.exec(hasAccents(shape) ? withoutAccents(text) : text)
    const part = (field: Field): string => found?.[pattern.fields.indexOf(field) + 1] ?? ''
    const has = (field: Field): boolean => pattern.fields.includes(field)
    const number = (field: Field): number => (has(field) ? Number(part(field)) : 0)
    const half = has('p') && /^p/i.test(part('p')) ? 12 : 0
    const hours = has('I') ? (number('I') % 12) + half : number('H')
    const fraction = has('f') ? Number(`0.${part('f')}`) : 0
    const seconds = hours * 3600 + number('M') * 60 + number('S') + fraction
    return (((seconds - (has('z') ? offsetOf(part('z')) : 0)) % DAY) + DAY) % DAY
  }
}

/** The seconds of an offset as `+02:00`, `-0330` or `Z`. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
