import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../index'
import { listSources } from './list-sources'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-list-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const notes = async () => {
  const [source] = await engine.client.sources.list({})
  const column = source?.report.columns.find(({ name }) => name === 'note')
  return [column?.failures, column?.failureExamples]
}

test('texts made missing after the load are no more counted as not read, until that is undone', async () => {
  const path = join(folder, 'avis.csv')
  const rows = Array.from({ length: 200 }, (_, i) => `${i};${i % 20 === 0 ? 'NSP' : i % 50 === 7 ? 'dix' : i % 10}`)
  await writeFile(path, ['id;note', ...rows].join('\n'))
  const files = [{ origin: { kind: 'path' as const, path }, name: 'avis.csv' }]
  await finish(await engine.client.sources.import({ files }))
  expect(await notes()).toEqual([14, expect.arrayContaining(['NSP', 'dix'])])

  await engine.client.recipe.add({ table: 'avis', spec: { kind: 'missing', column: 'note', values: ['NSP'] } })
  expect(await notes()).toEqual([4, ['dix']])

  await engine.client.project.undo({})
  expect((await notes())[0]).toBe(14)
})

test('counting them stops when told to, and the next who asks has them counted', async () => {
  const path = join(folder, 'avis.csv')
  await writeFile(
    path,
    ['id;note', ...Array.from({ length: 200 }, (_, i) => `${i};${i % 20 ? i % 10 : 'NSP'}`)].join('\n')
  )
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'avis.csv' }] }))
  await engine.client.recipe.add({ table: 'avis', spec: { kind: 'missing', column: 'note', values: ['NSP'] } })
  const stopped = listSources(engine.session.project, AbortSignal.abort())
  await expect(stopped).rejects.toMatchObject({ data: { kind: 'cancelled' } })
  expect(await notes()).toEqual([0, []])
})
