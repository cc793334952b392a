import { expect, test } from 'vitest'
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
