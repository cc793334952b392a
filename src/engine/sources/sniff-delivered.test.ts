import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Choices } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import type * as Sniffing from './sniff-part'

const looks = vi.hoisted(() => ({ all: 0, now: 0, most: 0 }))
vi.mock('./sniff-part', async (original) => {
  const { sniffPart } = await original<typeof Sniffing>()
  return {
    sniffPart: async (...given: Parameters<typeof sniffPart>) => {
      looks.all += 1
      looks.most = Math.max(looks.most, (looks.now += 1))
      try {
        return await sniffPart(...given)
      } finally {
        looks.now -= 1
      }
    }
  }
})

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-sniff-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test.each<[string, Choices, number]>([
  ['choices of how the file is read are compared with what is detected, one after the other', { delimiter: ';' }, 2],
  ['choices of columns only leave nothing to detect', { columns: [{ name: 'v', missing: ['99'] }] }, 1]
])('%s', async (_what, choices, expected) => {
  const file = async (name: string, content: string) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return { origin: { kind: 'path' as const, path }, name }
  }
  const first = { ...(await file('a.csv', 'id;v\n1;2\n2;99\n')), choices }
  const { sources } = await finish(await engine.client.sources.import({ files: [first] }))
  Object.assign(looks, { all: 0, now: 0, most: 0 })
  const next = await file('b.csv', 'id;v\n3;4\n4;99\n')
  const seen = await engine.client.sources.sniff({ ...next, source: sources[0]?.id ?? '' })
  expect(seen.remembered?.choices).toEqual(choices)
  expect(looks).toEqual({ all: expected, now: 0, most: 1 })
})
