import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { outlier } from './outlier'

const bench = detectorBench()

/** Skewed weights, one in so many of them in another unit. */
function weights(seed: string, every: number, factor: number): (number | null)[][] {
  const random = createRandom(seed)
  return Array.from({ length: 4000 }, (_, at) => {
    const grams = Math.round(Math.exp(6 + 0.7 * random.normal()))
    return [at, every && at % every === 3 ? grams * factor : grams]
  })
}

test.each([10, 50, 200])('kilograms among grams, and grams among kilograms, are told: one in %i', async (every) => {
  for (const factor of [0.001, 1000]) {
    const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'poids DOUBLE'], weights('poids', every, factor)))
    const rows = new Set((await Promise.all(found.map(bench.rowids))).flat())
    const right = [...rows].filter((row) => row % every === 3)
    expect(right.length).toBeGreaterThan(0.95 * (4000 / every))
    expect(right.length).toBeGreaterThan(0.95 * rows.size)
  }
})

test('skewed amounts in one unit, and small things among great ones by a category, are no second unit', async () => {
  for (const seed of ['a', 'b', 'c']) expect(await bench.detect(outlier, valuesSql(['n INTEGER', 'poids DOUBLE'], weights(seed, 0, 1)))).toEqual([]) // prettier-ignore
  const things = weights('d', 10, 0.001).map(([at, weight]) => [
    at ?? 0,
    weight ?? 0,
    Number(at) % 10 === 3 ? 'vis' : 'moteur'
  ])
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'poids DOUBLE', 'objet'], things))
  expect(found.filter(({ kind }) => kind === 'mixed_units')).toEqual([])
})

test('counts of a few things and prices of a few steps beside hundreds are no second unit; amounts in cents are', async () => {
  const random = createRandom('pas')
  const rows = (few: () => number, many: () => number) =>
    valuesSql(['n INTEGER', 'prix DOUBLE'], Array.from({ length: 2000 }, (_, at) => [at, at % 12 === 3 ? few() : many()])) // prettier-ignore
  const hundreds = (): number => 300 + random.below(201)
  expect(
    await bench.detect(
      outlier,
      rows(() => 3 + random.below(3), hundreds)
    )
  ).toEqual([])
  expect(await bench.detect(outlier, rows(() => 1 + random.below(9), () => 100 + random.below(801)))).toEqual([]) // prettier-ignore
  const found = await bench.detect(
    outlier,
    rows(() => hundreds() / 100, hundreds)
  )
  expect(found.map(({ kind, rows: n }) => [kind, n])).toEqual([['mixed_units', 167]])
})
