import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench } from '../testing'
import { timeBreak } from './time-break'

const bench = detectorBench()

/** One row for each of some moments, and what is told of them when some are taken out. */
async function told(moments: string, without = 'false', as = 'le'): Promise<string[]> {
  const found = await bench.detect(timeBreak, `SELECT ${as} AS le, (hash(le) % 97)::INTEGER AS v FROM (SELECT unnest(${moments}) AS le) WHERE NOT (${without})`) // prettier-ignore
  return found.map(({ message }) => message.en)
}
const range = (from: string, to: string, step: string): string =>
  `range(TIMESTAMP '${from}', TIMESTAMP '${to}', INTERVAL '${step}')`

const DAYS = range('2023-01-02', '2025-01-01', '1 day')
const WORKDAYS = `list_filter(${DAYS}, d -> isodow(d) < 6)`

test('twelve days that lack in a series of one row a day are told, with weekends or without; single holidays are not', async () => {
  const gap = `le BETWEEN '2023-09-04' AND '2023-09-15'`
  const holidays = `strftime(le, '%m-%d') IN ('01-01', '05-01', '05-08', '07-14', '08-15', '11-11', '12-25', '12-26')`
  for (const days of [DAYS, WORKDAYS]) {
    expect(await told(days, holidays, 'le::DATE')).toEqual([])
    expect(await told(days, `${gap} OR ${holidays}`, 'le::DATE')).toEqual([`“le”: 12 days without any row, against the rhythm of the column`]) // prettier-ignore
  }
})

test('a closing that comes back every year, and the one at its end, are no pause', async () => {
  for (const days of [DAYS, WORKDAYS]) {
    expect(await told(days, `strftime(le, '%m-%d') BETWEEN '08-05' AND '08-20'`, 'le::DATE')).toEqual([])
    expect(await told(days, `le BETWEEN '2023-12-23' AND '2024-01-02'`, 'le::DATE')).toEqual([])
    const gap = `strftime(le, '%m-%d') BETWEEN '08-05' AND '08-20' OR le BETWEEN '2023-04-03' AND '2023-04-14'`
    expect(await told(days, gap, 'le::DATE')).toEqual([
      '“le”: 12 days without any row, against the rhythm of the column'
    ])
  }
})

test('a pause of days among rows that come by chance is told where chance would not make it', async () => {
  const events = (rate: number): string => `list_filter(${DAYS}, d -> hash(d) % 100 < ${rate})`
  const gap = `le BETWEEN '2023-09-04' AND '2023-09-17'`
  for (const rate of [40, 65, 90]) expect(await told(events(rate), 'false', 'le::DATE')).toEqual([])
  expect(await told(events(90), gap, 'le::DATE')).toHaveLength(1)
  expect(await told(events(40), gap, 'le::DATE')).toEqual([])
})

test('a month that lacks in a series of months is told, dates at either end of the month', async () => {
  const months = range('2018-01-01', '2024-01-01', '1 month')
  for (const day of ['le::DATE', 'last_day(le)']) {
    expect(await told(months, 'false', day)).toEqual([])
    expect(await told(months, `le = '2021-05-01'`, day)).toEqual(['“le”: 1 month without any row, against the rhythm of the column']) // prettier-ignore
  }
})

test('weeks that lack in a series of weeks are told', async () => {
  const weeks = range('2022-01-03', '2024-11-01', '7 days')
  expect(await told(weeks, 'false', 'le::DATE')).toEqual([])
  expect(await told(weeks, `le BETWEEN '2023-03-01' AND '2023-03-20'`, 'le::DATE')).toEqual(['“le”: 3 weeks without any row, against the rhythm of the column']) // prettier-ignore
})

test('hours that lack in a series of hours are told, nights and the change of the clock are not', async () => {
  const hours = range('2024-03-01', '2024-05-01', '1 hour')
  expect(await told(hours)).toEqual([])
  expect(await told(hours, `le = '2024-03-31 02:00'`)).toEqual([])
  expect(await told(hours, `le = '2024-04-03 05:00'`)).toEqual(['“le”: 1 hour without any row, against the rhythm of the column']) // prettier-ignore
  const open = `NOT (hour(le) BETWEEN 8 AND 18 AND isodow(le) < 7)`
  expect(await told(hours, open)).toEqual([])
  expect(await told(hours, `${open} OR le BETWEEN '2024-04-03 11:00' AND '2024-04-03 14:00'`)).toEqual(['“le”: 4 hours without any row, against the rhythm of the column']) // prettier-ignore
  const quarters = range('2024-03-04', '2024-03-18', '15 minutes')
  expect(await told(quarters, `le BETWEEN '2024-03-08 02:00' AND '2024-03-08 06:59'`)).toEqual([
    '“le”: 20 times without any row, against the rhythm of the column'
  ])
})

test('a few moments of 1970 among readings of every minute are stray ones: what lacks among the others is told', async () => {
  const readings = `list_concat(${range('2024-01-01', '2024-01-08', '1 minute')}, list_transform(range(250), d -> TIMESTAMP '1970-01-01'))`
  const lacking = `le BETWEEN '2024-01-03 02:00' AND '2024-01-03 02:29'`
  expect(await told(readings, lacking)).toContain('“le”: 30 times without any row, against the rhythm of the column')
})

/** What is told of rows on some days, several a day, with its confidence. */
async function toldOf(days: string, rows: number, more = ''): Promise<[string, number][]> {
  const found = await bench.detect(timeBreak, `WITH d AS (SELECT list_transform(${days}, x -> x::DATE) AS all_days) SELECT all_days[1 + (hash(i) % len(all_days))::INTEGER] AS le FROM d, range(${rows}) r(i)${more}`) // prettier-ignore
  return found.map(({ message, confidence }) => [message.en, confidence])
}

test('the closing of the only summer of a series may be that of the holidays: it is said in doubt; the same in spring, or from the middle of a week on, is not', async () => {
  const year = range('2024-01-02', '2024-12-30', '1 day')
  const open = (from: string, to: string): string =>
    `list_filter(${year}, d -> isodow(d) < 6 AND NOT d BETWEEN '2024-${from}' AND '2024-${to}')`
  const [summer, spring, amid] = [open('08-05', '08-23'), open('04-08', '04-26'), open('07-26', '08-13')]
  for (const rows of [700, 4000]) {
    expect((await toldOf(summer, rows)).map(([, confidence]) => confidence)).toEqual([0.3])
    for (const days of [spring, amid]) expect((await toldOf(days, rows)).map(([, confidence]) => confidence)).toEqual([0.8]) // prettier-ignore
  }
  const said = async (days: string) => (await bench.detect(timeBreak, `SELECT le::DATE AS le, 1 AS v FROM (SELECT unnest(${days}) AS le)`)).map(({ confidence }) => confidence) // prettier-ignore
  expect(await said(summer)).toEqual([0.3])
  expect(await said(spring)).toEqual([0.8])
})

/** What is told, but in doubt, of days counted from the first of 2022. */
async function surely(days: readonly number[]): Promise<string[]> {
  const found = await bench.detect(timeBreak, `SELECT DATE '2022-01-03' + day AS le, 1 AS v FROM (SELECT unnest([${days.join(', ')}]) AS day)`) // prettier-ignore
  return found.filter(({ confidence }) => confidence > 0.3).map(({ message }) => message.fr)
}
const days = (n: number, day: () => number): number[] => Array.from({ length: n }, day)

test('a few rows before and behind all others are no other level, no pause and no rush', async () => {
  for (const seed of ['a', 'b', 'c']) {
    const random = createRandom(seed)
    const early = days(143, () => random.below(1090) - 400)
    expect(await surely([...days(4850, () => random.below(1090)), ...early])).toEqual([])
    // The first days of the months behind, day and month changed over.
    const swapped = days(90, () => 120 + 30 * random.below(8) + random.below(4))
    expect(await surely([...days(4700, () => random.below(119)), ...swapped])).toEqual([])
  }
})

test('ends that run out, ever fewer a day, pause by chance', async () => {
  for (const seed of ['a', 'b', 'c', 'd'])
    for (const [n, span, tail] of [
      [900, 500, 250],
      [1500, 500, 400],
      [4000, 700, 200]
    ] as const) {
      // prettier-ignore
      const random = createRandom(seed)
      expect(await surely(days(n, () => random.below(span) + random.below(tail)))).toEqual([])
    }
})
