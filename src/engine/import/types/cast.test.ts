import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TextReading } from '../../../contract'
import { Database } from '../../db'
import { text } from '../../sql'
import { castSql, typeOf } from './index'
import { unreadTexts } from './unread-texts'
import { numberValue } from './number-value'
import { holdsDigits, lostDigitsSql } from './held-digits'
import { holdsWhole, readInPartSql } from './held-whole'
import { readsText } from './reads-text'
import { plainValue } from './testing/plain-parsers'

let folder: string
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-cast-'))
  database = await Database.open(':memory:', { staging: folder })
})
afterAll(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

type Read = number | string | boolean | null

/** The values as DuckDB reads them: numbers as doubles, the others in DuckDB's own text. */
async function read(reading: TextReading, values: readonly string[]): Promise<Read[]> {
  const numeric = ['integer', 'number', 'duration'].includes(reading.kind)
  const type = numeric ? 'DOUBLE' : reading.kind === 'boolean' ? 'BOOLEAN' : 'VARCHAR'
  const list = `[${values.map(text).join(', ')}]::VARCHAR[]`
  const rows = await database.rows<{ v: Read }>(
    `SELECT CAST(${castSql(reading, 'x')} AS ${type}) AS v FROM (SELECT unnest(${list}) AS x, generate_subscripts(${list}, 1) AS i) ORDER BY i`
  )
  return rows.map(({ v }) => v)
}

const NUMBERS: TextReading[] = [
  { kind: 'integer', grouping: '' },
  { kind: 'integer', grouping: ' ' },
  { kind: 'integer', grouping: '.' },
  { kind: 'number', decimal: '.', grouping: '', unit: null },
  { kind: 'number', decimal: ',', grouping: '', unit: null },
  { kind: 'number', decimal: ',', grouping: ' ', unit: null },
  { kind: 'number', decimal: ',', grouping: ' ', unit: null, point: true },
  { kind: 'number', decimal: ',', grouping: ' ', unit: '€', point: true },
  { kind: 'number', decimal: ',', grouping: '.', unit: '€' },
  { kind: 'number', decimal: '.', grouping: ',', unit: '€' },
  { kind: 'number', decimal: '.', grouping: "'", unit: null },
  { kind: 'number', decimal: ',', grouping: ' ', unit: '%' },
  { kind: 'number', decimal: '.', grouping: '', unit: 'kg' }
]

const numberParts = fc.constantFrom('0', '1', '12', '123', '456', '1234', '000', '5', '.', ',', ' ', '\u00a0', '\u202f', "'", '’', '-', '\u2212', '(', ')', '+', '%', '€', '$', 'EUR', 'kg', 'e', 'E', '_', 'x', '\t') // prettier-ignore
/** Nearly numbers: signs, brackets and units around digits and marks. */
const nearNumbers = fc.oneof(
  fc.array(numberParts, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('', '', '', '-', '\u2212', '(', '€', '- ', '-€', '€ -', '+'),
      fc.array(fc.constantFrom('1', '12', '123', '456', '000', '.', ',', ' ', '\u202f', '’'), {
        minLength: 1,
        maxLength: 6
      }),
      fc.constantFrom('', '', '', ' €', '€', ' EUR', ' %', '%', ' kg', '-', ')', ' €)', ') €', ' $', 'e3', 'E-2')
    )
    .map(([front, body, back]) => front + body.join('') + back)
)

describe('numbers are read as a person reads them, or not at all', () => {
  test.each(NUMBERS.map((reading) => [JSON.stringify(reading), reading] as const))('%s', async (_name, reading) => {
    await fc.assert(
      fc.asyncProperty(fc.array(nearNumbers, { minLength: 300, maxLength: 300 }), async (values) => {
        const found = await read(reading, values)
        const reads = readsText(reading)
        values.forEach((value, index) => {
          const expected = plainValue(reading, value)
          const shown = [value, found[index] === null ? null : Number(found[index]) + 0]
          expect(shown).toEqual([value, expected === null ? null : Number(expected) + 0])
          expect([value, reads(value)]).toEqual([value, found[index] !== null])
        })
      }),
      { seed: 3, numRuns: 8, endOnFailure: true }
    )
  })

  test('a number written in a shape is read back from it', async () => {
    for (const reading of NUMBERS) {
      if (reading.kind !== 'number' && reading.kind !== 'integer') continue
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.integer({ min: -2e9, max: 2e9 }), fc.integer({ min: 0, max: 99 }), fc.nat(4)), {
            minLength: 200,
            maxLength: 200
          }),
          async (drawn) => {
            const written = drawn.map(([whole, cents, style]) => write(reading, whole, cents, style))
            const found = await read(
              reading,
              written.map(({ text }) => text)
            )
            expect(found.map(Number)).toEqual(written.map(({ value }) => value))
            expect(written.map(({ text }) => numberValue(reading, text))).toEqual(written.map(({ value }) => value))
          }
        ),
        { seed: 5, numRuns: 5, endOnFailure: true }
      )
    }
  })

  /** A number as an accountant, a program or a word processor writes it. */
  function write(reading: TextReading & { kind: 'integer' | 'number' }, whole: number, cents: number, style: number) {
    const size = String(Math.abs(whole))
    const mark = reading.grouping === ' ' ? (['\u202f', '\u00a0', ' '][style % 3] ?? ' ') : reading.grouping
    const digits = reading.grouping ? size.replace(/\B(?=(\d{3})+$)/g, mark) : size
    const fraction = reading.kind === 'number' ? `${reading.decimal}${String(cents).padStart(2, '0')}` : ''
    const unit = reading.kind === 'number' && reading.unit !== null ? ` ${reading.unit}` : ''
    const value = Number(`${size}.${reading.kind === 'number' ? String(cents).padStart(2, '0') : '0'}`)
    const body = digits + fraction
    if (whole >= 0) return { text: `${body}${unit}`, value }
    const texts = [`-${body}${unit}`, `\u2212${body}${unit}`, `(${body}${unit})`, `${body}-${unit}`, `- ${body}${unit}`]
    return { text: texts[style] ?? '', value: -value }
  }

  test.each<[TextReading, string]>([
    [{ kind: 'number', decimal: ',', grouping: '', unit: null }, '1,2,3'],
    [{ kind: 'number', decimal: ',', grouping: ' ', unit: '€' }, '3,50 $'],
    [{ kind: 'number', decimal: ',', grouping: '', unit: '%' }, '0,12'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, 'Infinity'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, 'nan'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, '1e400'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null, decimals: 2 }, '1.239'],
    [{ kind: 'number', decimal: '.', grouping: ',', unit: null }, '12,34.5'],
    [{ kind: 'integer', grouping: '' }, '1.5'],
    [{ kind: 'integer', grouping: '' }, '0x1F'],
    [{ kind: 'integer', grouping: '' }, '1_000'],
    [{ kind: 'integer', grouping: '' }, '1e3'],
    [{ kind: 'integer', grouping: '' }, '9223372036854775808'],
    [{ kind: 'integer', grouping: ' ' }, '1 23'],
    [{ kind: 'date', shapes: ['%d/%m/%Y'] }, '31/02/2025'],
    [{ kind: 'date', shapes: ['%d/%m/%Y'] }, '12/13/2024'],
    [{ kind: 'date', shapes: ['%d/%m/%Y'] }, '01/02/24'],
    [{ kind: 'date', shapes: ['%Y-%m-%d'] }, '24-03-01'],
    [{ kind: 'date', shapes: ['%Y-%m-%d'] }, 'infinity'],
    [{ kind: 'date', shapes: ['%Y-%m-%d'] }, '2024-03-01 (BC)'],
    [{ kind: 'date', shapes: ['%G-W%V'] }, '2021-W53'],
    [{ kind: 'date', shapes: ['excel'] }, '12'],
    [{ kind: 'timestamp', shapes: ['%d/%m/%Y %H:%M'] }, '01/02/2024 24:00'],
    [{ kind: 'timestamp', shapes: ['%Y-%m-%dT%H:%M:%S%z'] }, '2024-03-01T10:30:00+25:00'],
    [{ kind: 'time', shapes: ['%H:%M'] }, '25:00'],
    [{ kind: 'time', shapes: ['%H:%M'] }, '1:5'],
    [{ kind: 'duration', pair: 'h:m' }, '00:61:00'],
    [{ kind: 'duration', pair: 'h:m' }, 'h min'],
    [{ kind: 'boolean', yes: 'oui', no: 'non' }, 'peut-être']
  ])('%j makes nothing of %s', async (reading, value) => {
    expect(await read(reading, [value])).toEqual([null])
    expect(readsText(reading)(value) && value !== '9223372036854775808').toBe(false)
  })
})

const SHAPES: TextReading[] = [
  { kind: 'date', shapes: ['%Y-%m-%d'] },
  { kind: 'date', shapes: ['%d/%m/%Y'] },
  { kind: 'date', shapes: ['%m/%d/%Y'] },
  { kind: 'date', shapes: ['%d/%m/%y', '%d.%m.%Y', '%Y-%m-%d'] },
  { kind: 'date', shapes: ['%d %B %Y', '%d-%B-%y'] },
  { kind: 'date', shapes: ['%m/%Y'] },
  { kind: 'timestamp', shapes: ['%d/%m/%Y %H:%M', '%d/%m/%Y'] },
  { kind: 'timestamp', shapes: ['%Y-%m-%dT%H:%M:%S.%f%z', '%Y-%m-%dT%H:%M:%S%z'] },
  { kind: 'timestamp', shapes: ['%d/%m/%Y à %Hh%M'] },
  { kind: 'time', shapes: ['%H:%M', '%H:%M:%S', '%Hh%M'] }
]

const two = fc.constantFrom(
  '1',
  '01',
  '2',
  '02',
  '9',
  '10',
  '12',
  '13',
  '28',
  '29',
  '30',
  '31',
  '32',
  '00',
  '0',
  '60',
  '59',
  '23',
  '24'
)
const year = fc.constantFrom('2024', '2023', '1999', '24', '70', '0024', '2000', '1900')
const month = fc.constantFrom(
  'mars',
  'Mars',
  'févr.',
  'août',
  'AOÛT',
  'juin',
  'juil.',
  'juillet',
  'jui',
  'Sept',
  'decembre',
  'dec.',
  'marse',
  'déce.',
  'janvi',
  'Septem.',
  'juill.',
  'ma',
  'mai',
  'june',
  'Feb'
)
const clock = fc.tuple(two, fc.constantFrom(':', 'h', ':', '.'), two).map((parts) => parts.join(''))
const seconds = fc
  .tuple(clock, two, fc.constantFrom('', '', '.5', '.123456', '.1234560', '.1234567'))
  .map(([hm, s, f]) => `${hm}:${s}${f}`)
const offset = fc.constantFrom('Z', 'z', '+02:00', '-0330', '+01', '+15:00', '', '+2')
const numericDay = fc
  .tuple(two, fc.constantFrom('/', '-', '.', ' '), two, year)
  .map(([a, mark, b, y]) => [a, b, y].join(mark))
const isoDay = fc.tuple(year, two, two).map((parts) => parts.join('-'))
const namedDay = fc
  .tuple(fc.oneof(two, fc.constant('1er')), fc.constantFrom(' ', '-', '\u00a0'), month, year)
  .map(([d, mark, m, y]) => [d, m, y].join(mark))
/** Right moments of all shapes, so that each of them reads some. */
const moments = fc
  .tuple(fc.date({ min: new Date('1970-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), fc.nat(7))
  .map(([date, style]) => {
    const iso = date.toISOString()
    const [y = '', m = '', d = ''] = iso.slice(0, 10).split('-')
    const hm = iso.slice(11, 16)
    const styles = [`${d}/${m}/${y} ${hm}`, `${d}/${m}/${y} à ${hm.replace(':', 'h')}`, `${iso.slice(0, 19)}+0100`, iso, `${m}/${d}/${y}`, `${Number(d)} août ${y}`, `${m}/${y}`, hm] // prettier-ignore
    return styles[style] ?? iso
  })
const nearMoments = fc
  .tuple(
    fc.constantFrom('', '', '', ' ', '\u00a0', 'x'),
    fc.oneof(
      moments,
      numericDay,
      isoDay,
      namedDay,
      clock,
      seconds,
      fc.tuple(two, year).map((parts) => parts.join('/')),
      fc.tuple(numericDay, fc.constantFrom(' ', ' à ', 'T'), clock).map((parts) => parts.join('')),
      fc.tuple(isoDay, fc.constantFrom('T', ' '), seconds, offset).map((parts) => parts.join(''))
    ),
    fc.constantFrom('', '', '', ' ', '\u202f', '.', '1')
  )
  .map((parts) => parts.join(''))

describe('days and times are read as a person reads them, or not at all', () => {
  test.each(SHAPES.map((reading) => [JSON.stringify(reading), reading] as const))('%s', async (_name, reading) => {
    let read_ = 0
    await fc.assert(
      fc.asyncProperty(fc.array(nearMoments, { minLength: 300, maxLength: 300 }), async (values) => {
        const found = await read(reading, values)
        const reads = readsText(reading)
        values.forEach((value, index) => {
          expect([value, found[index]]).toEqual([value, plainValue(reading, value)])
          expect([value, reads(value)]).toEqual([value, found[index] !== null])
          if (found[index] !== null) read_ += 1
        })
      }),
      { seed: 11, numRuns: 8, endOnFailure: true }
    )
    expect(read_).toBeGreaterThan(5)
  })

  test.each<[TextReading, string, Read]>([
    [{ kind: 'date', shapes: ['%A %d %B %Y'] }, 'lundi 1er janvier 2024', '2024-01-01'],
    [{ kind: 'date', shapes: ['%B %d, %Y'] }, 'March 3rd, 2024', '2024-03-03'],
    [{ kind: 'date', shapes: ['%d%B%Y'] }, '03MAR2024', '2024-03-03'],
    [{ kind: 'date', shapes: ['%Y%m%d'] }, '20240301', '2024-03-01'],
    [{ kind: 'date', shapes: ['%B %Y'] }, 'Août 2024', '2024-08-01'],
    [{ kind: 'date', shapes: ['%B-%y'] }, 'janv.-24', '2024-01-01'],
    [{ kind: 'date', shapes: ['T%q %Y'] }, 'T3 2024', '2024-07-01'],
    [{ kind: 'date', shapes: ['%G-W%V'] }, '2024-W12', '2024-03-18'],
    [{ kind: 'date', shapes: ['%G-W%V'] }, '2020-W53', '2020-12-28'],
    [{ kind: 'date', shapes: ['%d/%m/%y'] }, '05/06/68', '2068-06-05'],
    [{ kind: 'date', shapes: ['%d/%m/%y'] }, '05/06/69', '1969-06-05'],
    [{ kind: 'date', shapes: ['%d/%m/%y'], yearsFrom: 1927 }, '26/02/65', '1965-02-26'],
    [{ kind: 'date', shapes: ['%d/%m/%y'], yearsFrom: 1927 }, '26/02/26', '2026-02-26'],
    [{ kind: 'date', shapes: ['%d %B %y'], yearsFrom: 1947 }, '1 janv. 35', '2035-01-01'],
    [{ kind: 'date', shapes: ['excel'] }, '45352', '2024-03-01'],
    [{ kind: 'timestamp', shapes: ['excel'] }, '45352,75', '2024-03-01 18:00:00'],
    [{ kind: 'timestamp', shapes: ['unix'] }, '1709251200', '2024-03-01 00:00:00'],
    [{ kind: 'timestamp', shapes: ['unix-ms'] }, '1709251200500', '2024-03-01 00:00:00.5'],
    [{ kind: 'timestamp', shapes: ['%m/%d/%Y %I:%M %p'] }, '3/1/2024 12:05 AM', '2024-03-01 00:05:00'],
    [{ kind: 'timestamp', shapes: ['%m/%d/%Y %I:%M %p'] }, '3/1/2024 12:05 PM', '2024-03-01 12:05:00'],
    [{ kind: 'timestamp', shapes: ['%m/%d/%Y %I:%M %p'] }, '3/1/2024 11:59 pm', '2024-03-01 23:59:00'],
    [{ kind: 'time', shapes: ['%I:%M %p'] }, '1:30 p.m.', '13:30:00'],
    [{ kind: 'duration', pair: 'h:m' }, '1h30', 5_400],
    [{ kind: 'duration', pair: 'h:m' }, '00:12:45', 765],
    [{ kind: 'duration', pair: 'h:m' }, '-00:12:45,5', -765.5],
    [{ kind: 'duration', pair: 'h:m' }, '2 j 3 h', 183_600],
    [{ kind: 'duration', pair: 'h:m' }, '2 days 03:00:10', 183_610],
    [{ kind: 'duration', pair: 'h:m' }, '90 min', 5_400],
    [{ kind: 'duration', pair: 'h:m' }, '1 heure 5 minutes 2 s', 3_902],
    [{ kind: 'duration', pair: 'h:m' }, '5 min 30', 330],
    [{ kind: 'duration', pair: 'm:s' }, '75:30', 4_530],
    [{ kind: 'duration', pair: 'h:m' }, '75:30', 271_800],
    [{ kind: 'boolean', yes: 'x', no: '' }, ' X ', true],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, ' 1.5e100', 1.5e100],
    [{ kind: 'boolean', yes: '1', no: '0' }, '0', false],
    [{ kind: 'integer', grouping: '' }, '-9223372036854775808', -9_223_372_036_854_775_808],
    [{ kind: 'number', decimal: ',', grouping: ' ', unit: '€' }, '(1\u202f234,50\u00a0€)', -1_234.5],
    [{ kind: 'number', decimal: '.', grouping: ',', unit: '$' }, '-$1,234.50', -1_234.5],
    [{ kind: 'number', decimal: ',', grouping: '', unit: '/10' }, '7,5/10', 7.5],
    [{ kind: 'number', decimal: ',', grouping: '', unit: '%' }, '0', 0]
  ])('%j reads %s', async (reading, value, expected) => {
    const [found] = await read(reading, [value])
    expect(typeof expected === 'number' ? Number(found) : found).toBe(expected)
    expect(readsText(reading)(value)).toBe(true)
  })

  test.each(['%d/%m/%Q', '%', '%V', `%Q'; DROP TABLE raw.t`])('the shape %s is refused', (shape) => {
    expect(() => castSql({ kind: 'date', shapes: [shape] }, 'x')).toThrow(/cannot be read/)
    expect(readsText({ kind: 'date', shapes: [shape] })('01/02/2024')).toBe(false)
  })

  test('a cross is yes and an empty cell no', async () => {
    const rows = await database.rows<{ v: boolean | null }>(
      `SELECT ${castSql({ kind: 'boolean', yes: 'x', no: '' }, 'x')} AS v FROM (VALUES ('X'), (NULL), (''), ('y')) t(x)`
    )
    expect(rows.map(({ v }) => v)).toEqual([true, false, false, null])
  })

  test('digits beyond a double are kept', async () => {
    const reading: TextReading = { kind: 'number', decimal: ',', grouping: ' ', unit: null, decimals: 2, width: 38 }
    const rows = await database.rows<{ v: string }>(
      `SELECT CAST(${castSql(reading, 'x')} AS VARCHAR) AS v FROM (SELECT '12 345 678 901 234 567 890,12' AS x)`
    )
    expect(typeOf(reading)).toBe('DECIMAL(38,2)')
    expect(rows[0]?.v).toBe('12345678901234567890.12')
  })
})

describe('digits that a double does not hold', () => {
  const point: TextReading = { kind: 'number', decimal: '.', grouping: '', unit: null }
  const lost = async (reading: TextReading, values: readonly string[]): Promise<boolean[]> => {
    const rows = await database.rows<{ v: boolean }>(
      `SELECT ${lostDigitsSql(reading, 'x')} AS v FROM (SELECT unnest([${values.map(text).join(', ')}]) AS x)`
    )
    return rows.map(({ v }) => v)
  }

  test.each<[TextReading, string, boolean]>([
    [point, '0.123456789012345678901234567890', true],
    [point, '9007199254740993.5', true],
    [point, '-9007199254740993', true],
    [point, '9007199254740992', false],
    [point, '0.1000000000000000000000', false],
    [point, '0.30000000000000004', false],
    [point, '0.10000000000000001', false],
    [point, '0.1000000000000000055511151231257827', false],
    [point, '1.7976931348623157e+100', false],
    [point, '12000000000000000000000', false],
    [{ ...point, decimal: ',', grouping: ' ', unit: '€' }, '9 007 199 254 740 993,01 €', true],
    [{ ...point, decimal: ',', grouping: ' ', unit: '/20' }, '12,123456789012345678/20', true],
    [{ ...point, decimals: 30, width: 38 }, '0.123456789012345678901234567890', false]
  ])('%j, %s: %s', async (reading, value, expected) => {
    expect(await lost(reading, [value])).toEqual([expected])
    expect(holdsDigits(reading)(value)).toBe(!expected)
    expect(unreadTexts(reading, [value])).toEqual(expected ? [value] : [])
  })

  test('all that is printed of doubles is held, and both judges agree', async () => {
    const doubles = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e90, max: 1e90 }), 300)
    const printed = doubles.flatMap((value) => [value.toString(), value.toPrecision(17), value.toPrecision(30)])
    const read = printed.filter((value) => readsText(point)(value))
    expect(await lost(point, read)).toEqual(read.map(() => false))
    const longer = read.map((value) => value.replace(/(e.*)?$/, '7$1')).filter((value) => readsText(point)(value))
    const judged = await lost(point, longer)
    expect(longer.filter((value, index) => judged[index] === holdsDigits(point)(value))).toEqual([])
  })
})

describe('times of day that a reading as days leaves out', () => {
  const days: TextReading = { kind: 'date', shapes: ['%Y-%m-%dT%H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'] }

  test.each<[TextReading, string, boolean]>([
    [days, '2024-12-14T08:30:00', true],
    [days, '15/12/2024 09:45', true],
    [days, '15/12/2024 00:00', false],
    [days, '2024-12-14T00:00:00', false],
    [days, '15/12/2024', false],
    [{ ...days, kind: 'timestamp' }, '15/12/2024 09:45', false],
    [{ kind: 'date', shapes: ['excel'] }, '45000,5', true],
    [{ kind: 'date', shapes: ['excel'] }, '45000', false],
    [{ kind: 'date', shapes: ['unix'] }, '1710201600', false],
    [{ kind: 'date', shapes: ['unix'] }, '1710201660', true],
    [{ kind: 'date', shapes: ['%d/%m/%Y %H.%M'] }, '12/03/2024 14.30', true],
    [{ kind: 'date', shapes: ['%H:%M %d/%m/%Y'] }, '14:30 12/03/2024', true],
    [{ kind: 'date', shapes: ['%d/%m/%Y %I:%M %p'] }, '12/03/2024 12:00 AM', false],
    [{ kind: 'date', shapes: ['%Y-%m-%dT%H:%M:%S%z'] }, '2024-03-12T00:00:00+02:00', true],
    [{ kind: 'date', shapes: ['%Y-%m-%dT%H:%M:%S%z'] }, '2024-03-12T02:00:00+02:00', false]
  ])('%j, %s: %s', async (reading, value, expected) => {
    const rows = await database.rows<{ v: boolean }>(`SELECT ${readInPartSql(reading, text(value))} AS v`)
    expect(rows).toEqual([{ v: expected }])
    expect(holdsWhole(reading)(value)).toBe(!expected)
    expect(unreadTexts(reading, [value])).toEqual(expected ? [value] : [])
  })
})
