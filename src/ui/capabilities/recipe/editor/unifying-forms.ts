import { PhoneSpec, unitRatio, type ConvertSpec, type FollowSpec } from '../../../../contract'
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
    unitsByLine: spec?.from.map(({ unit, times, per }) => `${unit} = ${per === 1 ? times : `${times}/${per}`}`).join('\n') ?? '', // prettier-ignore
    decimalMark: spec?.decimal === '.' ? 'point' : 'comma',
    converted: spec?.as ?? 'text'
  }),
  fault: (draft) => {
    const unknown = one(draft, 'toUnit').trim() ? lines(draft, 'unitsByLine').find((line) => !factorOf(draft, line)) : undefined // prettier-ignore
    return unknown === undefined ? null : { why: 'noUnitValue', what: unknown.split('=')[0]?.trim() ?? '' }
  },
  spec: (draft) => {
    const unit = one(draft, 'toUnit').trim()
    const from = lines(draft, 'unitsByLine').map((line) => factorOf(draft, line))
    const known = from.filter((factor) => factor !== null)
    if (!one(draft, 'column') || !unit || !known.length || known.length < from.length) return null
    const decimal = chosen(draft, 'decimalMark', ['comma', 'point']) === 'comma' ? ',' : '.'
    return { kind: 'convert', column: one(draft, 'column'), unit, from: known, decimal, as: chosen(draft, 'converted', ['text', 'bare', 'number']) } // prettier-ignore
  }
}

/** What a line says of a unit: its value as typed, a fraction or a number, or the known one. */
function factorOf(draft: Draft, line: string): ConvertSpec['from'][number] | null {
  const [unit = '', typed] = line.split('=').map((part) => part.trim())
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
  spec: (draft) => {
    const code = one(draft, 'countryCode').trim().replace(/^\+/, '')
    const read = PhoneSpec.safeParse({
      kind: 'phone',
      column: one(draft, 'column'),
      shape: one(draft, 'phoneShape').trim(),
      country: code ? { code, home: one(draft, 'homeDigit').trim() } : null
    })
    return read.success && read.data.column ? read.data : null
  }
}

export const followForm: Form<'follow'> = {
  fields: [column, { name: 'group', type: 'column' }, { name: 'pairsByLine', type: 'lines' }],
  draft: (spec) => ({
    column: spec?.column ?? '',
    group: spec?.by ?? '',
    pairsByLine: spec?.pairs.map(({ of, from, to }) => `${of} | ${from} = ${to}`).join('\n') ?? ''
  }),
  fault: (draft): Fault | null => {
    const wrong = lines(draft, 'pairsByLine').find((line) => !pairOf(line))
    return wrong === undefined ? null : { why: 'noPair', what: wrong.trim() }
  },
  spec: (draft) => {
    const made = lines(draft, 'pairsByLine').map(pairOf)
    const pairs = made.filter((pair) => pair !== null)
    const [column, by] = [one(draft, 'column'), one(draft, 'group')]
    return column && by && pairs.length && pairs.length === made.length ? { kind: 'follow', column, by, pairs } : null
  }
}

function pairOf(line: string): FollowSpec['pairs'][number] | null {
  const [bar, sign] = [line.indexOf('|'), line.lastIndexOf('=')]
  if (bar < 1 || sign < bar) return null
  const [of, from, to] = [line.slice(0, bar), line.slice(bar + 1, sign), line.slice(sign + 1)].map((part) =>
    part.trim()
  )
  return of && to && from !== undefined ? { of, from, to } : null
}
