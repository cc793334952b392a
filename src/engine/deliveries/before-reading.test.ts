import { expect, test } from 'vitest'
import { deliveryBench } from './testing'

const { file, load, prepare, client } = deliveryBench()

const weights = (odd: string): string =>
  'id;poids\n' + Array.from({ length: 40 }, (_, row) => `${row};${row % 10 ? `${row} kg` : odd}`).join('\n') + '\n'

test('values that a step before the reading writes otherwise are read', async () => {
  const source = await load(await file('p.csv', weights('7 kg')))
  const next = await file('suite.csv', weights('1000 g'))
  const before = await prepare(source, 'refresh', next)
  expect(before.diff.notes.map(({ fr }) => fr).join()).toContain('ne lit pas 4\u00a0valeurs')
  await client().sources.discard({ deliveries: [before.delivery] })
  const { steps } = await client().recipe.show({ table: 'p' })
  const reading = steps.find(({ step: { spec } }) => spec.kind === 'cast' && spec.column === 'poids')
  await client().recipe.add({
    table: 'p',
    spec: {
      kind: 'convert',
      column: 'poids',
      unit: 'kg',
      from: [{ unit: 'g', times: 1, per: 1000 }],
      decimal: ',',
      as: 'text'
    },
    before: reading?.step.id
  })
  const { diff } = await prepare(source, 'refresh', next)
  expect(diff.notes.map(({ fr }) => fr).join()).not.toContain('ne lit pas')
})
