import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { groupOutlier } from './group-outlier'
import { adjustedFences, medcouple } from './medcouple'

const bench = detectorBench()
/** Rooms and their usual rent: a rent of a house is impossible for a studio, and usual in the table. */
const RENTS: [string, number][] = [['Studio', 6], ['Deux pièces', 6.6], ['Maison', 8], ['Local', 8.6]] // prettier-ignore

function homes(random: Random, spread: number): (string | number | null)[][] {
  return Array.from({ length: 800 }, (_, at) => {
    const [kind, level] = random.pick(RENTS)
    return [at + 1, kind, Math.round(100 * Math.exp(level + spread * random.normal())) / 100, Math.round(100 * Math.exp(5 + random.normal())) / 100] // prettier-ignore
  })
}
const COLUMNS = ['id', 'type', 'montant_loyer DOUBLE', 'montant_charges DOUBLE']

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('skewed groups of a clean table are silent, so is a measure that groups do not part', async () => {
    for (const spread of [0.1, 0.3]) expect(await bench.detect(groupOutlier, valuesSql(COLUMNS, homes(createRandom(seed), spread)))).toEqual([]) // prettier-ignore
  })

  test('values usual elsewhere and impossible in their group are told, exactly', async () => {
    const rows = homes(createRandom(seed), 0.1)
    const wrong = rows.flatMap(([, kind], place) => (kind === 'Studio' || kind === 'Local' ? [place] : [])).slice(5, 9)
    for (const place of wrong) rows[place] = [place + 1, rows[place]?.[1] ?? '', rows[place]?.[1] === 'Studio' ? 2900 : 410, 150] // prettier-ignore
    const found = await bench.detect(groupOutlier, valuesSql(COLUMNS, rows))
    expect(found.map(({ columns, cells }) => [columns, cells])).toEqual([[['montant_loyer'], wrong.length]])
    expect(await bench.rowids(found[0])).toEqual(wrong)
  })
})

test('values twenty times too great in one group are told where nothing lies between, one in forty of the group', async () => {
  const random = createRandom('vingt fois')
  const levels: [string, number][] = [['Panne', 4], ['Retard', 2.7], ['Vandalisme', 3.5], ['Accident', 5]] // prettier-ignore
  const rows = Array.from({ length: 2000 }, (_, at) => {
    const [kind, level] = levels[at % 4]!
    const minutes = Math.max(1, Math.floor(Math.exp(level + 0.4 * random.normal())))
    return [at + 1, kind, at % 160 === 1 ? 20 * minutes : minutes]
  })
  const found = await bench.detect(groupOutlier, valuesSql(['id INTEGER', 'type', 'duree_minutes INTEGER'], rows))
  const told = await bench.rowids(found[0])
  expect([told.length, told.every((row) => row % 160 === 1)]).toEqual([13, true])
})

test('slips in the names of the groups do not hide prices with a decimal mark moved', async () => {
  const random = createRandom('articles')
  const goods: [string, number][] = Array.from({ length: 12 }, (_, at) => [`Article numéro ${at}`, 0.7 * at])
  const rows = Array.from({ length: 3000 }, (_, at) => {
    const [name, level] = goods[at % 12]!
    const price = Math.round(100 * Math.exp(level) * (1 + 0.05 * random.next())) / 100
    const slip = `${name.slice(0, at % 7)}${'xqzwk'[at % 5]}${name.slice(at % 7)}`
    return [at, at % 40 === 3 ? slip : name, at % 100 === 20 ? 10 * price : price]
  })
  const found = await bench.detect(groupOutlier, valuesSql(['id INTEGER', 'article', 'prix DOUBLE'], rows))
  expect(found.map(({ columns, beside }) => [columns, beside])).toEqual([[['prix'], ['article']]])
  const told = await bench.rowids(found[0])
  expect([told.length > 20, told.every((row) => row % 100 === 20)]).toEqual([true, true])
})

test('medcouple: none of a symmetric sample, opposite of a mirrored one, that of the definition', () => {
  const random = createRandom(5)
  const values = Array.from({ length: 61 }, () => random.exponential(1)).sort((a, b) => a - b)
  expect(medcouple(values)).toBeGreaterThan(0.1)
  expect(medcouple(values.map((value) => -value).reverse())).toBeCloseTo(-medcouple(values), 10)
  expect(medcouple([-3, -1, 0, 1, 3])).toBe(0)
  // 0, 1, 2 | 2, 5, 9: kernel of upper 2, 5, 9 and lower 0, 1, 2.
  expect(medcouple([0, 1, 2, 5, 9])).toBeCloseTo(0.5, 10)
  const grid = Array.from({ length: 101 }, (_, at) => at)
  expect(adjustedFences(grid, 1.5)).toEqual({ low: 25 - 75, high: 75 + 75 })
})
