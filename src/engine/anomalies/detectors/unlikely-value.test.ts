import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { unlikelyValue } from './unlikely-value'

const bench = detectorBench()
/** Prices of three kinds of things, even within each. */
const PRICES = `SELECT i AS n, ['vis', 'pompe', 'moteur'][1 + i % 3] AS article, ([2, 200, 20000][1 + i % 3] * (1 + (i * 37 % 101) / 100.0))::DOUBLE AS prix FROM range(1500) r(i)`

test('a value rather far from those of its category is worth a look, below even chances', async () => {
  const [found, ...others] = await bench.detect(unlikelyValue, PRICES, [`UPDATE $t SET prix = 72000 WHERE n = 302`])
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([302])
  expect([found?.severity, found?.columns, found?.beside]).toEqual(['info', ['prix'], ['article']])
  expect(found?.confidence ?? 1).toBeLessThan(0.5)
  expect(found?.message.fr).toContain('assez loin des autres de même « article »')
})

test('what is in no way far, or far enough to be told as an outlier, or in a long tail, is not', async () => {
  expect(await bench.detect(unlikelyValue, PRICES)).toEqual([])
  expect(await bench.detect(unlikelyValue, PRICES, [`UPDATE $t SET prix = 9e6 WHERE n = 302`])).toEqual([])
  const tail = `SELECT i AS n, exp(4 * (i * 37 % 1009) / 1009.0)::DOUBLE AS prix FROM range(1500) r(i)`
  expect(await bench.detect(unlikelyValue, tail)).toEqual([])
})
