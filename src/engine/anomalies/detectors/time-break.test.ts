import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench } from '../testing'
import { timeBreak } from './time-break'

const bench = detectorBench()
const DAY = 86_400_000
const START = Date.UTC(2025, 0, 6)

/** Rows a day over 30 weeks: more on Saturdays, none on Sundays, slowly growing; a score and a skewed amount. */
function days(random: Random, perDay = 20, edit: (day: number, n: number) => number = (_, n) => n) {
  const rows: { day: number; score: number; amount: number }[] = []
  for (let day = 0; day < 210; day++) {
    const rate = [1, 0.8, 0.8, 1, 1.2, 2, 0][day % 7] ?? 0
    const n = edit(day, poisson(random, perDay * rate * (1 + day / 400)))
    for (let row = 0; row < n; row++)
      rows.push({ day, score: 1 + random.below(5), amount: Math.round(Math.exp(3 + random.normal()) * 100) / 100 })
  }
  return rows
}

function poisson(random: Random, mean: number): number {
  let [n, sum] = [-1, 0]
  while (sum <= mean) {
    sum += random.exponential(1)
    n++
  }
  return n
}

function sqlOf(rows: { day: number; score: number; amount: number }[]): string {
  // With a time of day, as exports have it.
  const values = rows.map(
    ({ day, score, amount }, at) => `(TIMESTAMP '${iso(day)} 1${at % 10}:30:00', ${score}, ${amount}::DOUBLE)`
  )
  return `SELECT le, score AS place, montant FROM (VALUES ${values.join(', ')}) AS v(le, score, montant)`
}

function iso(day: number): string {
  return new Date(START + day * DAY).toISOString().slice(0, 10)
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('a weekly rhythm with a slope is silent', async () => {
    for (const perDay of [6, 25])
      expect(await bench.detect(timeBreak, sqlOf(days(createRandom(seed), perDay)))).toEqual([])
  })

  test('days without rows are told, the rows on their edges shown; Sundays are no gap', async () => {
    const from = 70 + 7 * createRandom(seed).below(8)
    const rows = days(createRandom(seed), 20, (day, n) => (day >= from && day < from + 4 ? 0 : n))
    const found = await bench.detect(timeBreak, sqlOf(rows))
    expect(found.map(({ message }) => message.en)).toEqual([
      '“le”: 4 days without any row, against the rhythm of the column'
    ])
    // The day before Monday with rows is Saturday.
    const edges = rows.flatMap(({ day }, place) => (day === from - 2 || day === from + 4 ? [place] : []))
    expect(await bench.rowids(found[0])).toEqual(edges)
  })

  test('a day with far too many rows is told, exactly its rows', async () => {
    const at = 70 + createRandom(seed).below(30) * 7
    const rows = days(createRandom(seed), 20, (day, n) => (day === at % 140 ? n + 150 : n))
    const found = await bench.detect(timeBreak, sqlOf(rows))
    expect(found.map(({ message }) => message.en)).toEqual(['“le”: 1 day with far too many rows'])
    expect(await bench.rowids(found[0])).toEqual(rows.flatMap(({ day }, place) => (day === at % 140 ? [place] : [])))
  })

  test('another level of rows, and of a mean, is told near its day; the rows are those after it', async () => {
    const at = 90 + createRandom(seed).below(20)
    const more = days(createRandom(seed), 10, (day, n) => (day >= at ? 2 * n : n))
    const [found] = await bench.detect(timeBreak, sqlOf(more))
    expect(found?.message.en).toMatch(/rows a day on average instead of/)
    const ids = await bench.rowids(found)
    const after = more.flatMap(({ day }, place) => (day >= at ? [place] : []))
    expect(Math.abs(ids.length - after.length)).toBeLessThan(100)
    const higher = days(createRandom(seed)).map((row) => (row.day >= at ? { ...row, amount: row.amount * 2.5 } : row))
    const means = await bench.detect(timeBreak, sqlOf(higher))
    expect(means.map(({ columns }) => columns)).toEqual([['montant', 'le']])
  })
})

test.each([1, 2])(
  'two weeks without rows, or with few, are no other level that lasts, and a lasting one is told all the same (seed %i)',
  async (seed) => {
    const long = (edit: (day: number, n: number) => number): { day: number; score: number; amount: number }[] => {
      const random = createRandom(seed)
      return Array.from({ length: 500 }, (_, day) =>
        Array.from({ length: Math.round(edit(day, poisson(random, day % 7 < 5 ? 20 : 10))) }, () => ({
          day,
          score: 1 + random.below(5),
          amount: random.below(90)
        }))
      ).flat()
    }
    const during = (day: number, length: number): boolean => day >= 200 && day < 200 + length
    const said = async (edit: (day: number, n: number) => number): Promise<string[]> =>
      (await bench.detect(timeBreak, sqlOf(long(edit)))).map(({ message }) => message.en)
    expect(await said((day, n) => (during(day, 14) ? 0 : n))).toEqual([
      '“le”: 14 days without any row, against the rhythm of the column'
    ])
    for (const length of [7, 12, 18])
      expect((await said((day, n) => (during(day, length) ? n / 6 : n))).filter((one) => one.includes(' since '))).toEqual([]) // prettier-ignore
    expect(await said((day, n) => (day >= 200 ? n / 4 : n))).toEqual([expect.stringContaining(' since about ')])
  }
)

test.each([1, 2])(
  'another level that goes back after some weeks is told, its weeks shown; one that comes again is a season (seed %i)',
  async (seed) => {
    const during = (day: number, from: number): boolean => day >= from && day < from + 35
    const rows = days(createRandom(seed), 20, (day, n) => (during(day, 84) ? Math.round(n / 3) : n))
    const found = await bench.detect(timeBreak, sqlOf(rows))
    expect(found.map(({ message }) => message.en)).toEqual([
      expect.stringMatching(/^“le”: from .* to .* rows a day on average instead of/)
    ])
    const inside = rows.flatMap(({ day }, place) => (during(day, 84) ? [place] : []))
    const ids = new Set(await bench.rowids(found[0]))
    expect(inside.filter((place) => ids.has(place)).length).toBeGreaterThan(0.9 * inside.length)
    expect(ids.size).toBeLessThan(1.2 * inside.length)
    const seasons = days(createRandom(seed), 20, (day, n) =>
      during(day, 42) || during(day, 126) ? Math.round(n / 3) : n
    )
    const told = await bench.detect(timeBreak, sqlOf(seasons))
    expect(told.filter(({ message }) => / to .* on average/.test(message.en))).toEqual([])
  }
)

test('a measure that only varies by chance has no break, few rows a week though there are', async () => {
  const told: string[] = []
  for (let seed = 1; seed <= 5; seed++) {
    const random = createRandom(seed)
    const rows = Array.from({ length: 600 }, () => ({ day: random.below(364), score: 1, amount: random.below(90) }))
    told.push(...(await bench.detect(timeBreak, sqlOf(rows))).map(({ message }) => `${seed} ${message.en}`))
  }
  expect(told).toEqual([])
})

test('a few weeks that differ amid one level are no break; a break is told by the means of either whole side', async () => {
  /** Around 18 rows a week over 260 weeks, another number in some of them. */
  const weeks = (edit: (week: number) => number): { day: number; score: number; amount: number }[] =>
    Array.from({ length: 260 }, (_, week) =>
      Array.from({ length: edit(week) + (week % 3) - 1 }, (_, row) => ({
        day: 7 * week + (row % 7),
        score: 1,
        amount: (week * 31 + row * 17) % 90
      }))
    ).flat()
  const dip = weeks((week) => (week >= 130 && week < 140 ? 20 : week >= 140 && week < 150 ? 13 : 18))
  expect(await bench.detect(timeBreak, sqlOf(dip))).toEqual([])
  const lasting = weeks((week) => (week < 120 ? 24 : week < 130 ? 22 : week < 140 ? 14 : 12))
  const [found] = await bench.detect(timeBreak, sqlOf(lasting))
  const ids = new Set(await bench.rowids(found))
  const sides = [true, false].map((after) => lasting.filter((_, place) => ids.has(place) === after))
  const [after, before] = sides.map((rows) => rows.length / new Set(rows.map(({ day }) => Math.floor(day / 7))).size)
  const told = /, ([\d.]+) rows a week on average instead of ([\d.]+)$/.exec(found?.message.en ?? '')
  // The first and last hundredth of the dates are left out of the series.
  expect(Math.abs(Number(told?.[1]) - (after ?? 0))).toBeLessThan(0.3)
  expect(Math.abs(Number(told?.[2]) - (before ?? 0))).toBeLessThan(0.3)
})

test.each([1, 2, 3, 4])(
  'a season of the rows and of a mean is no break; another level amid it is told (seed %i)',
  async (seed) => {
    const random = createRandom(seed)
    const season = (day: number): number => 1 + 0.5 * Math.cos((2 * Math.PI * (day - 15)) / 365)
    const at = 200 + random.below(300)
    const rows = Array.from({ length: 700 }, (_, day) =>
      Array.from({ length: poisson(random, 9 * season(day)) }, () => ({
        day,
        score: 1,
        amount: 12 - 8 * season(day) + 2 * random.normal()
      }))
    ).flat()
    expect(await bench.detect(timeBreak, sqlOf(rows))).toEqual([])
    const higher = rows.map((row) => (row.day >= at ? { ...row, amount: row.amount + 8 } : row))
    const [found, ...others] = await bench.detect(timeBreak, sqlOf(higher))
    expect(others).toEqual([])
    expect(found?.columns).toEqual(['montant', 'le'])
    const after = higher.filter(({ day }) => day >= at).length
    expect(Math.abs((await bench.rowids(found)).length - after)).toBeLessThan(80)
  }
)

test('a few stray dates a year before all others are no level that the rows come up from', async () => {
  for (const seed of [1, 2, 3]) {
    const random = createRandom(seed)
    const rows = Array.from({ length: 800 }, (_, at) => ({ day: at < 10 ? 0 : 370 + random.below(410), score: 1, amount: random.below(90) })) // prettier-ignore
    expect((await bench.detect(timeBreak, sqlOf(rows))).map(({ message }) => message.en)).toEqual([])
  }
})
