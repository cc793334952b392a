import { expect, test } from 'vitest'
import { Step, type StepSpec } from '../../../contract'
import { deliveryBench } from '../../deliveries/testing'

const bench = deliveryBench()
const MAKING: StepSpec[] = [
  { kind: 'derive', as: 'rowid', expression: 'a' },
  { kind: 'split', column: 'b', by: '|', into: ['x', 'ROWID'] },
  { kind: 'unpivot', columns: ['a'], name: 'rowid', value: 'v' }
]

test.each(MAKING)(
  'a new step may not call a column « rowid »: refused with the reason, and told beforehand: $kind',
  async (spec) => {
    await bench.load(await bench.file('t.csv', 'a;b\n1;x|y\n'))
    const reason = /« rowid » est le nom que la base donne à la place d’une ligne : choisissez-en un autre\./i
    expect((await bench.client().recipe.preview({ table: 't', spec })).problem?.fr).toMatch(reason)
    await expect(bench.client().recipe.add({ table: 't', spec })).rejects.toMatchObject({
      data: { kind: 'input', message: { fr: expect.stringMatching(reason) } }
    })
  }
)

test('one that an earlier version kept is applied: its table stays what it was', async () => {
  await bench.load(await bench.file('t.csv', 'a;b\n1;x|y\n'))
  const made = await bench.client().recipe.add({ table: 't', spec: { kind: 'derive', as: 'autre', expression: '"a"' } })
  await bench.project().change({ fr: 'x', en: 'x' }, async (scope) => {
    const step = await scope.get('step', made.id, Step)
    if (step?.spec.kind === 'derive') await scope.put('step', made.id, { ...step, spec: { ...step.spec, as: 'rowid' } })
  })
  const { steps } = await bench.client().recipe.show({ table: 't' })
  expect(steps.at(-1)?.problem).toBeNull()
  expect(await bench.rows('SELECT "rowid" AS cell, b FROM clean.t')).toEqual([{ cell: 1, b: 'x|y' }])
})
