import { expect, test } from 'vitest'
import { unitRatio, type StepSpec } from '../../../contract'
import { deliveryBench } from '../../deliveries/testing'
import { cellSql, isCellSpec } from './cells'
import { convert } from './convert'
import { follow } from './follow'
import type { SpecOf } from './kind'
import { phone } from './phone'

const bench = deliveryBench()

async function made(spec: StepSpec, texts: readonly string[], type = 'VARCHAR'): Promise<unknown[]> {
  if (!isCellSpec(spec)) throw new Error(spec.kind)
  const rows = texts.map((each, place) => `(${place}, '${each.replaceAll("'", "''")}')`).join(', ')
  const found = await bench.rows(
    `SELECT ${cellSql(spec, type, 'x')} AS x FROM (VALUES ${rows}) AS t(place, x) ORDER BY place`
  )
  return found.map(({ x }) => x)
}

const kg = (as: 'text' | 'number', decimal: ',' | '.' = ','): StepSpec => ({
  kind: 'convert',
  column: 'x',
  unit: 'kg',
  decimal,
  as,
  from: [
    { unit: 'g', ...unitRatio('g', 'kg')! },
    { unit: 't', ...unitRatio('t', 'kg')! }
  ]
})

test('measures in other units are written in one, exactly; what could be read two ways or bears no unit stays', async () => {
  expect(await made(kg('text'), ['9 g', '1 250g', '12,5 kg', '0,3 t', '−4 g', '1,1 g', '100 g', '1.500 g', '7', '3 oz', '', '1000000 g'])).toEqual([
    '0,009 kg', '1,25 kg', '12,5 kg', '300 kg', '-0,004 kg', '0,0011 kg', '0,1 kg', '1.500 g', '7', '3 oz', '', '1000 kg'
  ]) // prettier-ignore
  expect(await made(kg('text', '.'), ['1.5 g', '1,5 g'])).toEqual(['0.0015 kg', '1,5 g'])
})

test('beside numbers that bear no unit, those in the wanted one are written alone too', async () => {
  const euros = (decimal: ',' | '.', writes?: ',' | '.'): StepSpec => ({ kind: 'convert', column: 'x', unit: '€', from: [], decimal, writes, as: 'bare' }) // prettier-ignore
  const texts = ['121,33 €', '1 234,5€', '7', '€ 8', '3 $', '1.234,5 €']
  expect(await made(euros(','), texts)).toEqual(['121,33', '1234,5', '7', '8', '3 $', '1.234,5 €'])
  expect(await made(euros('.', ','), ['12.50 €', '12,50 €'])).toEqual(['12,50', '12,50 €'])
})

test('as numbers, all that bears a known unit is one; the rest is missing', async () => {
  expect(await made(kg('number'), ['9 g', '12,5 kg', '0,3 t', '7', 'x'])).toEqual([0.009, 12.5, 300, null, null])
  // As programs print them.
  expect(await made(kg('number'), ['1,9100000000000001 kg', '2,4299999999999997 g'])).toEqual([1.9100000000000001, 0.00243]) // prettier-ignore
})

test('numbers too large to be converted exactly stay as texts, and are counted', async () => {
  const litres = (as: 'text' | 'bare' | 'number'): SpecOf<'convert'> => ({ kind: 'convert', column: 'x', unit: 'l', decimal: ',', as, from: [{ unit: 'ml', ...unitRatio('ml', 'l')! }] }) // prettier-ignore
  const bytes = (as: 'text' | 'number'): SpecOf<'convert'> => ({ kind: 'convert', column: 'x', unit: 'o', decimal: ',', as, from: [{ unit: 'To', times: 1e12, per: 1 }] }) // prettier-ignore
  const volumes = ['123 456 789 012 345 ml', '12 345 678 901 234 ml', '500 ml']
  const sizes = ['10 000 000 To', '10 To']
  expect(await made(litres('text'), volumes)).toEqual([volumes[0], '12345678901,234 l', '0,5 l'])
  expect(await made(litres('bare'), volumes)).toEqual([volumes[0], '12345678901,234', '0,5'])
  expect(await made(bytes('text'), sizes)).toEqual([sizes[0], '10000000000000 o'])
  expect(await made(bytes('number'), sizes)).toEqual([null, 1e13])
  const left = async (spec: SpecOf<'convert'>, texts: readonly string[]): Promise<unknown> =>
    (await bench.rows(`SELECT count(*)::INTEGER AS n FROM (VALUES ${texts.map((each) => `('${each}')`).join(', ')}) AS t(x) WHERE ${convert.unnamed?.(spec, [], '')?.where}`))[0]?.n // prettier-ignore
  expect([await left(litres('text'), volumes), await left(litres('number'), volumes)]).toEqual([1, 1])
  expect([await left(litres('bare'), volumes), await left(bytes('text'), sizes)]).toEqual([1, 1])
})

test('minutes and hours, amounts in thousands before and behind', async () => {
  const hours: StepSpec = { kind: 'convert', column: 'x', unit: 'h', decimal: ',', as: 'text', from: [{ unit: 'min', ...unitRatio('min', 'h')! }] } // prettier-ignore
  expect(await made(hours, ['90 min', '10 mn', '2 h', '1 h 30'])).toEqual(['1,5 h', '0,166666667 h', '2 h', '1 h 30'])
  const euros: StepSpec = { kind: 'convert', column: 'x', unit: '€', decimal: ',', as: 'text', from: [{ unit: 'k€', ...unitRatio('k€', '€')! }] } // prettier-ignore
  expect(await made(euros, ['12,4 k€', 'K€ 3', '5 €'])).toEqual(['12400 €', '3000 €', '5 €'])
})

test('units of two measures have no ratio', () => {
  expect([unitRatio('g', 'm'), unitRatio('Go', 'Mo'), unitRatio('constructor', 'g')]).toEqual([null, null, null])
  expect([unitRatio('cm', 'm'), unitRatio('m', 'cm'), unitRatio('min', 'h')]).toEqual([{ times: 1, per: 100 }, { times: 100, per: 1 }, { times: 1, per: 60 }]) // prettier-ignore
})

test('dates beyond doubt are brought to the order of the others; those that read both ways stay', async () => {
  const texts = [
    '03/25/2024',
    '3-25-24',
    '25/03/2024',
    '03/04/2024',
    '05/05/2024',
    '03/25/2024 10:30',
    '13/13/2024',
    '2024-03-25',
    ''
  ]
  expect(await made({ kind: 'dates', column: 'x', first: 'day', mark: '/' }, texts)).toEqual([
    '25/03/2024', '25/3/24', '25/03/2024', '03/04/2024', '05/05/2024', '25/03/2024 10:30', '13/13/2024', '2024-03-25', ''
  ]) // prettier-ignore
  expect(await made({ kind: 'dates', column: 'x', first: 'month', mark: '-' }, ['25/03/2024', '03/25/2024'])).toEqual(['03-25-2024', '03/25/2024']) // prettier-ignore
})

test('telephone numbers are written in one shape, of one country; others stay', async () => {
  const texts = ['01 23 45 67 89', '01.23.45.67.89', '0123456789', '+33 1 23 45 67 89', '+33 (0)1 23 45 67 89', '0033123456789', '+32 2 123 45 67', '12345', '123456789', '01 23 45 67 89 poste 3'] // prettier-ignore
  const french = { code: '33', home: '0' }
  expect(await made({ kind: 'phone', column: 'x', shape: '99 99 99 99 99', country: french }, texts)).toEqual([
    ...Array.from({ length: 6 }, () => '01 23 45 67 89'), ...texts.slice(6)
  ]) // prettier-ignore
  expect(await made({ kind: 'phone', column: 'x', shape: '+33 9 99 99 99 99', country: french }, texts)).toEqual([
    ...Array.from({ length: 6 }, () => '+33 1 23 45 67 89'), ...texts.slice(6)
  ]) // prettier-ignore
  expect(await made({ kind: 'phone', column: 'x', shape: '(999) 999-9999', country: null }, ['212-555-0187', '2125550187', '+1 212 555 0187'])).toEqual(['(212) 555-0187', '(212) 555-0187', '+1 212 555 0187']) // prettier-ignore
})

test.each([
  ['+33 (0)9 99 99 99 99', '33', false],
  ['09 99 99 99 99', '33', false],
  ['+49 9 99 99 99 99', '33', false],
  ['+33', '33', false],
  ['+94', '94', false],
  ['09 99 99 99 99', null, false],
  ['+33 9 99 99 99 99', '33', true],
  ['+94 99 999 9999', '94', true],
  ['99 99 99 99 99', '33', true],
  ['+1 (999) 999-9999', null, true]
])('a shape has digits but 9 in the code at its head alone: %s of %s', (shape, code, fits) => {
  const columns = [{ name: 'x', type: 'VARCHAR' }]
  const country = code === null ? null : { code, home: '0' }
  const why = phone.misfit?.({ kind: 'phone', column: 'x', shape, country }, columns, new Map()) ?? null
  expect(why === null).toBe(fits)
  if (why) expect([why.fr, why.en]).toEqual([expect.stringContaining(shape), expect.stringContaining(shape)])
})

test('the value of a group is written in columns of any type, in the rows that are named and no others', async () => {
  const rows = `(SELECT * FROM (VALUES (1, 2.5, DATE '2024-01-01'), (1, 3, DATE '2024-01-02'), (2, 2.5, NULL), (NULL, 2.5, NULL)) AS t(g, x, d))`
  const columns = [{ name: 'g', type: 'INTEGER' }, { name: 'x', type: 'DOUBLE' }, { name: 'd', type: 'DATE' }] // prettier-ignore
  const typed = `(SELECT g::INTEGER AS g, x::DOUBLE AS x, d FROM ${rows})`
  const pairs = [{ of: '1', from: '2.5', to: '3.0' }]
  const made = follow.sql({ kind: 'follow', column: 'x', by: 'g', pairs }, typed, columns, new Map())
  expect((await bench.rows(made)).map(({ x }) => x)).toEqual([3, 3, 2.5, 2.5])
  const dated = follow.sql({ kind: 'follow', column: 'd', by: 'x', pairs: [{ of: '3.0', from: '2024-01-02', to: '2024-01-01' }] }, typed, columns, new Map()) // prettier-ignore
  expect((await bench.rows(`SELECT d::VARCHAR AS d FROM (${dated})`)).map(({ d }) => d)).toEqual(['2024-01-01', '2024-01-01', null, null]) // prettier-ignore
})
