import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { calibrated } from '../calibration'
import { SURE } from '../cells'
import { detectorBench, valuesSql } from '../testing'
import { outlier } from './outlier'

const bench = detectorBench()
type Row = (string | number | null)[]

function made(rows: number, value: (random: ReturnType<typeof createRandom>, row: number) => Row): Row[] {
  const random = createRandom('cœur')
  return Array.from({ length: rows }, (_, row) => value(random, row))
}

async function told(columns: readonly string[], rows: readonly Row[]): Promise<number[]> {
  const found = await bench.detect(outlier, valuesSql(columns, rows))
  const sure = found.filter(({ confidence }) => calibrated('outlier', confidence) >= SURE)
  return (await Promise.all(sure.map((one) => bench.rowids(one)))).flat().sort((a, b) => a - b)
}

test('zeros and shifted decimal marks are told though together they are one value in twelve', async () => {
  const rows = made(1200, (random, row) => {
    const value = random.normal(46, 1.4)
    return [row, row % 24 === 5 ? 0 : row % 25 === 9 ? value * [0.01, 10, 1000][row % 3]! : value]
  })
  const wrong = rows.flatMap((_, row) => (row % 24 === 5 || row % 25 === 9 ? [row] : []))
  expect(await told(['n INTEGER', 'hauteur DOUBLE'], rows)).toEqual(wrong)
})

test('the machines of a list of screws are as dear as they are', async () => {
  const rows = made(1200, (random, row) => {
    const isMachine = row % 20 === 3
    return [row, isMachine ? 'Machine' : `Vis ${row % 7}`, Math.round((isMachine ? 9000 : 30) * (1 + random.next()))]
  })
  expect(await told(['n INTEGER', 'famille', 'prix DOUBLE'], rows)).toEqual([])
})

test('a single 0 among ages of adults is wrong; it is not beside 1, 2 and 3', async () => {
  const ages = made(400, (random, row) => [row, row === 70 ? 0 : 22 + random.below(40)])
  expect(await told(['n INTEGER', 'age INTEGER'], ages)).toEqual([70])
  const rooms = made(400, (random, row) => [row, row % 80 === 70 ? 0 : 1 + (random.below(3) * random.below(6))]) // prettier-ignore
  expect(await told(['n INTEGER', 'pieces INTEGER'], rooms)).toEqual([])
})

test('a column named as the measure is takes nothing from it', async () => {
  const rows = made(1200, (random, row) => [row, row % 24 === 5 ? 0 : random.normal(46, 1.4), row % 2 ? 'x' : 'y'])
  const wrong = rows.flatMap((_, row) => (row % 24 === 5 ? [row] : []))
  expect(await told(['n INTEGER', 'hauteur DOUBLE', 'v'], rows)).toEqual(wrong)
})

test('a 0 that is the next of values one step apart is not far from them', async () => {
  const poisson = (random: ReturnType<typeof createRandom>, mean: number): number => {
    let [at, left] = [-1, Math.exp(mean)]
    for (; left > 1; at++) left *= random.next()
    return Math.max(0, at)
  }
  const binomial = (random: ReturnType<typeof createRandom>, n: number, share: number): number =>
    Array.from({ length: n }, () => Number(random.next() < share)).reduce((sum, one) => sum + one, 0)
  const counts: [string, (random: ReturnType<typeof createRandom>) => number][] = [
    ['uniform of 50', (random) => random.below(50)],
    ['uniform of 30', (random) => random.below(30)],
    ['uniform of 22', (random) => random.below(22)],
    ['uniform of 10', (random) => random.below(10)],
    ['uniform by tens', (random) => 10 * random.below(50)],
    ['uniform by quarters', (random) => random.below(50) / 4],
    ['Poisson of 4', (random) => poisson(random, 4)],
    ['Poisson of 5', (random) => poisson(random, 5)],
    ['Poisson of 8', (random) => poisson(random, 8)],
    ['binomial of 10', (random) => binomial(random, 10, 0.4)],
    ['binomial of 20', (random) => binomial(random, 20, 0.2)]
  ]
  const told: string[] = []
  for (const name of ['c', 'prix', 'age'])
    for (const [sort, value] of counts) {
      const rows = made(2000, (random, row) => [row, value(random)])
      const found = await bench.detect(outlier, valuesSql(['n INTEGER', `${name} DOUBLE`], rows))
      told.push(...found.map(({ message }) => `${sort}: ${message.en}`))
    }
  expect(told).toEqual([])
})
