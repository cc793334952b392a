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

function column(name: string, rows: readonly number[]): string {
  return valuesSql(
    ['n INTEGER', `${name} DOUBLE`],
    rows.map((value, row) => [row, value])
  )
}

/** Temperatures of patients, of which every hundredth has one of the values given in turn. */
function temperatures(odd: readonly number[]): number[] {
  const random = createRandom('fièvre')
  return Array.from({ length: 2000 }, (_, row) =>
    row % 100 === 50 ? odd[(row / 100) | 0]! : Math.round(10 * random.normal(37.2, 0.5)) / 10
  )
}

test('far values on one side hide neither those on the other nor zeros', async () => {
  const odd = [73.2, 3.7, 73.2, 3.7, 371, 3.7, 73.2, 3.7, 120, 3.7, 73.2, 3.7, 0, 0, 0, 0, 0, 0, 0, 0]
  const values = temperatures(odd)
  const found = await bench.detect(outlier, column('temperature', values))
  const told = await Promise.all(found.map(async (one) => (await bench.rowids(one)).map((row) => values[row])))
  const sorted = (list: readonly (number | undefined)[]) => [...list].sort((a = 0, b = 0) => a - b)
  expect(told.map(sorted)).toEqual([
    sorted(odd.filter((value) => value > 40)),
    sorted(odd.filter((value) => value > 0 && value < 30)),
    sorted(odd.filter((value) => value === 0))
  ])
  expect(new Set(found.map(({ id }) => id)).size).toBe(3)
})

test('a hundredth that is full of zeros hides no value far below', async () => {
  const random = createRandom('bas')
  const values = Array.from({ length: 2000 }, (_, row) =>
    row % 60 === 7 ? 0 : [11, 411, 811].includes(row) ? 3.7 : Math.round(10 * random.normal(37.2, 0.5)) / 10
  )
  values[3] = values[403] = values[803] = 371
  values[1203] = 120
  values[1603] = 73.2
  const found = await bench.detect(outlier, column('temperature', values))
  const told = await Promise.all(
    found.map(async (one) => [...new Set((await bench.rowids(one)).map((row) => values[row]))])
  )
  expect(told).toEqual([[371, 120, 73.2], [3.7], [0]])
})

/** Eleven years, and ten odd ones among them. */
const years = (odd: readonly number[]): number[] =>
  Array.from({ length: 3000 }, (_, row) => (row % 300 === 9 ? odd[(row / 300) | 0]! : 2012 + ((row * 7) % 11)))

test('years far from the others are told on both sides, few as the years are, and their limits are those of the values', async () => {
  const odd = [2203, 1022, 20199, 1022, 2203, 20199, 2203, 1022, 20199, 2203]
  const values = years(odd)
  const found = await bench.detect(outlier, column('millesime', values))
  const rows = (await Promise.all(found.map(bench.rowids))).flat()
  expect(rows.map((row) => values[row]).sort()).toEqual([...odd].sort())
  const [high] = found
  expect([high?.explanation.fr, high?.explanation.en]).toEqual([
    expect.stringMatching(/^À partir de 2203 ; .* jusqu’à 2022,/),
    expect.stringMatching(/^From 2203 on; .* up to 2022,/)
  ])
  const few = Array.from({ length: 900 }, (_, row) => (row % 150 === 20 ? 2201 : 2019 + (row % 3)))
  expect((await bench.detect(outlier, column('annee', few))).map(({ rows: n }) => n)).toEqual([6])
})

test('a limit is true of all values beyond it, and years have no separator', async () => {
  const values = years([19756, 19756, 19756, 19756, 19756, 19756, 19756, 2012, 2013, 2014])
  const [found] = await bench.detect(outlier, column('annee_construction', values))
  expect(found?.rows).toBe(7)
  expect(found?.explanation.fr).toMatch(/^À partir de 19756 ; toutes les autres valeurs vont jusqu’à 2022,/)
})

test('years that thin out by and by to the past, and people older than most, are no errors', async () => {
  const random = createRandom('fonds')
  const books = Array.from({ length: 2000 }, () => 2022 - Math.round(Math.exp(random.normal(2.5, 0.9))))
  expect(await bench.detect(outlier, column('annee', books))).toEqual([])
  const students = Array.from({ length: 600 }, (_, row) => (row % 100 === 5 ? 44 + (row % 7) : 18 + (row % 8)))
  expect(await bench.detect(outlier, column('age', students))).toEqual([])
})

test('ages that a digit was lost of are told, those that nobody reaches are not told again', async () => {
  const values = Array.from({ length: 1500 }, (_, row) =>
    row % 300 === 5 ? [3, 4, 3, 4, 210][(row / 300) | 0]! : 27 + ((row * 7) % 29)
  )
  const [found, ...others] = await bench.detect(outlier, column('age_parent', values))
  expect(others).toEqual([])
  expect((await bench.rowids(found)).map((row) => values[row])).toEqual([3, 4, 3, 4])
})

test('small values of a column that goes below 0 are not far from the others', async () => {
  const random = createRandom('hiver')
  const values = Array.from({ length: 4000 }, () => Math.round(10 * random.normal(13, 6)) / 10).map((value) =>
    value < 0 || value > 0.3 ? value : 0.3
  )
  values[7] = 0.01
  expect(await bench.detect(outlier, column('temperature', values))).toEqual([])
})

test('age 0 that comes again where nobody else is under 18 is a missing value, and is proposed as such; newborns among children are not', async () => {
  const random = createRandom('ages')
  const ages = (least: number): (number | null)[][] =>
    Array.from({ length: 4000 }, (_, at) => [at, at % 64 === 3 ? 0 : Math.max(least, Math.min(92, Math.round(random.normal(44, 20))))]) // prettier-ignore
  const columns = ['n INTEGER', 'age INTEGER']
  const found = await bench.detect(outlier, valuesSql(columns, ages(18)))
  expect(found.map(({ kind, rows, proposal }) => [kind, rows, proposal?.repair])).toEqual([
    ['disguised_missing', 63, { kind: 'set_missing', column: 'age', values: ['0'] }]
  ])
  expect((await bench.rowids(found[0])).every((row) => row % 64 === 3)).toBe(true)
  expect(await bench.detect(outlier, valuesSql(columns, ages(1)))).toEqual([])
})

test('0 among ages of grown people is missing, be it one row in fifty or in ten; among those of families it is a newborn', async () => {
  const ages = (every: number, least: number): string =>
    `SELECT i AS n, CASE WHEN i % ${every} = 3 THEN 0 ELSE ${least} + hash(i) % 60 END AS age FROM range(3000) r(i)`
  for (const every of [50, 17, 10]) {
    const found = await bench.detect(outlier, ages(every, 18))
    const told = await Promise.all(found.map(async (one) => [one.kind, one.columns, await bench.rowids(one)]))
    const zeros = Array.from({ length: 3000 }, (_, row) => row).filter((row) => row % every === 3)
    expect(told).toEqual([['disguised_missing', ['age'], zeros]])
    expect(await bench.detect(outlier, ages(every, 1))).toEqual([])
  }
})

test('a few numbers with the wrong sign hide no values far below the others', async () => {
  const random = createRandom('signes')
  const rows = Array.from({ length: 3000 }, (_, row) => {
    const seconds = Math.round(Math.exp(random.normal(5.5, 0.35)))
    return [row, row % 40 === 7 ? 2 + (row % 9) : row % 100 === 3 ? -seconds : seconds]
  })
  const found = await bench.detect(outlier, valuesSql(['n INTEGER', 'duree_secondes INTEGER'], rows))
  const low = found.filter(({ message }) => message.fr.includes('très loin en dessous'))
  expect(await bench.rowids(low[0])).toEqual(rows.flatMap((_, row) => (row % 40 === 7 ? [row] : [])))
})
