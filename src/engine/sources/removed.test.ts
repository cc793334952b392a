import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-removed-'))
  engine = createEngine({ folder, settings: folder })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function importText(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { sources } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  return sources[0]?.id ?? ''
}

const count = (sql: string) => engine.client.tables.shape({ source: { kind: 'query', sql } }).then(({ rows }) => rows)

test.each(['chantier', 'raw', 'clean', 'Scratch', 'project'])(
  'a project may be named %s, and opens again',
  async (name) => {
    const { path } = await engine.client.project.create({ name })
    await importText('t.csv', 'a;b\n1;x\n2;y\n')
    await engine.client.project.close()
    await engine.client.project.open({ path })
    expect(await count('SELECT * FROM clean.t')).toBe(2)
  }
)

test('rows of a removed source cannot be read until undo brings it back', async () => {
  await engine.client.project.create({ name: 'p' })
  const id = await importText('t.csv', 'a;b\n1,5;x\n2,5;y\n')
  await engine.client.sources.remove({ id })
  for (const sql of ['SELECT * FROM clean.t', 'SELECT * FROM raw.t']) await expect(count(sql)).rejects.toThrow()
  await expect(
    engine.client.tables.shape({ source: { kind: 'table', table: { schema: 'clean', name: 't' } } })
  ).rejects.toMatchObject({ data: { kind: 'not_found' } })
  await engine.client.project.undo()
  expect(await count('SELECT * FROM clean.t WHERE a > 2')).toBe(1)
  await engine.client.project.redo()
  await importText('t.csv', 'a;b\n9;z\n')
  expect((await engine.client.tables.list({})).map(({ ref }) => ref.name)).toEqual(['t_2'])
})

test('a change asked for just before closing is kept', async () => {
  const { path } = await engine.client.project.create({ name: 'p' })
  await importText('t.csv', 'a;b\n1;x\n1;x\n')
  const adding = engine.client.recipe.add({ table: 't', spec: { kind: 'deduplicate' } })
  await Promise.all([adding, engine.client.project.close()])
  await engine.client.project.open({ path })
  expect(await count('SELECT * FROM clean.t')).toBe(1)
})

test('opening the same project twice at once opens it once', async () => {
  const { path } = await engine.client.project.create({ name: 'p' })
  await engine.client.project.close()
  const [first, second] = await Promise.all([
    engine.client.project.open({ path }),
    engine.client.project.open({ path: join(folder, '.', 'p.chantier') })
  ])
  expect(first.path).toBe(second.path)
})

test('numbers whose text would be lost stay text in the raw table', async () => {
  await engine.client.project.create({ name: 'p' })
  await importText('t.csv', 'version;prix;mesure\n4.1;10.50;1.5\n4.10;3.00;2\n4.2;0.25;3.25\n')
  const { columns } = await engine.client.tables.shape({ source: { kind: 'query', sql: 'SELECT * FROM raw.t' } })
  expect(columns.map(({ type }) => type)).toEqual(['VARCHAR', 'DECIMAL(18,2)', 'DOUBLE'])
})
