import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { dateOrder } from './date-order'

const bench = detectorBench()
type Random = ReturnType<typeof createRandom>

/** Rows of two dates, in days since 2023 began. */
function dated(names: [string, string], pair: (random: Random, row: number) => [number, number], rows = 2000): string {
  const random = createRandom('ordre')
  const day = (days: number): string =>
    new Date(Date.UTC(2023, 0, 1) + 86_400_000 * Math.round(days)).toISOString().slice(0, 10)
  return valuesSql(
    ['n INTEGER', ...names.map((name) => `${name} DATE`)],
    Array.from({ length: rows }, (_, row) => [row, ...pair(random, row).map(day)])
  )
}

/** Three rows in a hundred. */
const isWrong = (row: number): boolean => row % 100 === 7 || row % 200 === 40 || row % 200 === 60

test('dates that follow one another by their values are held to it, whatever their names', async () => {
  const faults: ((random: Random, start: number, end: number) => [number, number])[] = [
    (random, start) => [start, start - 1 - random.below(30)],
    (_, start, end) => [end, start],
    (random, start) => [start, start - 5 - random.below(300)],
    (random, start) => [start, start - 2 - random.below(3)]
  ]
  for (const names of [
    ['ordered_on', 'shipped_on'],
    ['d1', 'd2'],
    ['d2', 'd1']
  ] as [string, string][])
    for (const [place, fault] of faults.entries()) {
      const select = dated(names, (random, row) => {
        const start = random.below(700)
        const end = start + (place === 1 ? 2 : place === 3 ? 6 : 0) + random.below(15)
        return isWrong(row) ? fault(random, start, end) : [start, end]
      })
      const found = await bench.detect(dateOrder, select)
      const told = new Set((await Promise.all(found.map(bench.rowids))).flat())
      expect(
        [...told].sort((a, b) => a - b),
        `${names.join()} ${place}`
      ).toEqual(Array.from({ length: 2000 }, (_, row) => row).filter(isWrong))
    }
})

test('two dates that lie about one another, or have nothing to do with one another, say nothing', async () => {
  const exponential = (random: Random): number => -Math.log(1 - random.next())
  const pairs: Record<string, (random: Random, row: number) => [number, number]> = {
    unrelated: (random) => [random.below(700), random.below(700)],
    'unrelated, mostly one before the other': (random) => [random.below(600), 470 + random.below(600)],
    'of years in a row': (random) => [random.below(365), 350 + random.below(365)],
    'sorted, closer': (random, row) => [row / 3 + random.below(60), row / 3 + 45 + random.below(60)],
    sorted: (random, row) => [row / 3 + random.below(60), row / 3 + 50 + random.below(60)],
    normal: (random) => {
      const start = random.below(700)
      return [start, start + random.normal(20, 11)]
    },
    'normal, close': (random) => {
      const start = random.below(700)
      return [start, start + random.normal(4, 2)]
    },
    uniform: (random) => {
      const start = random.below(900)
      return [start, start - 4 + random.below(100)]
    },
    exponential: (random) => {
      const start = random.below(900)
      return [start, start - 1.4 + 25 * exponential(random)]
    },
    'exponential both ways': (random) => {
      const start = random.below(900)
      return [start, start + 30 + 11 * (exponential(random) - exponential(random))]
    },
    'the day before': (random) => {
      const start = random.below(900)
      return [start, start + (random.next() < 0.03 ? -1 : random.below(3))]
    }
  }
  for (const [sort, pair] of Object.entries(pairs)) {
    const found = await bench.detect(dateOrder, dated(['d1', 'd2'], pair))
    expect(
      found.map(({ message }) => message.en),
      sort
    ).toEqual([])
  }
})

test('moments of one day that follow one another are held to it as dates are', async () => {
  const moments = (wrong: string): string =>
    `SELECT i AS n, begun AS d1, CASE WHEN i % 100 IN (7, 40, 60) THEN ${wrong} ELSE begun + to_minutes((5 + hash(i + 3) % 300)::BIGINT) END AS d2 FROM (SELECT i, TIMESTAMP '2024-01-01 08:00' + to_minutes((hash(i) % 500000)::BIGINT) AS begun FROM range(2000) r(i))`
  const [found, ...others] = await bench.detect(dateOrder, moments(`begun - to_minutes((30 + hash(i) % 200)::BIGINT)`))
  expect([found?.rows, others]).toEqual([60, []])
})

test('so they are where most rows have no second date', async () => {
  const contracts = `SELECT i AS n, DATE '2020-01-01' + (hash(i) % 1600)::INTEGER AS d1, CASE WHEN i % 10 < 3 THEN DATE '2020-01-01' + (hash(i) % 1600)::INTEGER + (60 + hash(i, 2) % 300)::INTEGER END AS d2 FROM range(4000) r(i)`
  const found = await bench.detect(dateOrder, contracts, [
    `UPDATE $t SET d2 = d1 - (5 + hash(n, 3) % 395)::INTEGER WHERE d2 IS NOT NULL AND n % 100 = 1`
  ])
  const told = (await Promise.all(found.map(bench.rowids))).flat()
  expect(told.length).toBe(40)
  expect(told.every((row) => row % 100 === 1)).toBe(true)
})
