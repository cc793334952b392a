import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RegisterEntry } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
const day = (from: string, days: number): string =>
  new Date(Date.parse(from) + 86_400_000 * days).toISOString().slice(0, 10)

/** Orders of two years: in three of the second one the delivery is dated of the first, which only the first's orders make usual. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-blame-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const lines = Array.from({ length: 600 }, (_, i) => {
    const isOld = i % 5 === 0
    const ordered = day(isOld ? '2022-01-01' : '2024-06-01', i % 80)
    return `CMD-${1000 + i};${isOld ? 'ancien' : 'nouveau'};${ordered};${[7, 203, 411].includes(i) ? day('2022-02-01', i % 9) : day(ordered, 2 + (i % 5))}`
  })
  const path = join(folder, 't.csv')
  await writeFile(path, ['commande;lot;date_commande;date_livraison', ...lines, ''].join('\n'))
  const { failed } = await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv' }] })) // prettier-ignore
  expect(failed).toEqual([])
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const leaveOutTheOld = () =>
  engine.client.recipe.add({
    table: 't',
    spec: { kind: 'filter', filter: { all: [{ column: 'lot', op: 'in', values: ['nouveau'] }] }, expression: null }
  })
/** The entries about the order of the two days, after a new search. */
const orders = async (): Promise<RegisterEntry[]> => {
  for await (const event of await engine.client.anomalies.detect({})) if (event.type === 'done') break
  const { entries } = await engine.client.register.list({})
  return entries.filter(({ anomaly }) => anomaly.kind === 'contradiction')
}
const told = (entries: readonly RegisterEntry[]) =>
  entries.map(({ anomaly, verdict, found, changes }) => [anomaly.rows, anomaly.columns.length, found, verdict.state, verdict.owner, verdict.comments.length, ...changes.map(({ fr }) => fr)]) // prettier-ignore

describe('which column an anomaly blames is not what it is about', () => {
  test('rows that a recipe leaves as they are stay the same anomaly, before and after', async () => {
    await leaveOutTheOld()
    const { anomalies } = await finish(await engine.client.recipe.judge({ table: 't' }))
    const fates = anomalies.filter(({ kind }) => kind === 'contradiction')
    expect(fates.map(({ fate, before, after }) => [fate, before?.rows, after?.rows])).toEqual([['same', 3, 3]])
    expect(fates[0]?.message.fr).toBe(
      '3 lignes où « date_livraison » précède « date_commande » : la valeur de « date_livraison » semble fausse'
    )
  })

  test('what was decided follows it, there and back, and it stands once in the register', async () => {
    const [entry] = await orders()
    expect(told(entry ? [entry] : [])).toEqual([[3, 2, true, 'to_see', '', 0]])
    await engine.client.register.decide({ ids: [entry?.anomaly.id ?? ''], state: 'in_repair', owner: 'Sonia', comment: 'à voir' }) // prettier-ignore
    await leaveOutTheOld()
    const after = await orders()
    expect(told(after)).toEqual([[3, 1, true, 'in_repair', 'Sonia', 1]])
    const judged = await finish(await engine.client.recipe.judge({ table: 't' }))
    expect(judged.anomalies.find(({ kind }) => kind === 'contradiction')?.state).toBe('in_repair')
    // Decided anew under the other blame, it is so under the first one too.
    await engine.client.register.decide({ ids: [after[0]?.anomaly.id ?? ''], state: 'accepted', owner: 'Karim' })
    await engine.client.recipe.remove({ id: (await engine.client.recipe.show({ table: 't' })).steps.find(({ step }) => step.spec.kind === 'filter')?.step.id ?? '' }) // prettier-ignore
    expect(told(await orders())).toEqual([[3, 2, true, 'accepted', 'Karim', 1]])
  })
})
