import { beforeEach, expect, test } from 'vitest'
import type { RegisterEntry } from '../../contract'
import { deliveryBench } from '../deliveries/testing'

const bench = deliveryBench()
const client = () => bench.client()

/** Towns of which one is a code for missing, written twice. */
beforeEach(async () => {
  const lines = Array.from({ length: 300 }, (_, id) => `${id};${id === 7 || id === 90 ? 'N/A' : id % 3 ? 'Paris' : 'Lyon'};${20 + (id % 9)}`) // prettier-ignore
  await bench.load(await bench.file('t.csv', ['id;ville;age', ...lines, ''].join('\n')))
  await search()
})
async function search(): Promise<void> {
  for await (const event of await client().anomalies.detect({})) if (event.type === 'done') return
}
const town = async (): Promise<RegisterEntry> => {
  const { entries } = await client().register.list({})
  const found = entries.find(({ anomaly }) => anomaly.kind === 'disguised_missing')
  if (!found) throw new Error('no code for missing was found')
  return found
}
const told = async () => {
  const { found, settlement, verdict } = await town()
  return [found, settlement?.holds ?? null, verdict.state]
}
const journal = async () => (await client().register.settlements({})).map(({ label }) => label.fr)
const repair = async (): Promise<string> => {
  const { steps } = await client().register.repair({ ids: [(await town()).anomaly.id] })
  return steps[0] ?? ''
}

test('what is no longer found with its repair in the recipe is settled, and the journal tells it behind that change', async () => {
  await repair()
  expect(await told()).toEqual([true, null, 'in_repair'])
  expect(await journal()).toEqual([])
  await search()
  expect(await told()).toEqual([false, true, 'in_repair'])
  const { anomaly } = await town()
  expect(await journal()).toEqual([expect.stringMatching(/^Réglée par la recette : l’anomalie « “ville” : .+ »$/)])
  const head = (await client().project.history({})).find(({ current }) => current)
  expect((await client().register.settlements({}))[0]?.change).toBe(head?.id)
  // Searched again, it is told once.
  await search()
  expect(await journal()).toHaveLength(1)
  const csv = await client().register.export({ ids: [anomaly.id], language: 'fr' })
  expect(csv.text).toMatch(/\r\n"?réglée/)
})

test('a step that is undone, switched off or taken out brings it back at once, and the next search finds it', async () => {
  const step = await repair()
  await search()
  await client().project.undo({})
  expect(await told()).toEqual([false, false, 'to_see'])
  await client().project.redo({})
  expect(await told()).toEqual([false, true, 'in_repair'])
  await client().recipe.enable({ id: step, enabled: false })
  expect(await told()).toEqual([false, false, 'in_repair'])
  await client().recipe.enable({ id: step, enabled: true })
  await client().recipe.remove({ id: step })
  expect(await told()).toEqual([false, false, 'in_repair'])
  await search()
  expect(await told()).toEqual([true, null, 'in_repair'])
  expect(await journal()).toEqual([expect.stringMatching(/^Réglée par la recette : .+ \(trouvée de nouveau depuis\)$/)])
})

test('what goes without its repair in the recipe is not settled by it', async () => {
  await client().register.decide({ ids: [(await town()).anomaly.id], state: 'in_repair' })
  await client().recipe.add({ table: 't', spec: { kind: 'missing', column: 'ville', values: ['N/A'] } })
  await search()
  expect(await told()).toEqual([false, null, 'in_repair'])
  expect(await journal()).toEqual([])
})
