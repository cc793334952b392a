import { fail } from '../../errors'
import { text } from '../../sql'
import { GAP } from './escape-pattern'
import { monthDigitsSql } from './months'
import { centuries, POSIX_FROM } from './short-years'
import { hasAccents, shapePattern, type Field, type FieldPatterns } from './shape-pattern'

export type TemporalType = 'DATE' | 'TIMESTAMP' | 'TIME'

/**
 * SQL that reads a text by the first of some shapes that takes it whole, NULL where none does. A shape with a sign that is not known is
 * refused. DuckDB's `strptime` would read
 * 01/02/24 as the year 24: each shape is a pattern here, whose parts are put in the order that casts take.
 */
export function temporalSql(
  type: TemporalType,
  shapes: readonly string[],
  column: string,
  yearsFrom = POSIX_FROM
): string {
  const readings = shapes.flatMap((shape) => shapeSql(type, shape, column, yearsFrom))
  const [first = `CAST(NULL AS ${type})`] = readings
  return readings.length > 1 ? `coalesce(${readings.join(', ')})` : first
}

function shapeSql(type: TemporalType, shape: string, column: string, yearsFrom: number): string[] {
  if (Object.hasOwn(COUNTS, shape)) return [countSql(type, shape as keyof typeof COUNTS, column)]
  if (shape.includes('%V')) return weekSql(type, shape, column)
  if (shape === '%Y-%m-%d' && type === 'DATE') return [isoSql(column)]
  const source = hasAccents(shape) ? `strip_accents(${column})` : column
  return meanings(shape, yearsFrom).flatMap(({ own, set, later }) => {
    const pattern = shapePattern(shape, own)
    if (!pattern) throw unknownShape(shape)
    const parts = partsOf(type, pattern.fields, set)
    const pick = (replacement: string): string =>
      `regexp_replace(${source}, ${text(`(?is)^(?:${GAP}${pattern.source}${GAP}|.*)$`)}, ${text(replacement)})`
    const month = pattern.fields.indexOf('B') + 1
    const [before = '', after = ''] = parts.split('%B')
    const whole = month ? `${pick(before)} || ${monthDigitsSql(pick(`\\${month}`))} || ${pick(after)}` : pick(parts)
    const zoned = pattern.fields.includes('z') && type !== 'TIME'
    const cast = zoned
      ? `(try_cast(upper(${whole}) AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`
      : `try_cast(${whole} AS ${type})`
    const value = zoned && type === 'DATE' ? `CAST(${cast} AS DATE)` : cast
    return [later && type !== 'DATE' ? `(${value} + INTERVAL 12 HOUR)` : value]
  })
}

function unknownShape(shape: string): Error {
  return fail(
    'input',
    { fr: `La forme de date « ${shape} » ne se lit pas.`, en: `The date shape “${shape}” cannot be read.` },
    {
      hint: {
        fr: 'Employez %Y (année), %m (mois), %B (mois en lettres), %d (jour), %H, %M et %S (heure), par exemple %d/%m/%Y.',
        en: 'Use %Y (year), %m (month), %B (month by name), %d (day), %H, %M and %S (time), for example %d/%m/%Y.'
      }
    }
  )
}

interface Meaning {
  own: FieldPatterns
  /** Texts in the place of fields. */
  set: Partial<Record<Field, string>>
  /** Whether twelve hours are to be added. */
  later: boolean
}

/** Every meaning that the fields of a shape leave open: the century of short years, the months of a quarter, noon. */
function meanings(shape: string, yearsFrom: number): Meaning[] {
  const years: Meaning[] = shape.includes('%y')
    ? centuries(yearsFrom).map(({ pattern, hundreds }) => ({ own: { y: pattern }, set: { y: hundreds }, later: false }))
    : [{ own: {}, set: {}, later: false }]
  const quarters = ['01', '04', '07', '10'].map((q, index) => ({ own: { q: String(index + 1) }, set: { q } }))
  const halves = [
    { own: { I: '0?[1-9]|1[01]', p: 'a\\.?m\\.?' }, set: {}, later: false },
    { own: { I: '12', p: 'a\\.?m\\.?' }, set: { I: '00' }, later: false },
    { own: { I: '12', p: 'p\\.?m\\.?' }, set: { I: '12' }, later: false },
    { own: { I: '0?[1-9]|1[01]', p: 'p\\.?m\\.?' }, set: {}, later: true }
  ]
  const join = (list: Meaning[], others: Partial<Meaning>[]): Meaning[] =>
    list.flatMap((one) =>
      others.map(({ own, set, later }) => ({
        own: { ...one.own, ...own },
        set: { ...one.set, ...set },
        later: one.later || Boolean(later)
      }))
    )
  const withQuarters = shape.includes('%q') ? join(years, quarters) : years
  return shape.includes('%p') ? join(withQuarters, halves) : withQuarters
}

/** The replacement that puts the groups of a pattern in ISO order; `%B` stands for the month to be named. */
function partsOf(type: TemporalType, fields: readonly Field[], set: Meaning['set']): string {
  const group = (field: Field, otherwise: string): string =>
    fields.includes(field) ? `\\${fields.indexOf(field) + 1}` : otherwise
  const year = fields.includes('y') ? `${set.y ?? ''}${group('y', '')}` : group('Y', '')
  const month = fields.includes('B') ? '%B' : (set.q ?? group('m', '01'))
  const day = `${year}-${month}-${group('d', '01')}`
  const hour = set.I ?? group('I', group('H', '00'))
  const clock = `${hour}:${group('M', '00')}:${group('S', '00')}${fields.includes('f') ? `.${group('f', '')}` : ''}`
  if (type === 'TIME') return clock
  return type === 'DATE' && !fields.includes('z') ? day : `${day} ${clock}${group('z', '')}`
}

/** The standard shape, which DuckDB reads by itself once other ways of writing are kept out. */
function isoSql(column: string): string {
  const pattern = shapePattern('%Y-%m-%d')?.source ?? ''
  const is = (whole: string): string => `regexp_full_match(${column}, ${text(whole)})`
  const inner = `regexp_replace(${column}, '[\\s\\p{Zs}]+', '', 'g')`
  return `CASE WHEN ${is(pattern)} THEN try_cast(${column} AS DATE) WHEN ${is(`${GAP}${pattern}${GAP}`)} THEN try_cast(${inner} AS DATE) END`
}

/** ISO weeks, read as their Monday or the day named; a week 53 that its year has not is no date. */
function weekSql(type: TemporalType, shape: string, column: string): string[] {
  const pattern = shapePattern(shape)
  if (!pattern?.fields.includes('G')) throw unknownShape(shape)
  const at = (field: Field): string => `\\${pattern.fields.indexOf(field) + 1}`
  const pick = (replacement: string): string =>
    `regexp_replace(${column}, ${text(`(?is)^(?:${GAP}${pattern.source}${GAP}|.*)$`)}, ${text(replacement)})`
  const day = `try_strptime(${pick(`${at('G')}-W${at('V')}-${pattern.fields.includes('u') ? at('u') : '1'}`)}, '%G-W%V-%u')`
  return [
    `CASE WHEN isoyear(${day})::VARCHAR = ${pick(at('G'))} THEN ${type === 'DATE' ? `CAST(${day} AS DATE)` : day} END`
  ]
}

/** Numbers that count from a day: its date and the microseconds of one unit, with the least and the greatest number. */
const COUNTS = {
  // Below 61, Excel's own calendar is wrong by a day.
  excel: { from: '1899-12-30', unit: 86_400_000_000, least: 61, most: 2_958_465.999_99 },
  unix: { from: '1970-01-01', unit: 1_000_000, least: 0, most: 253_402_300_799 },
  'unix-ms': { from: '1970-01-01', unit: 1_000, least: 0, most: 253_402_300_799_999 }
} as const

/** Whether a shape is a number that counts from a day, with the numbers that it takes. */
export function countRange(shape: string): { least: number; most: number } | null {
  return Object.hasOwn(COUNTS, shape) ? COUNTS[shape as keyof typeof COUNTS] : null
}

export const COUNT_PATTERN = '\\d{1,15}(?:[.,]\\d{1,10})?'

function countSql(type: TemporalType, shape: keyof typeof COUNTS, column: string): string {
  const { from, unit, least, most } = COUNTS[shape]
  const digits = `regexp_replace(${column}, ${text(`(?s)^(?:${GAP}(${COUNT_PATTERN})${GAP}|.*)$`)}, '\\1')`
  const count = `try_cast(replace(${digits}, ',', '.') AS DOUBLE)`
  // A day's fraction as a double is true to some microseconds: seconds are what Excel shows.
  const micros = shape === 'excel' ? `round(${count} * 86400) * 1000000` : `round(${count} * ${unit})`
  const moment = `TIMESTAMP '${from} 00:00:00' + to_microseconds(CAST(${micros} AS BIGINT))`
  return `CASE WHEN ${count} BETWEEN ${least} AND ${most} THEN CAST(${moment} AS ${type}) END`
}
