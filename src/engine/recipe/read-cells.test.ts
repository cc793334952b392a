import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

const ROWS = 60
/** Prices to be read, some that cannot be, and towns with spaces to take away. */
const price = (at: number): string => (at % 20 === 7 ? 'à voir' : at % 10 === 0 ? '99,90 €' : `${10 + at},50 €`)
const town = (at: number): string => (at % 6 === 1 ? 'Lyon ' : at % 2 ? 'Paris' : 'Nantes|Brest')

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-read-cells-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const path = join(folder, 't.csv')
  const lines = Array.from({ length: ROWS }, (_, at) => `k${at};"${price(at)}";"${town(at)}"`)
  await writeFile(path, ['id;prix;ville', ...lines, ''].join('\n'))
  const files = [{ origin: { kind: 'path' as const, path }, name: 't.csv' }]
  expect((await finish(await engine.client.sources.import({ files }))).failed).toEqual([])
  const { steps } = await engine.client.recipe.show({ table: 't' })
  expect(steps.map(({ step: { spec, origin } }) => [spec.kind, origin])).toEqual([['cast', 'import']])
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })
const told = async () => {
  const { columns } = await engine.client.recipe.outcome({ table: 't' })
  return Object.fromEntries(columns.map(({ name, changedCells, readCells }) => [name, [changedCells, readCells]]))
}

test('a value that is only read is told apart from one that is another; what could not be read is not called read', async () => {
  expect(await told()).toEqual({ id: [0, 0], prix: [60, 57], ville: [0, 0] })
})

test('what a repair writes behind a reading is no longer only read', async () => {
  await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' })
  expect(await told()).toEqual({ id: [0, 0], prix: [60, 57], ville: [10, 0] })
  await add({ kind: 'missing', column: 'prix', values: [99.9] })
  expect(await told()).toEqual({ id: [0, 0], prix: [60, 51], ville: [10, 0] })
})

test('in the rows that stayed, and once each where they are repeated', async () => {
  await add({ kind: 'filter', filter: { all: [] }, expression: `"id" NOT LIKE '%9'` })
  expect((await told())['prix']).toEqual([54, 51])
  await add({ kind: 'unfold', column: 'ville', by: '|' })
  expect((await told())['prix']).toEqual([54, 51])
  expect((await told())['ville']?.[1]).toBe(0)
})

test('a step tells the cells that it only read as before and after do', async () => {
  await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' })
  const { steps } = await engine.client.recipe.show({ table: 't' })
  expect(steps.map(({ changedCells, onlyRead }) => [changedCells, onlyRead])).toEqual([
    [60, 57],
    [10, null]
  ])
})

test('branches side by side tell apart the cells that one of them only reads', async () => {
  const head = async () => (await engine.client.project.history({})).find(({ current }) => current)?.id ?? null
  const a = await head()
  const [first] = (await engine.client.recipe.show({ table: 't' })).steps
  await engine.client.recipe.remove({ id: first?.step.id ?? '' })
  await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' })
  const b = await head()
  const compared = async (one: number | null, other: number | null) => {
    const { columns } = await engine.client.recipe.compareBranches({ table: 't', a: one, b: other })
    return Object.fromEntries(columns.map(({ name, changedCells, readCells }) => [name, [changedCells, readCells]]))
  }
  expect(await compared(a, b)).toEqual({ id: [0, 0], prix: [60, 57], ville: [10, 0] })
  expect(await compared(b, a)).toEqual({ id: [0, 0], prix: [60, 57], ville: [10, 0] })
  // What both read alike is no difference; what one of them changed too is not only read.
  await engine.client.recipe.switchBranch({ table: 't', change: a, keepAs: null })
  await add({ kind: 'missing', column: 'prix', values: [99.9] })
  const c = await head()
  expect((await compared(a, c))['prix']).toEqual([6, 0])
  expect((await compared(b, c))['prix']).toEqual([60, 51])
  // Also where rows were left out, in those that both have.
  await add({ kind: 'filter', filter: { all: [] }, expression: `"id" NOT LIKE '%9'` })
  expect((await compared(b, await head()))['prix']).toEqual([54, 45])
})

test('a reading that was asked for later reads too', async () => {
  const { steps } = await engine.client.recipe.show({ table: 't' })
  const [first] = steps
  const spec = first?.step.spec
  await engine.client.recipe.remove({ id: first?.step.id ?? '' })
  expect((await told())['prix']).toEqual([0, 0])
  if (spec) await add(spec)
  expect((await told())['prix']).toEqual([60, 57])
})
