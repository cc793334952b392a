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
