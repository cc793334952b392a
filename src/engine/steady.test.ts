import { AsyncResource } from 'node:async_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeProject, openProject, type Project } from './project'
import { steady } from './steady'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-steady-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true, derivations: [] })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

/** Keeps a change that takes a column away, or brings it. */
function without(column: 'film' | 'none'): Promise<void> {
  return project.change({ fr: 'x', en: 'x' }, async ({ connection, put }) => {
    await connection.run(
      `CREATE OR REPLACE VIEW clean.billets AS SELECT 1 AS billet${column === 'film' ? '' : ', 2 AS film'}`
    )
    await put('note', 'n', { column })
  })
}

test('a call under which a column is undone is made again on the project as it is now', async () => {
  await without('none')
  let seen = 0
  const others = new AsyncResource('others')
  const answer = await steady(project, async () => {
    const columns = await project.rows<{ column_name: string }>('DESCRIBE clean.billets')
    if (++seen === 1) await others.runInAsyncScope(() => without('film'))
    return project.rows(
      `SELECT ${columns.map(({ column_name }) => `count(${column_name})`).join(' + ')} AS n FROM clean.billets`
    )
  })
  expect([answer, seen]).toEqual([[{ n: 1 }], 2])
})

test('a query that is wrong by itself is tried once, and so is a fault of another kind', async () => {
  let tries = 0
  const wrong = steady(project, () => {
    tries++
    return project.rows('SELECT gone FROM clean.billets')
  })
  await expect(wrong).rejects.toThrow('gone')
  expect(tries).toBe(1)
  const other = steady(project, async () => {
    tries++
    await without('none')
    throw new Error('other')
  })
  await expect(other).rejects.toThrow('other')
  expect(tries).toBe(2)
})

test('a call that has kept a change itself is not made twice', async () => {
  let tries = 0
  const call = steady(project, async () => {
    tries++
    await without('none')
    return project.rows('SELECT gone FROM clean.billets')
  })
  await expect(call).rejects.toThrow('gone')
  expect(tries).toBe(1)
})

test('where the project never stands still, the refusal comes after some tries', async () => {
  let tries = 0
  const others = new AsyncResource('others')
  const call = steady(project, async () => {
    tries++
    await others.runInAsyncScope(() => without('none'))
    return project.rows('SELECT gone FROM clean.billets')
  })
  await expect(call).rejects.toThrow('gone')
  expect(tries).toBe(3)
})
