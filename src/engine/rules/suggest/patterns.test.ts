import { expect, test } from 'vitest'
import { deliveryBench } from '../../deliveries/testing'
import { finish } from '../../index'

const bench = deliveryBench()

/** The pattern suggested for a column of 300 codes, and the rows that it fails. */
async function suggested(code: (row: number) => string) {
  const lines = Array.from({ length: 300 }, (_, row) => `${row};${code(row)}`)
  await bench.load(await bench.file('t.csv', ['n;siret', ...lines, ''].join('\n')))
  const { suggestions } = await finish(await bench.client().rules.suggest({ table: { schema: 'clean', name: 't' } }))
  return suggestions.flatMap(({ draft: { spec }, counts }) =>
    spec.kind === 'regex' ? [{ pattern: spec.pattern, failing: counts?.failing }] : []
  )
}

test('long codes that were cut do not widen the pattern of their column', async () => {
  const siret = (row: number): string => String(12_345_678_900_011n + BigInt(row) * 7_654_321_987n)
  expect(await suggested((row) => (row % 30 === 4 ? siret(row).slice(1) : siret(row)))).toEqual([
    { pattern: '\\d{14}', failing: 10 }
  ])
})

test('codes that count up are of several lengths', async () => {
  expect(await suggested((row) => `REF-${row + 1}`)).toEqual([{ pattern: '\\p{Lu}{3}\\-\\d{1,3}', failing: 0 }])
})

test('codes that a search calls wrong do not widen the pattern, and codes for no answer make no column one to be filled', async () => {
  const towns = [
    '01000',
    '06000',
    '35000',
    '69003',
    '75011',
    '31000',
    '44000',
    '59000',
    '13001',
    '33000',
    '02100',
    '80000'
  ]
  const code = (row: number): string => (towns[row % 12] ?? '').replace(row % 36 < 2 ? /^0/ : /^$/, '')
  const state = (row: number): string => (row % 25 === 3 ? 'N/A' : (['livrée', 'payée', 'annulée'][row % 3] ?? ''))
  const lines = Array.from({ length: 720 }, (_, row) => `${row};${code(row)};${state(row)}`)
  await bench.load(await bench.file('c.csv', ['n;code_postal;statut', ...lines, ''].join('\n')))
  const table = { schema: 'clean' as const, name: 'c' }
  const specs = async () =>
    (await finish(await bench.client().rules.suggest({ table }))).suggestions.map(({ draft }) => draft.spec)
  expect((await specs()).find(({ kind }) => kind === 'regex')).toMatchObject({ pattern: '\\d{4,5}' })
  for await (const event of await bench.client().anomalies.detect({ tables: [table] })) void event
  const known = await specs()
  expect(known.find(({ kind }) => kind === 'regex')).toMatchObject({ column: 'code_postal', pattern: '\\d{5}' })
  expect(known.flatMap((spec) => (spec.kind === 'not_null' ? [spec.column] : []))).toEqual(['n', 'code_postal'])
})
