import { expect, test } from 'vitest'
import { deliveryBench } from '../../deliveries/testing'
import { finish } from '../../index'

const bench = deliveryBench()

test('what a column tells of another is suggested as a rule with its failing rows, typing errors or not; amounts tell nothing', async () => {
  const wrong = (row: number): boolean => row % 27 === 5
  const lines = Array.from({ length: 1350 }, (_, row) => {
    const town = wrong(row) ? (row + 7) % 26 : row % 26
    const name = `Ville-${String.fromCharCode(65 + town)}${'aeiouy'[town % 6]}ronne`
    return [row, 10_000 + 137 * (row % 26), row % 27 === 11 ? name.replace('ronne', 'rone') : name, 2 + (row % 9), (9.95 * (2 + (row % 9))).toFixed(2)].join(';') // prettier-ignore
  })
  await bench.load(await bench.file('ventes.csv', ['n;code_postal;ville;quantité;total', ...lines, ''].join('\n')))
  const { suggestions } = await finish(
    await bench.client().rules.suggest({ table: { schema: 'clean', name: 'ventes' } })
  )
  const told = suggestions.flatMap(({ draft, counts }) =>
    draft.spec.kind === 'depends' ? [{ ...draft.spec, ...counts }] : []
  )
  expect(
    told.find(({ determinant, dependent }) => determinant.join() === 'code_postal' && dependent === 'ville')
  ).toMatchObject({
    judged: 1350,
    failing: 100
  })
  expect(told.flatMap(({ determinant }) => determinant)).not.toContain('total')
  expect(told.flatMap(({ determinant }) => determinant)).not.toContain('quantité')
})
