import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileChoice } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-room-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const MB = 2 ** 20
/** Bytes of the project's file, and of the journal beside it. */
async function sizes(): Promise<{ file: number; journal: number }> {
  const { path } = engine.session.project
  const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => ({ size: 0 }))).size
  return { file: await sizeOf(path), journal: await sizeOf(`${path}.wal`) }
}

/** A file whose rows take some megabytes in a project too. */
async function longFile(name: string, header: string): Promise<FileChoice> {
  let state = 7
  const next = (): string => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0).toString(36)
  const lines = Array.from({ length: 130_000 }, (_, row) => `L${row};${next()}${next()}${next()}`)
  const path = join(folder, name)
  await writeFile(path, [header, ...lines].join('\n'))
  return { origin: { kind: 'path', path }, name }
}

test('what was loaded and could not be kept leaves room that the next import takes', async () => {
  const files = [await longFile('a.csv', 'Id;Texte'), await longFile('b.csv', 'Id;Autre')]
  const united = async (): Promise<unknown> =>
    finish(await engine.client.sources.import({ files, together: { fileColumn: true } }))
  await expect(united()).rejects.toThrow()
  const first = await sizes()
  expect(first.journal).toBe(0)
  await expect(united()).rejects.toThrow()
  await finish(await engine.client.sources.import({ files }))
  expect((await sizes()).file).toBeLessThan(first.file + 2 * MB)
})

test('an import that is cancelled leaves room that the next one takes', async () => {
  const file = await longFile('a.csv', 'Id;Texte')
  const stopped = async (): Promise<void> => {
    const stop = new AbortController()
    const events = await engine.client.sources.import({ files: [file] }, { signal: stop.signal })
    for await (const event of events) if (event.type === 'progress') stop.abort()
  }
  for (let times = 0; times < 4; times++) await expect(stopped()).rejects.toThrow()
  const cancelled = await sizes()
  expect(cancelled.journal).toBe(0)
  await finish(await engine.client.sources.import({ files: [file] }))
  const whole = await sizes()
  expect(cancelled.file).toBeLessThan(whole.file + MB)
})
