import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { surveyFault } from './survey-fault'

const bench = detectorBench()

test('answers given too fast are told by the time that they took, not by how long a client has been one', async () => {
  const answers = (name: string): string =>
    `SELECT i AS n, ${[1, 2, 3, 4, 5].map((q) => `(1 + hash(i, ${q}) % 5)::INTEGER AS q${q}`).join(', ')}, CASE WHEN i % 40 = 7 THEN 12 ELSE 120 + hash(i, 9) % 400 END AS ${name} FROM range(1200) r(i)`
  const fast = async (name: string) =>
    (await bench.detect(surveyFault, answers(name))).filter(({ detector }) => detector === 'survey_speed')
  expect((await fast('duree_s'))[0]?.rows).toBe(30)
  expect(await fast('tenure_months')).toEqual([])
  expect(await fast('duree_anciennete')).toEqual([])
})
