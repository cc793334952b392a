import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileChoice, StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

const ROWS = 11_000
let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-swelling-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function choose(name: string, content: string): Promise<FileChoice> {
  const path = join(folder, name)
  await writeFile(path, content)
  return { origin: { kind: 'path', path }, name }
}
async function load(name: string, content: string): Promise<string> {
  const files = [await choose(name, content)]
  const { sources } = await finish(await engine.client.sources.import({ files }))
  return sources[0]?.id ?? ''
}
const columns = async (table: string): Promise<string[]> =>
  (await engine.session.project.database.run(`FROM clean."${table}" LIMIT 0`)).columnNames()

/** Two tables of which one key makes 121 million pairs once `droite` has it in each row. */
const lines = (header: string, key: (n: number) => number): string =>
  header + Array.from({ length: ROWS }, (_, n) => `${key(n)};${n}\n`).join('')
const LEFT = lines('cle;x\n', () => 1)
const UNIQUE = lines('cle;y\n', (n) => n)
const REPEATED = lines('cle;y\n', () => 1)
const spec: StepSpec = {
  kind: 'join',
  with: 'droite',
  on: [{ left: 'cle', right: 'cle' }],
  how: 'left',
  columns: [{ name: 'y', as: 'y' }],
  normalise: false
}
async function refresh(source: string): Promise<void> {
  const file = await choose('droite 2.csv', REPEATED)
  const { delivery } = await finish(await engine.client.sources.prepare({ source, mode: 'refresh', file }))
  await finish(await engine.client.sources.deliver({ delivery }))
}

test('a delivery that makes the keys of a join repeat leaves the join out, in words, until they no longer do', async () => {
  await load('gauche.csv', LEFT)
  const right = await load('droite.csv', UNIQUE)
  await engine.client.recipe.add({ table: 'gauche', spec })
  await engine.client.recipe.add({ table: 'gauche', spec: { kind: 'missing', column: 'y', values: [7] } })
  await refresh(right)
  expect(await columns('gauche')).toEqual(['cle', 'x'])
  const { steps, rowsAfter } = await engine.client.recipe.show({ table: 'gauche' })
  expect(steps.map(({ problem }) => problem?.en)).toEqual([
    'The join would make 121,000,000 rows: its keys repeat on both sides.',
    'Column “y” is not in the rows that come to this step.'
  ])
  expect(rowsAfter).toBe(ROWS)
  await engine.client.project.undo({})
  expect(await columns('gauche')).toEqual(['cle', 'x', 'y'])
}, 60_000)

test('a join whose keys came to repeat while it was disabled cannot be enabled', async () => {
  await load('gauche.csv', LEFT)
  const right = await load('droite.csv', UNIQUE)
  const { id } = await engine.client.recipe.add({ table: 'gauche', spec })
  await engine.client.recipe.enable({ id, enabled: false })
  await refresh(right)
  await expect(engine.client.recipe.enable({ id, enabled: true })).rejects.toMatchObject({ data: { kind: 'limit' } })
  expect((await engine.client.recipe.show({ table: 'gauche' })).steps[0]?.step.enabled).toBe(false)
}, 60_000)
