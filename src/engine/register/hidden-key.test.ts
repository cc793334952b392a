import { beforeEach, expect, test } from 'vitest'
import type { RegisterEntry } from '../../contract'
import { deliveryBench } from '../deliveries/testing'

const bench = deliveryBench()
const client = () => bench.client()
const load = async (name: string, lines: readonly string[]) =>
  bench.load(await bench.file(name, [...lines, ''].join('\n')))
const search = async (): Promise<void> => {
  for await (const event of await client().anomalies.detect({})) if (event.type === 'done') return
}
const broken = async (): Promise<RegisterEntry[]> => {
  await search()
  return (await client().register.list({})).entries.filter(({ anomaly, found }) => found && anomaly.kind === 'broken_relation') // prettier-ignore
}
const hide = (table: string) => client().recipe.add({ table, spec: { kind: 'pseudonymise', columns: ['code'] } })

/** Clients, and orders of which three name none of them. */
beforeEach(async () => {
  await load('clients.csv', ['code;nom', ...Array.from({ length: 60 }, (_, i) => `C${i};n${i}`)])
  await load('commandes.csv', ['n;code', ...Array.from({ length: 300 }, (_, i) => `${i};${i % 100 === 7 ? 'c7-' : `C${i % 60}`}`)]) // prettier-ignore
})

test('a link that pseudonyms of one side took apart is told with that cause, and mended by the same on the other side', async () => {
  expect((await broken()).map(({ anomaly }) => anomaly.rows)).toEqual([3])
  await hide('clients')
  const [parted] = await broken()
  expect(parted?.anomaly.rows).toBe(300)
  expect(parted?.anomaly.message.fr).toBe('« code » : 300 lignes ne rejoignent plus la table « clients », car la clé n’est pseudonymisée que dans « clients »') // prettier-ignore
  expect(parted?.anomaly.proposal?.text.fr).toBe('Pseudonymiser aussi cette clé dans « commandes » : les deux tables se joindront à nouveau.') // prettier-ignore
  await client().register.repair({ ids: [parted?.anomaly.id ?? ''] })
  const [now] = await broken()
  expect([now?.anomaly.rows, now?.anomaly.message.fr]).toEqual([
    3,
    '« code » : 3 lignes dont la valeur n’est pas dans la table « clients »'
  ])
})

test('also where the rows that point there have the pseudonyms; and where no link was broken before, none is told', async () => {
  await hide('commandes')
  expect(await broken()).toEqual([])
  await client().project.undo({})
  expect(await broken()).toHaveLength(1)
  await hide('commandes')
  const [parted] = await broken()
  expect(parted?.anomaly.message.fr).toContain('car la clé n’est pseudonymisée que dans « commandes »')
  expect(parted?.anomaly.proposal?.repair).toEqual({ kind: 'review' })
})
