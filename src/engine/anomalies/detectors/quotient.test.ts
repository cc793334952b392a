import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { quotient } from './quotient'

const bench = detectorBench()
const COLUMNS = ['n INTEGER', 'effectif INTEGER', 'admis INTEGER', 'taux DOUBLE']

/** Pupils, those who passed, and the share of these, of which every hundredth row has another one. */
function classes(change: (rate: number) => number): number[][] {
  const random = createRandom('taux')
  return Array.from({ length: 800 }, (_, row) => {
    const pupils = 50 + random.below(350)
    const passed = random.below(pupils + 1)
    const rate = Math.round((1000 * passed) / pupils) / 10
    return [row, pupils, passed, row % 100 === 7 ? change(rate) : rate]
  })
}

test('a rate that is not the quotient of two columns is told', async () => {
  const rows = classes((rate) => (rate > 50 ? rate - 9 : rate + 9))
  const [found, ...others] = await bench.detect(quotient, valuesSql(COLUMNS, rows))
  expect([others, found?.columns, found?.rows]).toEqual([[], ['taux'], 8])
  expect((await bench.rowids(found)).every((row) => row % 100 === 7)).toBe(true)
  expect(found?.message.fr).toBe('8 lignes où « taux » n’est pas 100 × « admis » ÷ « effectif »')
})

test('a part greater than the whole makes a rate that is none: any of the three may be wrong', async () => {
  const rows = classes((rate) => rate).map(([n, pupils = 0, passed = 0, rate = 0], row) =>
    row % 100 === 7 ? [n ?? 0, pupils, passed + 1000, rate] : [n ?? 0, pupils, passed, rate]
  )
  const [found, ...others] = await bench.detect(quotient, valuesSql(COLUMNS, rows))
  expect([others, found?.columns, found?.rows]).toEqual([[], ['taux', 'admis', 'effectif'], 8])
})

test('numbers that have nothing to do with one another, and totals, are left alone', async () => {
  const random = createRandom('rien')
  const rows = Array.from({ length: 800 }, (_, row) => {
    const [count, price] = [1 + random.below(20), Math.round(100 * (1 + 60 * random.next())) / 100]
    return [row, count, price, Math.round(100 * count * price) / 100 + (row % 100 === 7 ? 3 : 0), random.below(30)]
  })
  const columns = ['n INTEGER', 'quantite INTEGER', 'prix DOUBLE', 'montant DOUBLE', 'stock INTEGER']
  expect(await bench.detect(quotient, valuesSql(columns, rows))).toEqual([])
})
