import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { disguisedMissing } from './disguised-missing'
import { impossibleValue } from './impossible-value'
import { outlier } from './outlier'

const bench = detectorBench()
const random = createRandom('noms')
const rows = (count: number, make: (row: number) => number): [number, number][] =>
  Array.from({ length: count }, (_, row) => [row, make(row)])
const exponential = (): number => 1 + Math.floor(-30 * Math.log(1 - random.next()))
const degrees = (): number => Math.round(1e6 * random.normal(46.5, 1.5)) / 1e6

test.each(['c1', 'numero_voie', 'numero', 'montant', 'duree'])(
  'a code apart from all others is missing, whatever the column is called: %s',
  async (name) => {
    const values = rows(1000, (row) => (row % 80 === 3 ? 9999 : exponential()))
    const found = await bench.detect(disguisedMissing, valuesSql(['n INTEGER', `${name} INTEGER`], values))
    expect(found.map(({ columns, rows: n }) => [columns, n])).toEqual([[[name], 13]])
  }
)

test('numbers that count on, one to a row, hold no code', async () => {
  const values = rows(12_000, (row) => row)
  expect(await bench.detect(disguisedMissing, valuesSql(['n INTEGER', 'numero INTEGER'], values))).toEqual([])
})

test.each(['c2', 'latitude', 'mesure'])('zeros far below a bulk that holds together are told: %s', async (name) => {
  const values = rows(1000, (row) => (row % 80 === 3 ? 0 : degrees()))
  const [found, ...others] = await bench.detect(outlier, valuesSql(['n INTEGER', `${name} DOUBLE`], values))
  expect([others, found?.rows, found?.kind]).toEqual([[], 13, 'disguised_missing'])
})

test('a latitude beyond the poles is impossible, 0 of a longitude near the meridian is not', async () => {
  const values = rows(1000, (row) => (row % 250 === 3 ? [148.2, -95.1, 4880.5, 120][(row / 250) | 0]! : degrees()))
  const [found, ...others] = await bench.detect(impossibleValue, valuesSql(['n INTEGER', 'latitude DOUBLE'], values))
  expect([others, found?.rows, found?.severity]).toEqual([[], 4, 'critical'])
  const near = rows(1000, (row) => (row % 80 === 3 ? 0 : Math.round(1e6 * random.normal(2, 2)) / 1e6))
  const longitudes = valuesSql(['n INTEGER', 'longitude DOUBLE'], near)
  for (const detector of [impossibleValue, outlier, disguisedMissing])
    expect(await bench.detect(detector, longitudes)).toEqual([])
})

test('a latitude whose decimal mark has slipped is told', async () => {
  const values = rows(1000, (row) => (row % 50 === 3 ? degrees() / 10 : degrees()))
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'latitude DOUBLE'], values))
  expect(found.map(({ rows: n }) => n)).toEqual([20])
})

test('a position of 0 and 0 is missing in both columns, 0 of one alone is not', async () => {
  const values = Array.from({ length: 1000 }, (_, row) =>
    row % 100 === 3 ? [row, 0, 0] : [row, degrees(), row % 100 === 4 ? 0 : Math.round(1e6 * random.normal(2, 2)) / 1e6]
  )
  const columns = ['n INTEGER', 'lat DOUBLE', 'lon DOUBLE']
  const found = await bench.detect(disguisedMissing, valuesSql(columns, values))
  expect(found.map((one) => [one.columns, one.rows, one.proposal?.repair.kind])).toEqual([
    [['lat'], 10, 'set_missing'],
    [['lon'], 10, 'review']
  ])
})

test('a length of time of 0 is told where all others begin well above, not where they begin with 0', async () => {
  const long = rows(1000, (row) => (row % 80 === 3 ? 0 : Math.round(Math.exp(random.normal(5, 0.6)))))
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'duree_s INTEGER'], long))
  expect(found.map(({ rows: n, dimension }) => [n, dimension])).toEqual([[13, 'completeness']])
  const short = rows(1000, (row) => (row % 80 === 3 ? 0 : 1 + (row % 30)))
  for (const name of ['nb_nuits', 'duree_jours'])
    expect(await bench.detect(outlier, valuesSql(['n INTEGER', `${name} INTEGER`], short))).toEqual([])
})
