import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeProject, openProject, type Project } from '../project'
import { snapshot, whileReading } from './snapshot'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const kept = () =>
  project.rows<{ name: string }>(`SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'scratch'`)
const query = (n: number): string => `SELECT ${n} AS x FROM range(3)`

test('rows that are given up stay as long as someone reads them, however long that is, and no longer', async () => {
  let go = (): void => undefined
  const gate = new Promise<void>((resolve) => (go = resolve))
  const slow = whileReading(project, async () => {
    const mine = await snapshot(project, query(0))
    await gate
    return project.rows(`SELECT count(*)::INTEGER AS n, max(x) AS x FROM ${mine?.sql}`)
  })
  // Others push them out, each gone before the next comes.
  for (let n = 1; n < 10; n++) await whileReading(project, () => snapshot(project, query(n)))
  await whileReading(project, () => snapshot(project, query(9), { fresh: true }))
  // As long as rows given up were once kept.
  await new Promise((resolve) => setTimeout(resolve, 700))
  go()
  expect(await slow).toEqual([{ n: 3, x: 0 }])
  await vi.waitFor(async () => expect(await kept()).toHaveLength(6), { timeout: 10_000 })
})
