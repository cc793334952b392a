import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-open-case-'))
  engine = createEngine({ folder, settings: join(folder, 'settings') })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** What stands in the folder of the project under way, or of those that were. */
const left = async () => (await readdir(folder)).filter((name) => /^(velmorane|cas)\b/.test(name)).sort()

test('a case that is cancelled leaves nothing, and the project that was open stays so', async () => {
  await engine.client.project.create({ name: 'mine' })
  const stop = new AbortController()
  let seen: string[] = []
  const opening = async () => {
    for await (const event of await engine.client.exercises.openCase({ slug: 'velmorane' }, { signal: stop.signal }))
      if (event.type === 'progress' && event.progress.total !== null && !seen.length) {
        seen = await left()
        stop.abort()
      }
  }
  await expect(opening()).rejects.toThrow()
  expect(seen.length).toBeGreaterThan(1)
  expect(seen).not.toContain('velmorane.chantier')
  expect(await left()).toEqual([])
  expect((await engine.client.project.status({})).open?.name).toBe('mine')
  expect((await engine.client.project.known({})).map(({ name }) => name)).toEqual(['mine'])
})

/** Makes a project of one table, as a case is made; `during` is awaited while it is under way. */
const make = (during: () => unknown) =>
  engine.session.make(
    'cas',
    async (project, signal) => {
      await project.beside((connection) => connection.run('CREATE TABLE raw.t AS SELECT 42 AS a'))
      await during()
      if (signal.aborted) throw new Error('stopped')
      return 'made'
    },
    new AbortController().signal
  )

test('a program that is closed in the middle leaves nothing', async () => {
  const closing: Promise<unknown>[] = []
  await expect(make(() => void closing.push(engine.close()))).rejects.toThrow()
  await Promise.all(closing)
  expect(await left()).toEqual([])
})

test('made whole it takes its name, the next free one, and is the open project', async () => {
  for (const name of ['cas', 'cas-2']) {
    expect(await make(async () => expect((await left()).some((one) => one.endsWith('.part'))).toBe(true))).toBe('made')
    expect((await engine.client.project.status({})).open?.name).toBe(name)
    expect(await engine.session.project.rows('SELECT a FROM raw.t')).toEqual([{ a: 42 }])
  }
  await engine.close()
  expect(await left()).toEqual(['cas-2.chantier', 'cas.chantier'])
})

test('what a killed program left is swept, what another one still makes is not', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const parts = [gone, process.ppid].map((id) => `velmorane.chantier.${id}-0123abcd-1.part`)
  for (const part of parts) {
    await writeFile(join(folder, part), 'x')
    await writeFile(join(folder, `${part}.wal`), 'x')
    await mkdir(join(folder, `${part}.work`))
    await writeFile(join(folder, `${part}.work`, 'upload-1'), 'x')
  }
  expect(await engine.client.project.known({})).toEqual([])
  expect(await left()).toEqual([`${parts[1]}`, `${parts[1]}.wal`, `${parts[1]}.work`])
})
