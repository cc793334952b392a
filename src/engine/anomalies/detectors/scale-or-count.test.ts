import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { arithmetic } from './arithmetic'
import { impossibleValue } from './impossible-value'
import { surveyFault } from './survey-fault'

const bench = detectorBench()

/** Values 1, 2, 3… in the given shares of a hundred, drawn by the number of the row. */
function drawn(shares: readonly [value: number, share: number][], seed = 1): string {
  let below = 0
  const cases = shares.map(([value, share]) => `WHEN hash(i * ${seed}) % 1000 < ${(below += 10 * share)} THEN ${value}`)
  return `(CASE ${cases.join(' ')} ELSE ${shares.at(-1)?.[0] ?? 0} END)::INTEGER`
}

/** Counts of 1 to 5 and 7, by how they fade out; marks that gather in the middle or at the top. */
const NIGHTS = drawn([[1, 35], [2, 30], [3, 15], [4, 8], [5, 6], [7, 6]]) // prettier-ignore
const COUPLES = drawn([[1, 20], [2, 38], [3, 16], [4, 12], [5, 8], [7, 6]]) // prettier-ignore
const question = (seed: number): string => drawn([[1, 6], [2, 12], [3, 24], [4, 34], [5, 24]], seed) // prettier-ignore

test('a step left out of a count is no impossible mark, whatever the column is called', async () => {
  for (const name of ['nuits', 'passagers', 'enfants', 'articles', 'x'])
    for (const [counts, top] of [
      [NIGHTS, 7],
      [COUPLES, 7],
      [NIGHTS, 10],
      [COUPLES, 8]
    ] as const)
      // prettier-ignore
      expect(
        await bench.detect(impossibleValue, `SELECT i AS n, ${counts} AS ${name} FROM range(3000) r(i)`, [
          `UPDATE $t SET ${name} = ${top} WHERE ${name} = 7`
        ])
      ).toEqual([])
  // A few of them only.
  const few = `SELECT i AS n, CASE WHEN i % 100 = 3 THEN 7 ELSE least(5, ${COUPLES}) END::INTEGER AS visites FROM range(3000) r(i)`
  expect(await bench.detect(impossibleValue, few)).toEqual([])
})

test('marks off the scale of a block of questions, of a named one, or of one that ends at once are told', async () => {
  const survey = `SELECT i AS n, ${question(3)} AS accueil, ${question(5)} AS chambre, ${question(7)} AS repas, ${NIGHTS} AS nuits FROM range(2000) r(i)`
  const found = await bench.detect(impossibleValue, survey, [
    `UPDATE $t SET accueil = 7 WHERE n % 100 = 3`,
    `UPDATE $t SET repas = 55 WHERE n % 300 = 4`
  ])
  expect(found.map(({ columns, rows }) => [columns.join(), rows])).toEqual([['accueil', 20], ['repas', 7]]) // prettier-ignore
  const numbered = `SELECT i AS n, ${NIGHTS} AS "Q1 Accueil" FROM range(2000) r(i)`
  expect((await bench.detect(impossibleValue, numbered)).map(({ confidence }) => confidence)).toEqual([0.95])
  const ends = `SELECT i AS n, CASE WHEN i % 200 = 3 THEN 7 ELSE 1 + hash(i) % 4 END::INTEGER AS gravite FROM range(2000) r(i)`
  expect((await bench.detect(impossibleValue, ends)).map(({ rows }) => rows)).toEqual([10])
  const recommend = `SELECT i AS n, CASE WHEN i % 120 = 3 THEN 11 ELSE 3 + hash(i) % 8 END::INTEGER AS "Recommandation (0-10)" FROM range(2400) r(i)`
  expect((await bench.detect(impossibleValue, recommend)).map(({ rows }) => rows)).toEqual([20])
})

test('a count right behind the questions of a survey is none of them', async () => {
  for (const names of [
    ['q1', 'q2', 'q3'],
    ['accueil', 'chambre', 'repas']
  ]) {
    const survey = `SELECT i AS n, ${names.map((name, at) => `${question(3 + 2 * at)} AS ${name}`).join(', ')}, ${COUPLES} AS personnes FROM range(2000) r(i)`
    expect(await bench.detect(impossibleValue, survey)).toEqual([])
    // Codes of a question hide no mark that is off its scale.
    const [found, ...others] = await bench.detect(impossibleValue, survey, [
      `UPDATE $t SET ${names[1]} = 99 WHERE n % 20 = 3`,
      `UPDATE $t SET ${names[1]} = 30 WHERE n % 200 = 4`
    ])
    expect([found?.columns, found?.rows, others]).toEqual([[names[1]], 10, []])
  }
})

test('a count is a factor of a product, and none of the questions of a survey', async () => {
  for (const counts of [NIGHTS, COUPLES]) {
    const stays = `SELECT n, nuitees, prix, nuitees * prix AS montant FROM (SELECT i AS n, ${counts} AS nuitees, 60 + (hash(i * 9) % 140)::INTEGER AS prix FROM range(2000) r(i))`
    const found = await bench.detect(arithmetic, stays, [`UPDATE $t SET montant = montant + 13 WHERE n % 20 = 3`])
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(100)
    const survey = `SELECT i AS n, ${[3, 5, 7, 11, 13].map((seed, at) => `${question(seed)} AS q${at + 1}`).join(', ')}, 'R' || i AS code, ${counts} AS nuits FROM range(2000) r(i)`
    const [same] = await bench.detect(surveyFault, survey)
    expect(same?.columns).toEqual(['q1', 'q2', 'q3', 'q4', 'q5'])
  }
})
