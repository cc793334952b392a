import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { outlier } from './outlier'

const bench = detectorBench()

function measured(value: (random: ReturnType<typeof createRandom>, row: number) => number): string {
  const random = createRandom('ordre de grandeur')
  return valuesSql(
    ['n INTEGER', 'tension DOUBLE'],
    Array.from({ length: 1000 }, (_, row) => [row, Math.round(100 * value(random, row)) / 100])
  )
}

test('values of another order of magnitude are told though they are one in fifty', async () => {
  const slipped = (row: number): number => (row % 50 ? 1 : [10, 0.1, 0.001][(row / 50) % 3]!)
  const found = await bench.detect(
    outlier,
    measured((random, row) => random.normal(230, 3) * slipped(row))
  )
  expect(found.map(({ rows }) => rows)).toEqual([20])
  expect((await bench.rowids(found[0])).every((row) => row % 50 === 0)).toBe(true)
})

test('the tail of a skewed measure is no slip of the decimal mark', async () => {
  const skewed = measured((random) => Math.exp(random.normal(3, 1)))
  expect(await bench.detect(outlier, skewed)).toEqual([])
})

test('zeros among prices hide no slip of the decimal mark, and are told themselves', async () => {
  const random = createRandom('zéros')
  const rows = Array.from({ length: 1000 }, (_, row) => {
    const price = Math.round(100 * (1.5 + 10 * random.next())) / 100
    return [row, row % 50 === 7 ? 0 : row % 100 === 3 ? 100 * price : price]
  })
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'prix DOUBLE'], rows))
  const told = await Promise.all(found.map(bench.rowids))
  expect(told.map((ids) => [...new Set(ids.map((row) => row % 50))])).toEqual([[3], [7]])
  expect(told.map(({ length }) => length)).toEqual([10, 20])
})

test('empty texts that stand for missing prices do not hide what zeros say', async () => {
  const prices = Array.from({ length: 600 }, (_, row) => [row, row % 50 === 7 ? '0' : row % 20 === 4 ? '' : String(10 + (row * 7919) % 900 / 10)]) // prettier-ignore
  const context = await bench.contextOf(await bench.table(valuesSql(['n INTEGER', 'prix'], prices)))
  const columns = context.profile.columns.map(
    (column) =>
    column.name === 'prix' ? { ...column, disguised: [{ value: '', n: 30, confidence: 0.9, reason: { fr: 'vide', en: 'empty' } }] } : column // prettier-ignore
  )
  const found: string[] = []
  for await (const { message } of outlier.detect({ ...context, profile: { ...context.profile, columns } })) found.push(message.en) // prettier-ignore
  expect(found).toEqual(['“prix”: 0 far from all other values (12 rows)'])
})

test('zeros at the end of values that reach down to them, or of a charge, are usual', async () => {
  const random = createRandom('pluie')
  const rows = Array.from({ length: 1000 }, (_, row) => [
    row,
    Math.round(100 * Math.max(0, random.normal(4, 2))) / 100,
    random.pick([0, 0, 3.9, 5.9])
  ])
  expect(await bench.detect(outlier, valuesSql(['n INTEGER', 'retard DOUBLE', 'port DOUBLE'], rows))).toEqual([])
})

test('amounts a thousand times too great are told, though codes and they are more than one in a hundred', async () => {
  const random = createRandom('mille')
  const rows = Array.from({ length: 3000 }, (_, row) => {
    const amount = Math.round(100 * Math.exp(random.normal(5, 0.8))) / 100
    return [row, row % 60 === 1 ? 9999 : row % 150 === 2 ? 1000 * amount : amount]
  })
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'montant DOUBLE'], rows))
  expect(found.map(({ rows: n }) => n)).toEqual([20])
  expect((await bench.rowids(found[0])).every((row) => row % 150 === 2)).toBe(true)
})

test('beyond one price that most rows have, a smooth tail is parted by no gap', async () => {
  const rows = Array.from({ length: 2000 }, (_, row) => {
    const place = row % 1000
    if (place < 100) return [row, 8 + place / 50]
    if (place < 760) return [row, 10]
    if (place < 990) return [row, Math.round(100 * (10.05 + (place - 760) / 78)) / 100]
    return [row, 13.2 + (place - 990) / 2]
  })
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'prix DOUBLE'], rows))
  expect(found.filter(({ message }) => message.en.includes('far beyond'))).toEqual([])
})
