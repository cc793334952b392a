import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeProject } from './make'

let folder: string
/** Done when a file is to have a second name, which the disk does not know. */
let meanwhile: () => Promise<void> = async () => undefined
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<object>()),
  link: async () => {
    await meanwhile()
    throw Object.assign(new Error('no links here'), { code: 'EPERM' })
  }
}))
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-take-name-'))
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

test('on a disk without second names, no project goes over one that came meanwhile', async () => {
  const taken = join(folder, 'cas.chantier')
  meanwhile = async () => writeFile(taken, 'another')
  const { path } = await makeProject(folder, 'cas', { derivations: [], now: () => new Date() }, async () => 'made')
  expect(await readFile(taken, 'utf8')).toBe('another')
  expect(path).toBe(join(folder, 'cas-2.chantier'))
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})
