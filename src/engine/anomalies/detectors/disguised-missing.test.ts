import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { disguisedMissing } from './disguised-missing'

const bench = detectorBench()
const QUESTIONS = ['q1', 'q2', 'q3', 'q4', 'q5'] as const
const COLUMNS = ['id INTEGER', ...QUESTIONS.map((name) => `${name} INTEGER`)]

/** Answers that go together: some people are harder than others. */
function answers(seed: number, lowest: 0 | 1): number[][] {
  const random = createRandom(seed)
  return Array.from({ length: 1500 }, (_, id) => {
    const mood = random.below(300) / 100 - 1.5
    const mark = (): number => Math.round(2.6 + mood + random.below(300) / 100 - 1.5)
    return [id, ...QUESTIONS.map(() => Math.min(5, Math.max(lowest, mark())))]
  })
}

test('0 of those who were not concerned is missing, and is proposed as such', async () => {
  const rows = answers(1, 1)
  const random = createRandom(9)
  const concerned = rows.flatMap((_, place) => (random.chance(0.06) ? [place] : []))
  for (const place of concerned) rows[place]![3] = 0
  const found = await bench.detect(disguisedMissing, valuesSql(COLUMNS, rows))
  expect(found.map(({ columns, severity, proposal }) => [columns, severity, proposal?.repair])).toEqual([
    [['q3'], 'critical', { kind: 'set_missing', column: 'q3', values: ['0'] }]
  ])
  expect(await bench.rowids(found[0])).toEqual(concerned)
})

test('0 of those who are harder elsewhere too is told as a mark, and nothing is proposed to be lost', async () => {
  const found = await bench.detect(disguisedMissing, valuesSql(COLUMNS, answers(2, 0)))
  expect(found.map(({ severity, confidence, proposal }) => [severity, confidence, proposal?.repair.kind])).toEqual(
    found.map(() => ['info', 0.05, 'review'])
  )
  expect(found[0]?.message.fr).toMatch(/« q1 » : 0 est sans doute une vraie note, la plus basse/)
})

test('0 among years is missing, whatever the share that it has; 0 among counts and -1 that ends a row of numbers are not', async () => {
  const years = (every: number): string =>
    `SELECT i AS n, CASE WHEN i % ${every} = 3 THEN 0 ELSE 2012 + i % 11 END AS annee, i % 9 AS nombre, CASE WHEN i % 100 = 3 THEN -2 WHEN i % 50 = 7 THEN -1 ELSE i % 300 END AS stock FROM range(2000) r(i)`
  for (const every of [100, 40]) {
    const [found, ...others] = await bench.detect(disguisedMissing, years(every))
    expect(others).toEqual([])
    expect([found?.columns, found?.rows, found?.proposal?.repair]).toEqual([
      ['annee'],
      2000 / every,
      { kind: 'set_missing', column: 'annee', values: ['0'] }
    ])
  }
})

test('-1 that is the only negative value of whole numbers is a code, though they begin with 0', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 75 = 7 THEN -1 ELSE (i * 7) % 400 END AS stock FROM range(3000) r(i)`
  const [found] = await bench.detect(disguisedMissing, select)
  expect([found?.rows, found?.proposal?.repair]).toEqual([40, { kind: 'set_missing', column: 'stock', values: ['-1'] }])
})

test('00 among years written as text is a year in two digits', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 200 = 3 THEN '00' WHEN i % 100 = 7 THEN '0' ELSE (2000 + i % 23)::VARCHAR END AS annee FROM range(1000) r(i)`
  const found = await bench.detect(disguisedMissing, select)
  expect(found.map(({ rows, proposal }) => [rows, proposal?.repair])).toEqual([
    [10, { kind: 'set_missing', column: 'annee', values: ['0'] }]
  ])
})

test('several values agree with their verb, and numbers are written as they stand in the file', async () => {
  const select = `SELECT i AS n, (20 + i % 50 + 0.5)::DOUBLE AS poids, ['Oui', 'Non', 'Peut-être'][1 + i % 3] AS avis, DATE '1960-01-01' + (i * 7 % 15000)::INTEGER AS naissance FROM range(1200) r(i)`
  const found = await bench.detect(disguisedMissing, select, [
    `UPDATE $t SET poids = 999 WHERE n % 30 = 0`,
    `UPDATE $t SET avis = CASE n % 2 WHEN 0 THEN 'NC' ELSE 'N/A' END WHERE n % 31 = 0`,
    `UPDATE $t SET naissance = '1900-01-01' WHERE n % 40 = 0`
  ])
  expect(found.map(({ message }) => message.fr)).toEqual([
    '« poids » : « 999 » dit sans doute « manquant » (40 lignes)',
    expect.stringMatching(/^« avis » : « N.+ », « N.+ » disent sans doute « manquant » \(39 lignes\)$/),
    '« naissance » : « 01/01/1900 » dit sans doute « manquant » (30 lignes)'
  ])
  expect(found.map(({ message }) => message.en.replace(/.*probably /, ''))).toEqual([
    'means “missing” (40 rows)',
    'mean “missing” (39 rows)',
    'means “missing” (30 rows)'
  ])
  expect(found[0]?.explanation.fr).toMatch(/^999 est un code usuel/)
  expect(found[0]?.proposal?.repair).toMatchObject({ kind: 'set_missing', values: ['999.0'] })
})

test('1900 among years, few or many and beginning soon after, is missing; among the years of old houses it is a year', async () => {
  const random = createRandom('années')
  const years = (first: number, last: number, code: boolean): string =>
    valuesSql(
      ['n INTEGER', 'annee INTEGER'],
      Array.from({ length: 3000 }, (_, at) => [at, code && at % 75 === 3 ? 1900 : first + Math.floor((last - first + 1) * Math.sqrt(random.next()))]) // prettier-ignore
    )
  for (const [first, last] of [
    [2018, 2024],
    [1955, 2024],
    [1915, 2006]
  ] as const) {
    // prettier-ignore
    const found = await bench.detect(disguisedMissing, years(first, last, true))
    expect(found.map(({ columns, rows }) => [columns, rows])).toEqual([[['annee'], 40]])
    expect(await bench.detect(disguisedMissing, years(first, last, false))).toEqual([])
  }
  expect(await bench.detect(disguisedMissing, years(1850, 2024, true))).toEqual([])
})

test('999 repeated in the tail of a duration is missing, among prices that end in 9 it is one of them', async () => {
  const random = createRandom('queue')
  const rows = Array.from({ length: 4000 }, (_, at) => [at, at % 100 === 3 ? 999 : 1 + Math.floor(300 * random.exponential(1))]) // prettier-ignore
  const found = await bench.detect(disguisedMissing, valuesSql(['n INTEGER', 'duree_min INTEGER'], rows))
  expect(found.map(({ columns, rows: n }) => [columns, n])).toEqual([[['duree_min'], 40]])
  const prices = Array.from({ length: 4000 }, (_, at) => [at, at % 100 === 3 ? 999 : 9 + 10 * Math.floor(30 * random.exponential(1))]) // prettier-ignore
  expect(await bench.detect(disguisedMissing, valuesSql(['n INTEGER', 'prix INTEGER'], prices))).toEqual([])
})

test('a code of zeros is missing, but not where codes count from it on', async () => {
  const codes = (first: string): string =>
    `SELECT CASE WHEN i = 0 THEN ${first} ELSE lpad(i::VARCHAR, 5, '0') END AS code, i % 9 AS n FROM range(120) r(i)`
  expect(await bench.detect(disguisedMissing, codes(`'00000'`))).toEqual([])
  const zeros = codes(`'00000'`).replace('i = 0', 'i % 40 = 0')
  expect((await bench.detect(disguisedMissing, zeros)).map(({ rows }) => rows)).toEqual([3])
})
