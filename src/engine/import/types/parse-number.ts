import { unitNamed } from './units'

/** What a text shows as a number: its unit, and how the digits are marked. */
export interface NumberLook {
  /** Name of the unit, or null. */
  unit: string | null
  /** Digits with their marks, without sign, exponent and unit. */
  body: string
  marks: Marks
}

/** How digits are marked: grouping and decimal mark; `open` where one mark before three digits may be either. */
export interface Marks {
  grouping: '' | ' ' | "'" | '.' | ','
  decimal: '' | '.' | ','
  open: boolean
}

const SPLIT = /^([^\d]{0,8}?)(\d(?:[\d.,'’\s\p{Zs}]*\d)?\.?|[.,]\d+)(e[+-]?\d{1,3})?(\D.{0,24})?$/iu
const SIGNS = /[-+\u2212\u2013(]/g

/** A text as a number, with signs, unit and marks; null where it is none. At most 60 characters are a number. */
export function parseNumber(text: string): NumberLook | null {
  if (text.length > 60) return null
  if (PLAIN.test(text)) return plainLook(text)
  const found = SPLIT.exec(text)
  if (!found) return null
  const [, before = '', body = '', exponent, after = ''] = found
  const unit = unitOf(before, after)
  if (unit === undefined) return null
  const marks = marksOf(body)
  if (!marks || (exponent && marks.grouping)) return null
  return { unit, body, marks: exponent ? marked('', marks.decimal || '.', false) : marks }
}

const PLAIN = /^[+-]?\d+(?:\.\d+)?$/

function plainLook(text: string): NumberLook {
  const first = text.charCodeAt(0)
  const body = first === 43 || first === 45 ? text.slice(1) : text
  const point = body.indexOf('.')
  if (point < 0) return { unit: null, body, marks: NONE }
  const open = point <= 3 && body.length - point === 4 && body.charCodeAt(0) !== 48
  return { unit: null, body, marks: open ? OPEN_POINT : POINT }
}

/** One object for all texts marked alike, so that counting them is cheap. */
function marked(grouping: Marks['grouping'], decimal: Marks['decimal'], open: boolean): Marks {
  const key = grouping + (open ? '?' : '|') + decimal
  let marks = known.get(key)
  if (!marks) known.set(key, (marks = { grouping, decimal, open }))
  return marks
}

const known = new Map<string, Marks>()
const NONE = marked('', '', false)
const POINT = marked('', '.', false)
const OPEN_POINT = marked('', '.', true)

/** The unit before or behind a number, null for none, undefined where something else stands there. */
function unitOf(before: string, after: string): string | null | undefined {
  if (!before && !after) return null
  const opened = before.includes('(')
  const front = before.replace(SIGNS, '').trim()
  let back = after
  if (opened !== /\)/.test(back)) return undefined
  if (opened) back = back.replace(')', '')
  const signs = (before.match(/[-+\u2212\u2013]/g) ?? []).length
  const trailing = /^[\s\p{Zs}]*[-\u2212\u2013]/u.exec(back) ?? /[-\u2212\u2013][\s\p{Zs}]*$/u.exec(back)
  if (trailing) back = back.replace(trailing[0], trailing.index === 0 ? '' : ' ')
  if (signs + (trailing ? 1 : 0) + (opened ? 1 : 0) > 1) return undefined
  const spaced = /^[\s\p{Zs}]/u.test(back)
  back = back.trim()
  if (front && back) return undefined
  if (!front && !back) return null
  return unitNamed(front || back, spaced) ?? undefined
}

/** How digits are marked, or null where the marks make no number. */
function marksOf(body: string): Marks | null {
  const seps = body
    .replace(/\d/g, '')
    .replace(/[\s\p{Zs}]/gu, ' ')
    .replace(/’/g, "'")
  if (seps === '') return NONE
  const parts = body.split(/[^\d]/)
  const last = seps.at(-1) ?? ''
  const decimal = last === '.' || last === ',' ? last : ''
  const grouped = (count: number): boolean =>
    (parts[0]?.length ?? 0) >= 1 &&
    (parts[0]?.length ?? 0) <= 3 &&
    !parts[0]?.startsWith('0') &&
    parts.slice(1, count).every(({ length }) => length === 3)
  if (seps.length === 1) {
    if (!decimal) return grouped(2) ? marked(last as ' ' | "'", '', false) : null
    return marked('', decimal, grouped(2))
  }
  const first = seps[0] as Marks['grouping']
  const alike = (count: number): boolean =>
    seps
      .slice(0, count)
      .split('')
      .every((mark) => mark === first)
  if (alike(seps.length)) return grouped(parts.length) ? marked(first, '', false) : null
  if (!decimal || !alike(seps.length - 1) || !grouped(parts.length - 1)) return null
  return marked(first, decimal, false)
}
