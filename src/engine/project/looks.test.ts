import { expect, test } from 'vitest'
import type { NewLook } from '../../contract'
import { figureKey, LookLog, queryPrint } from './looks'

const look = (name: string, query?: string): NewLook => ({
  kind: 'chart',
  tables: [],
  columns: [],
  segment: null,
  filter: null,
  figure: { fr: name, en: name },
  ...(query === undefined ? {} : { query: queryPrint(query) }),
  comparisons: 1
})

test('figures of two queries are two, though their words are the same', () => {
  expect(figureKey(look('count by x', 'SELECT 1 AS x'))).not.toBe(figureKey(look('count by x', 'SELECT 2 AS x')))
  expect(figureKey(look('count by x', 'SELECT 1 AS x '))).toBe(figureKey(look('count by x', 'SELECT 1 AS x')))
})

test('the log keeps so many: repeats go before the first look at a figure, the oldest first', async () => {
  let now = new Date('2026-03-01T08:00:00Z')
  const log = new LookLog(
    <T>() => Promise.resolve(new Map() as T),
    true,
    () => now,
    10
  )
  const on = async (day: number, ...names: string[]): Promise<void> => {
    now = new Date(Date.UTC(2026, 2, day, 8))
    log.note(...names.map((name) => look(name)))
    await log.write()
  }
  await on(1, 'a', 'b', 'c')
  await on(2, 'a', 'b', 'd')
  await on(3, 'a', 'e', 'f', 'g')
  expect(await log.list()).toHaveLength(10)
  await on(4, 'a')
  const kept = (await log.list()).map(({ day, figure }) => `${figure.en}${day.slice(-1)}`)
  expect(kept).toHaveLength(9)
  expect(kept.sort()).toEqual(['a1', 'a3', 'a4', 'b1', 'c1', 'd2', 'e3', 'f3', 'g3'])
  for (let day = 5; day < 9; day++) await on(day, `x${day}`, `y${day}`)
  const last = (await log.list()).map(({ figure }) => figure.en)
  expect(last.length).toBeLessThanOrEqual(10)
  expect(last).toEqual(expect.arrayContaining(['x8', 'y8']))
})
