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
