import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { outlier } from './outlier'

const bench = detectorBench()

function measured(value: (random: ReturnType<typeof createRandom>, row: number) => number): string {
  const random = createRandom('ordre de grandeur')
  return valuesSql(
    ['n INTEGER', 'tension DOUBLE'],
    Array.from({ length: 1000 }, (_, row) => [row, Math.round(100 * value(random, row)) / 100])
  )
}

test('values of another order of magnitude are told though they are one in fifty', async () => {
  const slipped = (row: number): number => (row % 50 ? 1 : [10, 0.1, 0.001][(row / 50) % 3]!)
  const found = await bench.detect(
    outlier,
    measured((random, row) => random.normal(230, 3) * slipped(row))
  )
  expect(found.map(({ rows }) => rows)).toEqual([20])
  expect((await bench.rowids(found[0])).every((row) => row % 50 === 0)).toBe(true)
})

test('the tail of a skewed measure is no slip of the decimal mark', async () => {
  const skewed = measured((random) => Math.exp(random.normal(3, 1)))
  expect(await bench.detect(outlier, skewed)).toEqual([])
})
