import { expect, test } from 'vitest'
import { deliveryBench } from '../../deliveries/testing'
import { finish } from '../../index'

const bench = deliveryBench()

test('what suggestions leave out is told: how much of it, and why', async () => {
  const names = Array.from({ length: 16 }, (_, at) => `m${at}`)
  const lines = Array.from({ length: 120 }, (_, row) => [row, ...names.map((_, at) => (row * (at + 3) * 7919) % 1009)].join(';')) // prettier-ignore
  await bench.load(await bench.file('t.csv', [['id', ...names].join(';'), ...lines, ''].join('\n')))
  const table = { schema: 'clean' as const, name: 't' }
  const suggest = async () => finish(await bench.client().rules.suggest({ table }))
  const before = await suggest()
  expect(before.notes.map(({ fr }) => fr)).toContainEqual(
    'Totaux : 2\u00a0colonnes de nombres non regardées, les 14 premières le sont ; leurs triplets croissent comme le cube.'
  )
  const [first] = before.suggestions
  if (!first) throw new Error('nothing was suggested')
  await bench.client().rules.add({ rules: [first.draft], origin: 'suggested' })
  expect((await suggest()).notes.map(({ fr }) => fr)).toContain('1\u00a0règle non proposée, car déjà déclarée.')
})
