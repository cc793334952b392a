import type { TextReading } from '../../../contract'
import { MONTH_NAME } from './months'

const NAMED = new RegExp(`^\\d{1,2}(?:er)?[ -](?:${MONTH_NAME})[ -]\\d{4}$`)

/** Day shapes, each with its `strptime` format; `a` and `b` stand for the two numbers whose order is to be found. */
const DAYS: readonly { pattern: RegExp; shape: string; ambiguous: boolean }[] = [
  { pattern: /^\d{4}-\d{2}-\d{2}$/, shape: '%Y-%m-%d', ambiguous: false },
  { pattern: /^\d{4}\/\d{1,2}\/\d{1,2}$/, shape: '%Y/%m/%d', ambiguous: false },
  { pattern: /^(\d{1,2})\/(\d{1,2})\/\d{4}$/, shape: '%d/%m/%Y', ambiguous: true },
  { pattern: /^(\d{1,2})-(\d{1,2})-\d{4}$/, shape: '%d-%m-%Y', ambiguous: true },
  { pattern: /^(\d{1,2})\.(\d{1,2})\.\d{4}$/, shape: '%d.%m.%Y', ambiguous: true },
  { pattern: /^(\d{1,2})\/(\d{1,2})\/\d{2}$/, shape: '%d/%m/%y', ambiguous: true },
  { pattern: /^(\d{1,2})\.(\d{1,2})\.\d{2}$/, shape: '%d.%m.%y', ambiguous: true },
  { pattern: /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, shape: '%Y%m%d', ambiguous: false },
  { pattern: NAMED, shape: '%d %B %Y', ambiguous: false }
]

const TIMES: readonly { pattern: RegExp; shape: string }[] = [
  { pattern: /^\d{1,2}:\d{2}:\d{2}\.\d{1,6}$/, shape: '%H:%M:%S.%f' },
  { pattern: /^\d{1,2}:\d{2}:\d{2}$/, shape: '%H:%M:%S' },
  { pattern: /^\d{1,2}:\d{2}$/, shape: '%H:%M' },
  { pattern: /^\d{1,2}h\d{2}$/i, shape: '%Hh%M' }
]

interface Tally {
  format: string
  count: number
  monthFirst: number
  dayFirst: number
}

/**
 * The date or timestamp reading of texts, with how many it reads; null where fewer than one in five looks like a date.
 * Day comes before month unless the values prove the contrary (a second number above 12 and no first one).
 */
export function temporalReading(values: readonly string[]): { reading: TextReading; read: number } | null {
  const tallies = new Map<string, Tally>()
  let withTime = 0
  for (const value of values) {
    const shape = shapeOf(value.trim())
    if (!shape) continue
    if (shape.timed) withTime += 1
    const tally = tallies.get(shape.format) ?? { format: shape.format, count: 0, monthFirst: 0, dayFirst: 0 }
    tally.count += 1
    if (shape.second > 12) tally.monthFirst += 1
    if (shape.first > 12) tally.dayFirst += 1
    tallies.set(shape.format, tally)
  }
  const kept = [...tallies.values()]
    .filter(({ count }) => count >= Math.max(1, values.length * 0.002))
    .sort((a, b) => b.count - a.count)
  const read = kept.reduce((sum, { count }) => sum + count, 0)
  if (read < values.length / 5) return null
  const shapes = kept
    .slice(0, 12)
    .map(({ format, monthFirst, dayFirst }) =>
      monthFirst > dayFirst ? format.replace('%d', '%~').replace('%m', '%d').replace('%~', '%m') : format
    )
  return { reading: { kind: withTime ? 'timestamp' : 'date', shapes }, read }
}

function shapeOf(value: string): { format: string; timed: boolean; first: number; second: number } | null {
  const plain = value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const cut = /^(.+?)([ t]|, | a )(\d{1,2}[:h]\d{2}.*)$/.exec(plain)
  const time = cut ? TIMES.find(({ pattern }) => pattern.test(cut[3] ?? '')) : null
  if (cut && !time) return null
  const day = DAYS.find(({ pattern }) => pattern.test(cut ? (cut[1] ?? '') : plain))
  if (!day) return null
  const numbers = day.ambiguous ? day.pattern.exec(cut ? (cut[1] ?? '') : plain) : null
  const separator = cut ? value.slice(cut[1]?.length, (cut[1]?.length ?? 0) + (cut[2]?.length ?? 0)) : ''
  const format = day.shape + (time ? separator + time.shape : '')
  return { format, timed: Boolean(time), first: Number(numbers?.[1] ?? 0), second: Number(numbers?.[2] ?? 0) }
}
