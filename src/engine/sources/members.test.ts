import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { zipBytes } from '../import/archive/zipFixture'
import { createEngine, finish, type Engine } from '../index'
import { withMember } from './members'

let folder: string
let engine: Engine
let archive: { name: string; path: string; format: 'zip' }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-members-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
  const entries = Array.from({ length: 40 }, (_, i) => ({ name: `${i}.csv`, content: `a\n${i}\n` }))
  archive = { name: 'lot.zip', path: join(folder, 'lot.zip'), format: 'zip' }
  await writeFile(archive.path, zipBytes(entries))
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const reading = <T>(wanted: string, work: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T> =>
  withMember(engine.session.project, archive, wanted, { signal }, ({ path }) => work(path))
const staged = () => readdir(engine.session.project.staging)

test('a member stays as long as it is read, whatever else is looked at meanwhile', async () => {
  const text = await reading('0.csv', async (path) => {
    for (let i = 1; i < 40; i++) await reading(`${i}.csv`, (other) => readFile(other, 'utf8'))
    return readFile(path, 'utf8')
  })
  expect(text).toBe('a\n0\n')
  expect(await staged()).toHaveLength(32)
})

test('many members read at once all stay, and go when nobody reads them', async () => {
  const all = Array.from({ length: 40 }, (_, i) => reading(`${i}.csv`, (path) => readFile(path, 'utf8')))
  expect(await Promise.all(all)).toEqual(Array.from({ length: 40 }, (_, i) => `a\n${i}\n`))
  expect(await staged()).toHaveLength(32)
})

test('who waits for a member that another began and stopped still gets it', async () => {
  const stop = new AbortController()
  const first = reading('1.csv', (path) => readFile(path, 'utf8'), stop.signal)
  const second = reading('1.csv', (path) => readFile(path, 'utf8'))
  stop.abort()
  await first.catch(() => undefined)
  expect(await second).toBe('a\n1\n')
})

test('tables chosen one by one of the same file are named after their part; a table alone after the file', async () => {
  const member = (name: string) => ({
    origin: { kind: 'path' as const, path: archive.path },
    name: 'lot.zip',
    part: [name]
  })
  const names = async (...parts: string[]) => {
    const { sources } = await finish(await engine.client.sources.import({ files: parts.map(member) }))
    return sources.map(({ table }) => table.name)
  }
  expect(await names('3.csv', '7.csv')).toEqual(['lot_3', 'lot_7'])
  expect(await names('5.csv')).toEqual(['lot'])
})
