import type { TextReading } from '../../../../contract'
import type { NumberReading } from '../number-pattern'

/**
 * Readers of texts written without patterns, a character at a time, to hold the SQL against: what a person would do with the
 * definition of each reading at hand. Null where the text is not of the reading.
 */
export function plainValue(reading: TextReading, text: string): number | string | boolean | null {
  switch (reading.kind) {
    case 'integer':
    case 'number':
      return plainNumber(reading, text)
    case 'date':
    case 'timestamp':
    case 'time':
      return (
        reading.shapes.map((shape) => plainMoment(reading.kind, shape, text)).find((found) => found !== null) ?? null
      )
    default:
      throw new Error(`no plain reader: ${reading.kind}`)
  }
}

const SPACE = ' \t\n\u00a0\u2009\u202f'
const isDigits = (text: string): boolean => text !== '' && [...text].every((c) => c >= '0' && c <= '9')

function trimmed(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && SPACE.includes(text.charAt(from))) from += 1
  while (to > from && SPACE.includes(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  '€': ['€', 'EUR', 'Eur', 'eur', 'euros', 'euro', 'Euros', 'Euro', 'EUROS', 'EURO'],
  '%': ['%', '％', 'pct'],
  kg: ['kg', 'KG', 'Kg'],
  '/10': ['/10']
}

function plainNumber(reading: NumberReading, text: string): number | null {
  const unit = reading.kind === 'number' ? reading.unit : null
  let rest = trimmed(text)
  let negative = 0
  let named = 0
  let opened = false
  let closed = false
  let plus = 0
  const names = unit === null ? [] : (NAMES[unit] ?? [unit])
  const order: string[] = []
  // Signs, brackets and the unit are taken off from both ends until digits are left.
  for (let again = true; again;) {
    again = false
    const [first, last] = [rest.charAt(0), rest.at(-1) ?? '']
    const front = unit === '€' ? names.find((name) => rest.startsWith(name)) : undefined
    const back = names.filter((name) => rest.endsWith(name)).sort((a, b) => b.length - a.length)[0]
    if (front !== undefined)
      [rest, named, again] = [trimmed(rest.slice(front.length)), named + 1, Boolean(order.push('unit<'))]
    else if (back !== undefined)
      [rest, named, again] = [trimmed(rest.slice(0, -back.length)), named + 1, Boolean(order.push('unit>'))]
    else if ('-\u2212\u2013'.includes(first) && first)
      [rest, negative, again] = [trimmed(rest.slice(1)), negative + 1, Boolean(order.push('minus<'))]
    else if ('-\u2212\u2013'.includes(last) && last)
      [rest, negative, again] = [trimmed(rest.slice(0, -1)), negative + 1, Boolean(order.push('minus>'))]
    else if (first === '+') [rest, plus, again] = [trimmed(rest.slice(1)), plus + 1, Boolean(order.push('plus'))]
    else if (first === '(' && last === ')' && !opened)
      [rest, opened, closed, again] = [trimmed(rest.slice(1, -1)), true, true, Boolean(order.push('brackets'))]
  }
  if (named > 1 || plus > 1 || negative + plus + (opened && closed ? 1 : 0) > 1) return null
  // A plus stands first of all.
  if (plus && order[0] !== 'plus' && order.indexOf('unit<') >= 0 && order.indexOf('unit<') < order.indexOf('plus'))
    return null
  const size = plainSize(reading, rest)
  if (size === null) return null
  if (unit !== null && named === 0) {
    const bare = reading.kind === 'number' && (reading.bare ?? !['%', '/10'].includes(unit))
    const zero =
      rest.includes('0') &&
      [...rest].every((c) => '0.,'.includes(c)) &&
      rest.charAt(0) === '0' &&
      !negative &&
      !plus &&
      !opened
    if (!bare && !(zero && isDigits(rest.at(-1) ?? ''))) return null
  }
  return negative || opened ? -size : size
}

function plainSize(reading: NumberReading, text: string): number | null {
  const own = markedSize(reading, text)
  if (own !== null || reading.kind === 'integer' || !reading.point) return own
  const isPrinted = /^[^.]*[0-9]\.[0-9]/.test(text)
  return isPrinted ? markedSize({ ...reading, decimal: '.' }, text) : null
}

function markedSize(reading: NumberReading, text: string): number | null {
  const decimal = reading.kind === 'number' ? reading.decimal : '\0'
  let [body, exponent] = [text, '']
  const e = [...text].findIndex((c) => c === 'e' || c === 'E')
  if (e >= 0) {
    if (reading.kind === 'integer' || reading.decimals !== undefined) return null
    body = text.slice(0, e)
    exponent = text.slice(e + 1)
    const power = exponent.startsWith('+') || exponent.startsWith('-') ? exponent.slice(1) : exponent
    if (!isDigits(power) || power.length > 3) return null
  }
  const [whole = '', fraction, ...more] = body.split(decimal)
  if (more.length) return null
  if (fraction !== undefined && fraction !== '' && !isDigits(fraction)) return null
  if (fraction === '' && (decimal === ',' || whole === '')) return null
  const digits = whole === '' && fraction ? '0' : ungrouped(whole, reading.grouping)
  if (digits === null || digits.length > 38) return null
  return Number(`${digits}.${fraction ?? '0'}0${exponent ? `e${exponent}` : ''}`)
}

function ungrouped(text: string, grouping: string): string | null {
  if (isDigits(text)) return text
  if (grouping === '') return null
  const marks = grouping === ' ' ? SPACE.replace(/[\t\n]/g, '') : grouping === "'" ? "'’" : grouping
  let groups = ['']
  for (const c of text) {
    if (marks.includes(c)) groups = [...groups, '']
    else groups[groups.length - 1] += c
  }
  const [first = '', ...others] = groups
  // A first group that begins with 0 is one of a code, as SIREN is written.
  const right =
    isDigits(first) &&
    first[0] !== '0' &&
    first.length <= 3 &&
    others.every((group) => isDigits(group) && group.length === 3)
  return right ? groups.join('') : null
}

const MONTHS = ['janvier janv january jan', 'février fevrier févr fevr fév fev february feb', 'mars march mar', 'avril avr april apr', 'mai may', 'juin june jun', 'juillet juil july jul', 'août aout aoû aou august aug', 'septembre september sept sep', 'octobre october oct', 'novembre november nov', 'décembre decembre déc dec december'].map((names) => names.split(' ')) // prettier-ignore

/** Walks a shape and a text side by side. ISO text of the moment, as DuckDB prints it, in UTC where the text has an offset. */
function plainMoment(kind: 'date' | 'timestamp' | 'time', shape: string, text: string): string | null {
  let rest = trimmed(text)
  const got = { Y: 2000, m: 1, d: 1, H: 0, M: 0, S: 0, micro: 0, offset: 0 }
  for (let at = 0; at < shape.length; at += 1) {
    const sign = shape.charAt(at)
    if (sign !== '%') {
      if (sign === ' ') {
        const shorter = trimmed(`x${rest}`) === `x${rest}` ? rest : rest
        let count = 0
        while (SPACE.includes(shorter.charAt(count)) && count < shorter.length) count += 1
        if (!count) return null
        rest = rest.slice(count)
      } else if (rest.charAt(0).toLowerCase() === sign.toLowerCase()) rest = rest.slice(1)
      else return null
      continue
    }
    at += 1
    const field = shape.charAt(at)
    if (field === 'B') {
      const name = letters(rest)
      const month = monthOf(name)
      if (month === null) return null
      got.m = month + 1
      rest = rest.slice(name.length)
      if (rest.startsWith('.')) rest = rest.slice(1)
    } else if (field === 'z') {
      const offset = zone(rest)
      if (offset === null) return null
      got.offset = offset
      rest = ''
    } else {
      const most = { Y: 4, f: 9 }[field] ?? 2
      let count = 0
      while (count < most && isDigits(rest.charAt(count))) count += 1
      const least = { Y: 4, y: 2, M: 2, S: 2 }[field] ?? 1
      if (count < least) return null
      const digits = rest.slice(0, count)
      rest = rest.slice(count)
      if (field === 'f') {
        if (count > 6 && Number(digits.slice(6)) > 0) return null
        got.micro = Number(digits.slice(0, 6).padEnd(6, '0'))
      } else if (field === 'y') got.Y = Number(digits) < 69 ? 2000 + Number(digits) : 1900 + Number(digits)
      else got[field as 'Y'] = Number(digits)
      if (field === 'd' && shape.includes('%B'))
        for (const end of ['er', 'st', 'nd', 'rd', 'th']) if (rest.startsWith(end)) rest = rest.slice(2)
    }
  }
  if (rest !== '' || got.H > 23 || got.M > 59 || got.S > 59) return null
  const midnight = new Date(0)
  midnight.setUTCFullYear(got.Y, got.m - 1, got.d)
  if (midnight.getUTCMonth() !== got.m - 1 || midnight.getUTCDate() !== got.d || midnight.getUTCFullYear() !== got.Y)
    return null
  const moment = new Date(midnight.getTime() + ((got.H * 60 + got.M - got.offset) * 60 + got.S) * 1000)
  const iso = moment.toISOString()
  const clock = iso.slice(11, 19) + (got.micro ? `.${String(got.micro).padStart(6, '0')}`.replace(/0+$/, '') : '')
  if (kind === 'time') return clock
  return kind === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`
}

/** The one month that begins with so many letters, three at least. */
function monthOf(name: string): number | null {
  const bare = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const begun = MONTHS.flatMap((names, place) => (names.some((one) => bare(one).startsWith(bare(name))) ? [place] : []))
  return name.length >= 3 && begun.length === 1 ? (begun[0] ?? null) : null
}

function letters(text: string): string {
  let count = 0
  while (count < text.length && text.charAt(count).toLowerCase() !== text.charAt(count).toUpperCase()) count += 1
  return text.slice(0, count)
}

function zone(text: string): number | null {
  if (text.toLowerCase() === 'z') return 0
  const sign = text.charAt(0) === '-' ? -1 : text.charAt(0) === '+' ? 1 : 0
  const digits = text.slice(1).replace(':', '')
  if (!sign || !isDigits(digits) || ![2, 4].includes(digits.length) || (text.includes(':') && text.indexOf(':') !== 3))
    return null
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2) || '0')]
  return hours > 14 || minutes > 59 || (text.includes(':') && digits.length !== 4)
    ? null
    : sign * (hours * 60 + minutes)
}
