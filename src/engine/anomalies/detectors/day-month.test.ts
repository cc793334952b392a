import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { dayMonth } from './day-month'

const bench = detectorBench()
const DAY = 86_400_000

/** One or two rows a day, in the order of their days, a few of them entered late. */
function entered(random: Random, n: number): string[] {
  let at = Date.UTC(2024, 0, 3)
  return Array.from({ length: n }, () => {
    at += random.pick([0, 1, 1, 2]) * DAY
    return new Date(at - (random.chance(0.05) ? 2 * DAY : 0)).toISOString().slice(0, 10)
  })
}

function swapped(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(8, 10)}-${day.slice(5, 7)}`
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('dates in the order of the rows, late entries and dates in no order are silent', async () => {
    const days = entered(createRandom(seed), 500)
    const sql = (dates: string[]) => valuesSql(['n INTEGER', 'le DATE'], dates.map((day, at) => [at, day])) // prettier-ignore
    expect(await bench.detect(dayMonth, sql(days))).toEqual([])
    const random = createRandom(seed)
    expect(await bench.detect(dayMonth, sql(days.map(() => random.pick(days))))).toEqual([])
    // Out of place, and no better the other way round.
    expect(await bench.detect(dayMonth, sql(days.map((day, at) => (at % 100 === 50 ? '2025-03-28' : day))))).toEqual([])
  })

  test('days and months changed over are told, exactly', async () => {
    const days = entered(createRandom(seed), 500)
    const may = days.flatMap((day, at) => (Number(day.slice(8)) <= 12 && Math.abs(Number(day.slice(8)) - Number(day.slice(5, 7))) >= 2 ? [at] : [])) // prettier-ignore
    const wrong = may.filter((_, at) => at % 23 === 7)
    expect(wrong.length).toBeGreaterThan(4)
    const found = await bench.detect(
      dayMonth,
      valuesSql(['n INTEGER', 'le DATE'], days.map((day, at) => [at, wrong.includes(at) ? swapped(day) : day])) // prettier-ignore
    )
    expect(found.map(({ kind, cells }) => [kind, cells])).toEqual([['mixed_dates', wrong.length]])
    expect(await bench.rowids(found[0])).toEqual(wrong)
  })

  test('days beyond 12 that say two orders are told of the column', async () => {
    const random = createRandom(seed)
    const french = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
    const texts = entered(random, 400).map(french)
    const sql = (dates: string[]) => valuesSql(['n INTEGER', 'le'], dates.map((day, at) => [at, day])) // prettier-ignore
    expect(await bench.detect(dayMonth, sql(texts))).toEqual([])
    const wrong = texts.flatMap((day, at) => (Number(day.slice(0, 2)) > 12 ? [at] : [])).filter((_, at) => at % 20 === 3) // prettier-ignore
    const mixed = texts.map((day, at) => (wrong.includes(at) ? `${day.slice(3, 5)}/${day.slice(0, 2)}${day.slice(5)}` : day)) // prettier-ignore
    const found = (await bench.detect(dayMonth, sql(mixed))).filter(({ place }) => place === 'column')
    expect(found.map(({ rows, cells }) => [rows, cells])).toEqual([[wrong.length, 0]])
    expect(await bench.rowids(found[0])).toEqual(wrong)
  })
})

test('a date that only lies near another one of its row once day and month change places is told', async () => {
  const select = (swap: string): string =>
    `SELECT n, commande, CASE WHEN ${swap} AND day(livraison) <= 12 AND day(livraison) <> month(livraison) THEN make_date(year(livraison), day(livraison), month(livraison)) ELSE livraison END AS livraison FROM (SELECT n, commande, commande + (1 + hash(7 * n) % 8)::INTEGER AS livraison FROM (SELECT i AS n, DATE '2024-01-01' + (hash(i) % 366)::INTEGER AS commande FROM range(3000) r(i)))`
  expect(await bench.detect(dayMonth, select('false'))).toEqual([])
  const [found, ...others] = await bench.detect(dayMonth, select('n % 20 = 3'))
  expect(others).toEqual([])
  expect(found?.columns).toEqual(['livraison'])
  const told = await bench.rowids(found)
  expect(told.length).toBeGreaterThan(40)
  expect(told.every((row) => row % 20 === 3)).toBe(true)
  // Dates that are only far from the other one, by chance as they come, are not.
  const late = `SELECT i AS n, DATE '2024-01-01' + (hash(i) % 366)::INTEGER AS commande, DATE '2024-01-01' + (hash(i) % 366)::INTEGER + (CASE WHEN i % 20 = 3 THEN 30 + hash(3 * i) % 300 ELSE 1 + hash(7 * i) % 8 END)::INTEGER AS livraison FROM range(3000) r(i)`
  expect(await bench.detect(dayMonth, late)).toEqual([])
})
