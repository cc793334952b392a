import { expect, test } from 'vitest'
import type { Anomaly } from '../../../contract'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { unevenAnswers } from './uneven-answers'

const bench = detectorBench()

/** 1,500 clients of three ages, who give a mark at some rates. */
function answers(seed: number, rates: readonly number[]): (string | number | null)[][] {
  const random = createRandom(seed)
  return Array.from({ length: 1500 }, (_, at) => {
    const age = random.below(3)
    const answered = random.chance(rates[age] ?? 0)
    return [
      `B${at}`,
      random.pick(['Particulier', 'Pro', 'Collectivité']),
      ['18-34', '35-54', '55+'][age] ?? '',
      answered ? 1 + random.below(5) : null,
      answered ? 'Oui' : 'Non'
    ]
  })
}

const detect = (rows: (string | number | null)[][]): Promise<Anomaly[]> =>
  bench.detect(unevenAnswers, valuesSql(['client', 'segment', 'tranche', 'satisfaction INTEGER', 'a_repondu'], rows))

test.each([1, 2, 3])(
  'answers that come from one age more than from others are told with n and interval; even ones are not (seed %i)',
  async (seed) => {
    expect(await detect(answers(seed, [0.3, 0.3, 0.3]))).toEqual([])
    const rows = answers(seed, [0.05, 0.4, 0.45])
    const found = await detect(rows)
    expect(found.map(({ columns, kind, cells }) => [columns, kind, cells])).toEqual([
      [['satisfaction', 'tranche'], 'weak_sample', 0]
    ])
    const young = rows.flatMap(([, , age], at) => (age === '18-34' ? [at] : []))
    expect(await bench.rowids(found[0])).toEqual(young)
    expect(found[0]?.explanation.en).toContain(`n = ${young.length}`)
    expect(found[0]?.message.fr).toMatch(/^« satisfaction » : rarement remplie où « tranche » vaut « 18-34 » \(/)
  }
)

test('who was not asked at all, and a column that says who answered, are no bias', async () => {
  expect(await detect(answers(4, [0, 0.5, 0.5]))).toEqual([])
  expect(await detect(answers(5, [0, 1, 1]))).toEqual([])
})
