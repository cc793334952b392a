import type { Reading } from '../../../contract'
import { missingWord, withYears } from '../../import'
import type { ValueCount } from '../sql/values'

/** A text column is read as numbers or dates when at least this share of its present values is. */
const ENOUGH = 0.8

/** How the sampled texts of a column, by its name, can be read as numbers or dates; null when they stay text. Codes for "missing" do not count against a reading. */
export function readingOf(sample: readonly ValueCount[], name?: string): Reading | null {
  const values = sample
    .map(({ value, n }) => ({ value: value.trim(), n }))
    .filter(({ value }) => value !== '' && !missingWord(value))
  const total = sum(values)
  if (!total) return null
  return numberReading(values, total) ?? dateReading(values, total, name)
}

function numberReading(values: readonly ValueCount[], total: number): Reading | null {
  // Leading zeros are codes (postcodes, area codes), not quantities.
  const codes = sum(values.filter(({ value }) => /^0\d/.test(value)))
  if (codes > total * 0.02) return null
  const point = sum(values.filter(({ value }) => NUMBER.test(value.replace(GAPS, ''))))
  const comma = sum(values.filter(({ value }) => NUMBER.test(value.replace(GAPS, '').replace(',', '.'))))
  const [decimal, taken] = comma > point ? ([',', comma] as const) : (['.', point] as const)
  return taken >= ENOUGH * total ? { kind: 'number', decimal, share: taken / total } : null
}

const GAPS = /[\s\u00A0\u202F]/g
const NUMBER = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?$/

interface DateShape {
  format: string
  pattern: RegExp
}
const DAY = '(0?[1-9]|[12]\\d|3[01])'
const MONTH = '(0?[1-9]|1[0-2])'
const TIMES: readonly [string, string][] = [
  ['', ''],
  [' %H:%M:%S', ' \\d{1,2}:\\d{2}:\\d{2}'],
  [' %H:%M', ' \\d{1,2}:\\d{2}'],
  ['T%H:%M:%S', 'T\\d{2}:\\d{2}:\\d{2}']
]
const DAYS: readonly [string, string][] = [
  ['%Y-%m-%d', `\\d{4}-${MONTH}-${DAY}`],
  ['%Y/%m/%d', `\\d{4}/${MONTH}/${DAY}`],
  ['%d/%m/%Y', `${DAY}/${MONTH}/\\d{4}`],
  ['%m/%d/%Y', `${MONTH}/${DAY}/\\d{4}`],
  ['%d-%m-%Y', `${DAY}-${MONTH}-\\d{4}`],
  ['%d.%m.%Y', `${DAY}\\.${MONTH}\\.\\d{4}`],
  ['%d/%m/%y', `${DAY}/${MONTH}/\\d{2}`],
  ['%m/%d/%y', `${MONTH}/${DAY}/\\d{2}`]
]
const SHAPES: readonly DateShape[] = DAYS.flatMap(([day, dayPattern]) =>
  TIMES.map(([time, timePattern]) => ({ format: day + time, pattern: new RegExp(`^${dayPattern}${timePattern}$`) }))
)

function dateReading(values: readonly ValueCount[], total: number, name?: string): Reading | null {
  let open = [...values]
  const formats: string[] = []
  let taken = 0
  while (open.length && formats.length < 6) {
    // Day first wins a tie: it is the order of the reader's country.
    const best = SHAPES.map((shape) => ({
      shape,
      n: sum(open.filter(({ value }) => shape.pattern.test(value)))
    })).reduce((a, b) => (b.n > a.n ? b : a))
    if (!best.n) break
    formats.push(best.shape.format)
    taken += best.n
    open = open.filter(({ value }) => !best.shape.pattern.test(value))
  }
  if (taken < ENOUGH * total) return null
  const texts = values.map(({ value }) => value)
  const timed = withYears({ kind: 'timestamp', shapes: formats }, texts, { name })
  const { yearsFrom } = timed.kind === 'timestamp' ? timed : {}
  return { kind: 'date', formats, ...(yearsFrom === undefined ? {} : { yearsFrom }), share: taken / total }
}

function sum(values: readonly ValueCount[]): number {
  return values.reduce((total, { n }) => total + n, 0)
}
