import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { numberStyle } from './number-style'

const bench = detectorBench()
const NUMBERS = `SELECT i AS n, format('{:,}', 900 + i * 37) AS ventes, replace((10 + i / 8)::DECIMAL(9, 2)::VARCHAR, '.', ',') AS prix FROM range(300) r(i)`

test('numbers without the mark between thousands that the others bear, and with another decimal mark, are told', async () => {
  const found = await bench.detect(numberStyle, NUMBERS, [
    `UPDATE $t SET ventes = replace(ventes, ',', '') WHERE n IN (20, 21)`,
    `UPDATE $t SET prix = replace(prix, ',', '.') WHERE n = 40`
  ])
  expect(found.map(({ columns }) => columns[0]).sort()).toEqual(['prix', 'ventes'])
  const told = (name: string) => bench.rowids(found.find(({ columns }) => columns[0] === name))
  expect(await told('ventes')).toEqual([20, 21])
  expect(await told('prix')).toEqual([40])
})

test('numbers below a thousand need no mark', async () => {
  expect(await bench.detect(numberStyle, NUMBERS)).toEqual([])
})

test('a point before three digits may be a decimal mark: weights above and below a thousand are written alike', async () => {
  const weights = `SELECT i AS n, format('{:.3f}', 0.25 + i * 4.125) AS poids FROM range(300) r(i)`
  expect(await bench.detect(numberStyle, weights)).toEqual([])
})

test('numbers of another unit are of another order: that their thousands have a mark says nothing', async () => {
  const energy = `SELECT i AS n, (2000 + i * 31)::VARCHAR AS conso FROM range(300) r(i)`
  const other = (unit: string) => `UPDATE $t SET conso = '3,' || (100 + n) || '${unit}' WHERE n % 30 = 7`
  expect(await bench.detect(numberStyle, energy, [other(' MWh')])).toEqual([])
  expect(await bench.detect(numberStyle, energy, [other('')])).toHaveLength(1)
})
