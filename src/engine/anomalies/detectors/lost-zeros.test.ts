import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { lostZeros } from './lost-zeros'

const bench = detectorBench()
const CODES = ['01000', '06000', '35000', '69003', '75011', '31000', '44000', '59000']
const FRENCH = `['${CODES.join("', '")}'][1 + i % 8]`

test('post codes of four digits are those of their country where most of its codes have four', async () => {
  const select = `SELECT i AS n, CASE i % 10 WHEN 0 THEN 'Belgique' WHEN 1 THEN 'Suisse' ELSE 'France' END AS pays, CASE i % 10 WHEN 0 THEN ['1000', '6000', '4000'][1 + i % 3] WHEN 1 THEN ['1200', '1000', '8001'][1 + i % 3] ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  expect(await bench.detect(lostZeros, select)).toEqual([])
  const found = await bench.detect(lostZeros, select, [
    `UPDATE $t SET code_postal = '1000' WHERE n = 8`,
    `UPDATE $t SET code_postal = '6000' WHERE n = 9`
  ])
  expect(found).toHaveLength(1)
  expect(await bench.rowids(found[0])).toEqual([8, 9])
})

test('a column of countries that are all the same changes nothing', async () => {
  const select = `SELECT i AS n, 'France' AS pays, CASE WHEN i % 100 = 8 THEN '1000' ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  expect((await bench.detect(lostZeros, select))[0]?.rows).toBe(8)
})
