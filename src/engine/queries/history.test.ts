import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Database } from '../db'
import { closeProject, openProject, Project } from '../project'
import { forgetQueries, MOST_PAST_QUERIES, noteQuery, pastQueries } from './history'
import { runAndNote } from './run'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-history-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT i AS id, 'v' || i % 3 AS ville, i / 2.0 AS note, DATE '2024-01-01' + i::INTEGER AS jour FROM range(100) s(i)`
  )
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

describe('history', () => {
  test('keeps what came of each query, the latest first; it can be forgotten, undo knows nothing of it', async () => {
    await forgetQueries(project)
    const before = await project.info()
    const { rows, milliseconds } = await runAndNote(project, 'SELECT * FROM raw.t')
    await expect(runAndNote(project, 'SELECT vile FROM raw.t')).rejects.toThrow()
    await runAndNote(project, 'SELECT * FROM raw.t')
    expect(rows).toBe(100)
    expect(milliseconds).toBeGreaterThan(0)
    const past = await pastQueries(project)
    expect(past.map(({ sql, rows: n, columns }) => [sql, n, columns])).toEqual([
      ['SELECT * FROM raw.t', 100, 4],
      ['SELECT vile FROM raw.t', null, null]
    ])
    expect(past[1]?.error?.fr).toContain('vile')
    expect(Math.abs(Date.parse(past[0]?.at ?? '') - Date.now())).toBeLessThan(60_000)
    expect(await project.info()).toEqual(before)
    await forgetQueries(project, past[1]?.id)
    expect(await pastQueries(project)).toHaveLength(1)
  })

  test('keeps each of those that end together', async () => {
    await forgetQueries(project)
    await project.database.run(
      `INSERT INTO chantier.query SELECT 'x' || i, TIMESTAMP '2020-01-01' + i * INTERVAL 1 SECOND, 'SELECT ' || i, 1, 1, 1, NULL FROM range(${MOST_PAST_QUERIES}) s(i)`
    )
    const names = Array.from({ length: 12 }, (_, i) => `SELECT ${i % 6} AS ensemble`)
    await Promise.all(names.map((sql) => noteQuery(project, { sql, at: new Date().toISOString(), milliseconds: 1, rows: 1, columns: 1, error: null }))) // prettier-ignore
    const past = (await pastQueries(project)).map(({ sql }) => sql)
    expect(past.slice(0, 6).sort()).toEqual(names.slice(0, 6))
    expect(past).toHaveLength(MOST_PAST_QUERIES)
    await forgetQueries(project)
  })

  test('survives closing the project, and keeps so many', async () => {
    const file = join(folder, 'again.chantier')
    const first = await openProject(file, { create: true })
    for (let n = 0; n < 3; n++) await runAndNote(first, `SELECT ${n} AS "l'an"`)
    await closeProject(first)
    const second = await openProject(file)
    expect((await pastQueries(second)).map(({ sql }) => sql)).toEqual([2, 1, 0].map((n) => `SELECT ${n} AS "l'an"`))
    await second.database.run(
      `INSERT INTO chantier.query SELECT 'x' || i, TIMESTAMP '2020-01-01' + i * INTERVAL 1 SECOND, 'SELECT ' || i, 1, 1, 1, NULL FROM range(600) s(i)`
    )
    await noteQuery(second, {
      sql: 'SELECT 9',
      at: new Date().toISOString(),
      milliseconds: 1,
      rows: 1,
      columns: 1,
      error: null
    })
    expect(await second.rows('SELECT count(*) AS n FROM chantier.query')).toEqual([{ n: MOST_PAST_QUERIES }])
    await closeProject(second)
  })
})

test('a file of an earlier version that cannot be written to keeps its queries while it is open', async () => {
  const path = join(folder, 'ancien.chantier')
  const made = await openProject(path, { create: true })
  await made.database.run('DROP TABLE chantier.query')
  await closeProject(made)
  const database = await Database.open(path, { staging: folder, readOnly: true })
  const old = new Project(database, path, 'ancien', folder, true, [], () => new Date())
  expect(await pastQueries(old)).toEqual([])
  await runAndNote(old, 'SELECT 1 AS un')
  expect(await pastQueries(old)).toMatchObject([{ sql: 'SELECT 1 AS un', rows: 1 }])
  await closeProject(old)
})
