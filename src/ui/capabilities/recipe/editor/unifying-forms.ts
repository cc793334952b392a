import { isPhoneShape, PhoneSpec, unitRatio, type ConvertSpec, type FollowSpec } from '../../../../contract'
import { chosen, numberOf, one, type Draft, type Fault, type Field, type Form } from './form'

const column: Field = { name: 'column', type: 'column' }
const lines = (draft: Draft, name: string): string[] =>
  one(draft, name)
    .split('\n')
    .filter((line) => line.trim() !== '')

export const convertForm: Form<'convert'> = {
  fields: [
    column,
    { name: 'toUnit', type: 'text' },
    { name: 'unitsByLine', type: 'lines' },
    { name: 'decimalMark', type: 'choice', options: ['comma', 'point'] },
    { name: 'converted', type: 'choice', options: ['text', 'bare', 'number'] }
  ],
  draft: (spec) => ({
    column: spec?.column ?? '',
    toUnit: spec?.unit ?? '',
    unitsByLine: spec?.from.map(unitLine).join('\n') ?? '',
    unitsBefore: JSON.stringify(spec?.from ?? []),
    decimalMark: spec?.decimal === '.' ? 'point' : 'comma',
    converted: spec?.as ?? 'text',
    // Of a reading that stands behind it: not asked for.
    writes: spec?.writes ?? ''
  }),
  fault: (draft) => {
    const unknown = one(draft, 'toUnit').trim() ? lines(draft, 'unitsByLine').find((line) => !factorOf(draft, line)) : undefined // prettier-ignore
    return unknown === undefined ? null : { why: 'noUnitValue', what: unitTyped(unknown).unit }
  },
  spec: (draft) => {
    const unit = one(draft, 'toUnit').trim()
    const from = lines(draft, 'unitsByLine').map((line) => factorOf(draft, line))
    const known = from.filter((factor) => factor !== null)
    const as = chosen(draft, 'converted', ['text', 'bare', 'number'])
    // Without another unit, texts that keep theirs would stay as they are.
    if (!one(draft, 'column') || !unit || (!from.length && as === 'text') || known.length < from.length) return null
    const decimal = chosen(draft, 'decimalMark', ['comma', 'point']) === 'comma' ? ',' : '.'
    const writes = one(draft, 'writes')
    return { kind: 'convert', column: one(draft, 'column'), unit, from: known, decimal, ...(writes === '.' || writes === ',' ? { writes } : {}), as } // prettier-ignore
  }
}

type Factor = ConvertSpec['from'][number]

/** A unit as a line shows it, ends of lines within its name by a sign. */
function unitLine({ unit, times, per }: Factor): string {
  return `${unit} = ${per === 1 ? times : `${times}/${per}`}`.replace(/\r\n|\r|\n/g, '⏎')
}

/** The unit of a line and what it is said to be worth, behind the last sign: the name may hold others. */
function unitTyped(line: string): { unit: string; typed: string | undefined } {
  const at = line.lastIndexOf('=')
  return at < 0
    ? { unit: line.trim(), typed: undefined }
    : { unit: line.slice(0, at).trim(), typed: line.slice(at + 1).trim() }
}

/** What a line says of a unit: as it was, where it was not touched; its value as typed, a fraction or a number; or the known one. */
function factorOf(draft: Draft, line: string): Factor | null {
  const same = (JSON.parse(one(draft, 'unitsBefore') || '[]') as Factor[]).filter((each) => unitLine(each) === line)
  if (same.length === 1 && same[0]) return same[0]
  const { unit, typed } = unitTyped(line)
  if (!unit) return null
  if (!typed) {
    const ratio = unitRatio(unit, one(draft, 'toUnit').trim())
    return ratio && { unit, ...ratio }
  }
  const [times, per = 1] = typed.split('/').map(numberOf)
  return times && per && times > 0 && per > 0 ? { unit, times, per } : null
}

const MARKS = { slash: '/', point: '.', dash: '-' } as const

export const datesForm: Form<'dates'> = {
  fields: [
    column,
    { name: 'firstPart', type: 'choice', options: ['day', 'month'] },
    { name: 'dateMark', type: 'choice', options: ['slash', 'point', 'dash'] }
  ],
  draft: (spec) => ({
    column: spec?.column ?? '',
    firstPart: spec?.first ?? 'day',
    dateMark: spec?.mark === '.' ? 'point' : spec?.mark === '-' ? 'dash' : 'slash'
  }),
  spec: (draft) =>
    one(draft, 'column')
      ? {
          kind: 'dates',
          column: one(draft, 'column'),
          first: chosen(draft, 'firstPart', ['day', 'month']),
          mark: MARKS[chosen(draft, 'dateMark', ['slash', 'point', 'dash'])]
        }
      : null
}

export const phoneForm: Form<'phone'> = {
  fields: [
    column,
    { name: 'phoneShape', type: 'text' },
    { name: 'countryCode', type: 'text' },
    { name: 'homeDigit', type: 'text', shown: (draft) => one(draft, 'countryCode').trim() !== '' }
  ],
  draft: (spec) => ({
    column: spec?.column ?? '',
    phoneShape: spec?.shape ?? '99 99 99 99 99',
    countryCode: spec ? (spec.country?.code ?? '') : '33',
    homeDigit: spec ? (spec.country?.home ?? '') : '0'
  }),
  fault: (draft) => {
    const way = phoneWay(draft)
    const isCountry = PhoneSpec.shape.country.safeParse(way.country).success
    return way.shape && isCountry && !isPhoneShape(way) ? { why: 'literalDigits', what: way.shape } : null
  },
  spec: (draft) => {
    const read = PhoneSpec.safeParse({ kind: 'phone', column: one(draft, 'column'), ...phoneWay(draft) })
    return read.success && read.data.column && isPhoneShape(read.data) ? read.data : null
  }
}

function phoneWay(draft: Draft): Pick<PhoneSpec, 'shape' | 'country'> {
  const code = one(draft, 'countryCode').trim().replace(/^\+/, '')
  return {
    shape: one(draft, 'phoneShape').trim(),
    country: code ? { code, home: one(draft, 'homeDigit').trim() } : null
  }
}

export const followForm: Form<'follow'> = {
  fields: [column, { name: 'group', type: 'column' }, { name: 'pairsByLine', type: 'lines' }],
  draft: (spec) => ({
    column: spec?.column ?? '',
    group: spec?.by ?? '',
    pairsByLine: spec?.pairs.map(lineOf).join('\n') ?? '',
    pairsBefore: JSON.stringify(spec?.pairs ?? [])
  }),
  fault: (draft): Fault | null => {
    const [wrong] = pairsOf(draft).filter((pair) => typeof pair === 'string')
    if (wrong === undefined) return null
    const isSigned = wrong.includes('|') && wrong.lastIndexOf('=') > wrong.indexOf('|')
    return { why: isSigned && signs(wrong) > 2 ? 'severalSigns' : 'noPair', what: wrong.trim() }
  },
  spec: (draft) => {
    const made = pairsOf(draft)
    const pairs = made.filter((pair) => typeof pair !== 'string')
    const [column, by] = [one(draft, 'column'), one(draft, 'group')]
    return column && by && pairs.length && pairs.length === made.length ? { kind: 'follow', column, by, pairs } : null
  }
}

type Pair = FollowSpec['pairs'][number]

/** A pair as a line shows it, ends of lines within values by a sign. */
function lineOf({ of, from, to }: Pair): string {
  return `${of} | ${from} = ${to}`.replace(/\r\n|\r|\n/g, '⏎')
}

/**
 * The pair of each line, or the line where it tells none. An untouched line is the pair that it was made of, whatever signs and blanks this
 * holds; of pairs that show alike, only while all of them stand.
 */
function pairsOf(draft: Draft): (Pair | string)[] {
  const typed = lines(draft, 'pairsByLine')
  const before = JSON.parse(one(draft, 'pairsBefore') || '[]') as Pair[]
  const byLine = new Map<string, { made: Pair[]; typed: number[] }>()
  const ofLine = (line: string) => {
    const own = byLine.get(line) ?? { made: [], typed: [] }
    byLine.set(line, own)
    return own
  }
  for (const pair of before) ofLine(lineOf(pair)).made.push(pair)
  for (const [place, line] of typed.entries()) ofLine(line).typed.push(place)
  return typed.map((line, place) => {
    const own = ofLine(line)
    const kept = own.made.length === own.typed.length ? own.made[own.typed.indexOf(place)] : null
    return kept ?? pairOf(line) ?? line
  })
}

const signs = (line: string): number => line.replace(/[^|=]/g, '').length

function pairOf(line: string): Pair | null {
  const [, ...parts] = /^([^|=]+)[|]([^|=]*)=([^|=]+)$/.exec(line) ?? []
  const [of, from, to] = parts.map((part) => part.trim())
  return of && to && from !== undefined ? { of, from, to } : null
}
