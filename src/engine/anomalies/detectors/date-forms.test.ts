import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { impossibleValue } from './impossible-value'
import { shapeMinority } from './shape-minority'

const { detect, rowids } = detectorBench()
const DAY = `(TIMESTAMP '2023-03-01' + INTERVAL (i * 7) HOUR)`
const years = (shape: string, edits: readonly string[] = []) =>
  detect(shapeMinority, `SELECT strftime(${DAY}, '${shape}') AS envoi, i FROM range(3000) r(i)`, edits)

test('a few years of two digits among years of four are told, beside another order of the parts', async () => {
  const [found, ...others] = await years('%d.%m.%Y', [
    `UPDATE $t SET envoi = strftime(${DAY}, '%d.%m.%y') WHERE i % 50 = 7`,
    `UPDATE $t SET envoi = strftime(${DAY}, '%Y-%m-%d') WHERE i % 50 = 9`
  ])
  expect(others).toEqual([])
  expect(found).toMatchObject({ kind: 'mixed_dates', columns: ['envoi'], rows: 120 })
  expect(new Set((await rowids(found)).map((id) => id % 50))).toEqual(new Set([7, 9]))
})

test('the same with a time behind the day, and of four digits among two', async () => {
  const short = await years('%m/%d/%Y %H:%M', [`UPDATE $t SET envoi = strftime(${DAY}, '%m/%d/%y %H:%M') WHERE i % 60 = 7`]) // prettier-ignore
  expect(short).toMatchObject([{ kind: 'mixed_dates', rows: 50 }])
  const long = await years('%d/%m/%y', [`UPDATE $t SET envoi = strftime(${DAY}, '%d/%m/%Y') WHERE i % 60 = 7`])
  expect(long).toMatchObject([{ kind: 'mixed_dates', rows: 50 }])
})

test('days and months without their zero, and parts of a second as long as they happen to be, are of one form', async () => {
  expect(await years('%-d/%-m/%Y')).toEqual([])
  const parts = `strftime(${DAY}, '%Y-%m-%d %H:%M:%S') || '.' || CASE WHEN i % 10 = 0 THEN i % 100 ELSE 100 + i % 900 END`
  expect(await detect(shapeMinority, `SELECT ${parts} AS mesure FROM range(3000) r(i)`)).toEqual([])
})

const dated = (edits: readonly string[], day = DAY) =>
  detect(impossibleValue, `SELECT i, ${day} AS moment FROM range(3000) r(i)`, edits)

test('so many dates of another age that the outermost hundredths are theirs hide no more', async () => {
  const found = await dated([
    `UPDATE $t SET moment = moment - INTERVAL 50 YEAR WHERE i % 60 = 7`,
    `UPDATE $t SET moment = moment + INTERVAL 40 YEAR WHERE i % 55 = 8`
  ])
  expect(found).toMatchObject([{ columns: ['moment'] }])
  expect((await rowids(found[0])).every((id) => id % 60 === 7 || id % 55 === 8)).toBe(true)
  expect(found[0]?.rows).toBe(50 + 55)
})

test('a long tail of old dates that thins out, and a second age of many, are none', async () => {
  expect(await dated([], `(DATE '2025-01-01' - (pow(i % 100, 3) / 60)::INTEGER)`)).toEqual([])
  expect(await dated([`UPDATE $t SET moment = moment - INTERVAL 50 YEAR WHERE i % 5 = 0`])).toEqual([])
})
