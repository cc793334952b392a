import { beforeEach, expect, test } from 'vitest'
import type { RegisterEntry } from '../../contract'
import { deliveryBench } from '../deliveries/testing'

const bench = deliveryBench()
const register = () => bench.client().register
const show = () => bench.client().recipe.show({ table: 't' })

/** Two towns written in two ways, and a code among numbers. */
beforeEach(async () => {
  const town = (id: number): string => ({ 7: 'LYON', 8: 'PARIS', 9: 'paris' })[id] ?? (id % 3 ? 'Paris' : 'Lyon')
  const lines = Array.from({ length: 400 }, (_, id) => `${id};${town(id)};${id % 40 === 3 ? 999 : 20 + (id % 9)}`)
  await bench.load(await bench.file('t.csv', ['id;ville;age', ...lines, ''].join('\n')))
  await search()
})
async function search(): Promise<void> {
  for await (const event of await bench.client().anomalies.detect({})) if (event.type === 'done') return
}
const repairable = async (): Promise<RegisterEntry[]> =>
  (await register().list({})).entries.filter(({ anomaly }) =>
    ['set_missing', 'replace'].includes(anomaly.proposal?.repair.kind ?? '')
  )

test('several findings are repaired at once: the fewest steps, one change, each finding with its steps', async () => {
  const found = await repairable()
  const columns = new Set(found.map(({ anomaly }) => `${anomaly.columns[0]} ${anomaly.proposal?.repair.kind}`))
  expect(found.length).toBeGreaterThan(1)
  const before = (await bench.client().project.history({})).length
  const { repaired, steps } = await register().repair({ ids: found.map(({ anomaly }) => anomaly.id), by: 'Zoé' })
  expect([repaired, steps.length]).toEqual([found.length, columns.size])
  const made = (await show()).steps.filter(({ step }) => steps.includes(step.id))
  expect(made.every(({ problem, changedCells }) => problem === null && Number(changedCells) > 0)).toBe(true)
  const labels = (await bench.client().project.history({})).slice(before).map(({ label }) => label.fr)
  expect(labels).toHaveLength(1)
  expect(labels[0]).toMatch(new RegExp(`^Réparer \\(par Zoé\\) ${found.length} anomalies, « .* »$`))
  for (const { verdict, repair } of await repairable()) {
    expect(verdict).toMatchObject({ state: 'in_repair', decided: { by: 'Zoé' } })
    expect(repair.steps.every(({ id, enabled }) => steps.includes(id) && enabled)).toBe(true)
    expect(repair.steps.length).toBeGreaterThan(0)
  }
  await bench.client().project.undo({})
  expect((await repairable()).every(({ verdict, repair }) => verdict.state === 'to_see' && !repair.steps.length)).toBe(true) // prettier-ignore
  expect((await show()).steps.filter(({ step }) => step.origin === 'user')).toEqual([])
})

test('a repair of the same column and kind goes into the step that is there, and its title says all of it', async () => {
  const town = (await repairable()).find(({ anomaly }) => anomaly.columns[0] === 'ville')
  if (!town) throw new Error('no variant found')
  await bench.client().recipe.add({ table: 't', spec: { kind: 'merge', column: 'ville', variants: ['Marseille'], into: 'Toulon' } }) // prettier-ignore
  await bench.client().recipe.add({ table: 't', spec: { kind: 'missing', column: 'age', values: [12] } })
  await register().repair({ ids: [town.anomaly.id] })
  const own = (await show()).steps.filter(({ step }) => step.origin === 'user')
  expect(own.map(({ step }) => step.spec.kind)).toEqual(['merge', 'missing'])
  expect(own[0]?.title.fr).toMatch(/^Réunir \d+ variantes de « ville » en « Toulon », /)
  // Behind whole rows it is a step of its own.
  await bench.client().recipe.add({ table: 't', spec: { kind: 'deduplicate' } })
  await register().repair({ ids: [town.anomaly.id] })
  expect((await show()).steps.filter(({ step }) => step.origin === 'user')).toHaveLength(4)
})

test('a step that is taken out again is told as lost; what no step makes is refused', async () => {
  const [one] = await repairable()
  const { steps } = await register().repair({ ids: [one?.anomaly.id ?? ''] })
  await bench.client().recipe.remove({ id: steps[0] ?? '' })
  const now = (await repairable()).find(({ anomaly }) => anomaly.id === one?.anomaly.id)
  expect(now?.repair).toEqual({ steps: [], lost: 1 })
  await bench.load(await bench.file('u.csv', ['n;m', ...Array.from({ length: 90 }, (_, i) => `${i % 9 ? i : ''};${i}`), ''].join('\n'))) // prettier-ignore
  await search()
  const review = (await register().list({})).entries.find(({ anomaly }) => !anomaly.proposal || anomaly.proposal.repair.kind === 'review') // prettier-ignore
  expect(review).toBeDefined()
  await expect(register().repair({ ids: [review?.anomaly.id ?? ''] })).rejects.toMatchObject({ data: { kind: 'input' } }) // prettier-ignore
})

test('personal data are hidden behind the repairs of their column, also of those that come later', async () => {
  const lines = Array.from({ length: 300 }, (_, id) => `${id};${id % 100 === 7 ? 'Dupnt' : ['Martin', 'Dupont', 'Moreau', 'Benali', 'Durand'][id % 5]};${['Léa', 'Tom', 'Inès', 'Hugo', 'Zoé'][id % 5]}`) // prettier-ignore
  await bench.load(await bench.file('v.csv', ['id;nom;prenom', ...lines, ''].join('\n')))
  await search()
  const own = (await register().list({})).entries.filter(({ anomaly }) => anomaly.table.name === 'v' && anomaly.columns[0] === 'nom') // prettier-ignore
  const ids = (kind: string) => own.filter(({ anomaly }) => anomaly.kind === kind).map(({ anomaly }) => anomaly.id)
  await register().repair({ ids: ids('personal_data') })
  await register().repair({ ids: ids('category_typo') })
  const { steps } = await bench.client().recipe.show({ table: 'v' })
  expect(steps.map(({ step, problem, changedCells }) => [step.spec.kind, problem, changedCells])).toEqual([
    ['merge', null, 3],
    ['pseudonymise', null, 300]
  ])
})

test('telephone numbers are written alike, and towns corrected within their shop, before names stand in the place of either', async () => {
  const pairs = (i: number): string[] => ['06', ...[3, 5, 7, 11].map((by) => String((i * by) % 100).padStart(2, '0'))]
  const town = (i: number): string =>
    i === 205 ? 'Lille' : (['Lyon', 'Paris', 'Lille', 'Nantes', 'Rennes'][i % 5] ?? '')
  const lines = Array.from({ length: 900 }, (_, i) => `${i};${pairs(i).join(i % 50 === 3 ? '.' : ' ')};S${100 + (i % 10)};${town(i)}`) // prettier-ignore
  await bench.load(await bench.file('w.csv', ['id;telephone;magasin;ville', ...lines, ''].join('\n')))
  await search()
  await bench.client().recipe.add({ table: 'w', spec: { kind: 'pseudonymise', columns: ['telephone', 'magasin'] } })
  const own = (await register().list({})).entries.filter(({ anomaly }) => anomaly.table.name === 'w')
  const ids = own.flatMap(({ anomaly: { id, proposal } }) => (['phone', 'follow'].includes(proposal?.repair.kind ?? '') ? [id] : [])) // prettier-ignore
  expect(ids).toHaveLength(2)
  await register().repair({ ids })
  const { steps } = await bench.client().recipe.show({ table: 'w' })
  const told = steps.map(({ step, problem, changedCells }) => [step.spec.kind, problem, changedCells])
  expect(told).toEqual([['phone', null, 18], ['follow', null, 1], ['pseudonymise', null, 1800]]) // prettier-ignore
})
