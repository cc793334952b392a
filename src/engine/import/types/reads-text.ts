import type { TextReading } from '../../../contract'
import { durationForms } from './duration'
import { GAP } from './escape-pattern'
import { monthNumber } from './months'
import { numberPatterns } from './number-pattern'
import { hasAccents, shapePattern } from './shape-pattern'
import { fullYear, POSIX_FROM } from './short-years'
import { COUNT_PATTERN, countRange } from './temporal-sql'

/** A test of whether a reading gives a value for a text: what `castSql` does not make NULL, judged without a database. */
export function readsText(reading: TextReading): (text: string) => boolean {
  const key = JSON.stringify(reading)
  let test = tests.get(key)
  if (!test) {
    // Patterns are large: columns read alike share them.
    if (tests.size >= 500) tests.clear()
    test = testOf(reading)
    tests.set(key, test)
  }
  return test
}

const tests = new Map<string, (text: string) => boolean>()

function testOf(reading: TextReading): (text: string) => boolean {
  switch (reading.kind) {
    case 'text':
    case 'formula':
      return () => true
    case 'integer':
    case 'number': {
      const { plus, minus } = numberPatterns(reading)
      const [positive, negative] = [new RegExp(`^${plus}$`, 'u'), new RegExp(`^${minus}$`, 'u')]
      return (text) => positive.test(text) || negative.test(text)
    }
    case 'date':
    case 'timestamp':
    case 'time': {
      const dated = reading.kind === 'time' ? /^/ : /%[YyG]|^(?:excel|unix)/
      const from = reading.kind === 'time' ? undefined : reading.yearsFrom
      const tests = reading.shapes.filter((shape) => dated.test(shape)).map((shape) => readsShape(shape, from))
      return (text) => tests.some((test) => test(text))
    }
    case 'duration': {
      const forms = durationForms(reading).map(({ source }) => new RegExp(`^${GAP}-?${GAP}${source}${GAP}$`, 'iu'))
      return (text) => /\d/.test(text) && forms.some((form) => form.test(text))
    }
    case 'boolean': {
      const words = new Set(
        [reading, ...(reading.also ?? [])].flatMap(({ yes, no }) => [yes.toLowerCase(), no.toLowerCase()])
      )
      return (text) => words.has(text.trim().toLowerCase())
    }
  }
}

/** A test of whether a text is a day or time in a shape, on the calendar too. */
export function readsShape(shape: string, yearsFrom = POSIX_FROM): (text: string) => boolean {
  const range = countRange(shape)
  if (range) {
    const digits = new RegExp(`^${GAP}${COUNT_PATTERN}${GAP}$`, 'u')
    return (text) => {
      const count = Number(text.trim().replace(',', '.'))
      return digits.test(text) && count >= range.least && count <= range.most
    }
  }
  const pattern = shapePattern(shape)
  if (!pattern) return () => false
  const whole = new RegExp(`^${GAP}${pattern.source}${GAP}$`, 'iu')
  const [day, month, name, year, short, isoYear, week] = (['d', 'm', 'B', 'Y', 'y', 'G', 'V'] as const).map(
    (field) => pattern.fields.indexOf(field) + 1
  )
  const accents = hasAccents(shape)
  return (text) => {
    const found = whole.exec(accents ? withoutAccents(text) : text)
    if (!found) return false
    if (isoYear) return Number(found[week ?? 0]) <= weeksOf(Number(found[isoYear]))
    if (!day || Number(found[day]) <= 28) return true
    const inYear = short ? fullYear(Number(found[short]), yearsFrom) : year ? Number(found[year]) : 2000
    const inMonth = name ? monthNumber((found[name] ?? '').toLowerCase()) : month ? Number(found[month]) : 1
    return Number(found[day]) <= daysOf(inMonth, inYear)
  }
}

/** A text without its accents. */
export function withoutAccents(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')
}

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function weeksOf(year: number): number {
  const firstDay = (y: number): number => (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7
  return firstDay(year) === 4 || firstDay(year - 1) === 3 ? 53 : 52
}
