import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench } from '../testing'
import { staleBefore, staleRecord } from './stale-record'

const bench = detectorBench()
/** Rows brought up to date over a year, at random. */
const ROWS = `SELECT i AS n, ['Lyon', 'Nice', 'Lille', 'Pau'][1 + i % 4] AS agence, DATE '2025-02-01' + (hash(i) % 365)::INTEGER AS derniere_maj, DATE '1950-01-01' + (hash(i * 3) % 18000)::INTEGER AS naissance FROM range(600) r(i)`

test('rows last brought up to date long before all others are told; dates of another kind are not', async () => {
  const found = await bench.detect(staleRecord, ROWS, [
    `UPDATE $t SET derniere_maj = DATE '2019-04-01' + (n % 90)::INTEGER, naissance = DATE '1700-01-01' WHERE n IN (3, 40, 50)`
  ])
  expect(found.map(({ detector, dimension, place }) => [detector, dimension, place])).toEqual([
    ['stale_record', 'currentness', 'rows']
  ])
  expect(await bench.rowids(found[0])).toEqual([3, 40, 50])
})

test('an office whose updates stopped is told with its rows', async () => {
  const found = await bench.detect(staleRecord, ROWS, [
    `UPDATE $t SET derniere_maj = derniere_maj - INTERVAL 200 DAY WHERE agence = 'Pau'`
  ])
  expect(found.map(({ detector, rows }) => [detector, rows])).toEqual([['stale_part', 150]])
  expect(found[0]?.message.en).toContain('“Pau”')
})

test.each([1, 2, 3])('a long tail of older and older updates is no fault; seed %i', async (seed) => {
  const random = createRandom(seed)
  for (let table = 0; table < 40; table++) {
    const counts = new Map<number, number>()
    for (let row = 0; row < 400; row++) {
      const day = 20_000 - Math.floor(-200 * Math.log(1 - random.next()))
      counts.set(day, (counts.get(day) ?? 0) + 1)
    }
    const days = [...counts].map(([day, n]) => ({ day, n })).sort((a, b) => a.day - b.day)
    expect(staleBefore(days)?.rows ?? 0).toBeLessThanOrEqual(1)
  }
  expect(await bench.detect(staleRecord, ROWS)).toEqual([])
})
