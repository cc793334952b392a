import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RowSource } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { cellsOf } from './cells'
import { detectAnomalies } from './detect'
import { marksOf } from './marks'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-marks-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT i AS id, CASE WHEN i = 7 THEN 'N/A' WHEN i % 3 = 0 THEN 'Lyon' ELSE 'Paris' END AS ville, CASE WHEN i % 50 <> 3 THEN 20 + i % 9 END AS age FROM range(400) s(i)`
  )
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const source = (more: object = {}): RowSource => ({ kind: 'table', table: { schema: 'raw', name: 't' }, ...more })

test('marks of a page are the cells of the findings, at their places in the view; unknown before a search', async () => {
  expect(await marksOf(project, { source: source(), offset: 0, limit: 100 })).toMatchObject({ known: false })
  const { findings } = await detectAnomalies(project, [{ schema: 'raw', name: 't' }])
  expect(findings.length).toBeGreaterThan(0)
  const all = await cellsOf(project, findings, { least: 0 })
  const page = await marksOf(project, { source: source(), offset: 0, limit: 100 })
  expect(page.known).toBe(true)
  const expected = new Set(all.filter(([row]) => row < 100).map(String))
  expect(new Set(page.cells.map(({ row, column }) => `${row},${column}`))).toEqual(expected)
  expect(expected.has('3,2')).toBe(true)
  const turned = source({ sort: [{ column: 'id', descending: true }] })
  const last = await marksOf(project, { source: turned, offset: 300, limit: 100 })
  expect(new Set(last.cells.map(({ row, column }) => `${399 - row},${column}`))).toEqual(expected)
})

test('a table that changed is unknown again', async () => {
  await project.database.run(`INSERT INTO raw.t VALUES (400, 'Lyon', 4)`)
  expect(await marksOf(project, { source: source(), offset: 0, limit: 10 })).toMatchObject({ known: false })
  const query: RowSource = { kind: 'query', sql: 'SELECT 1' }
  expect(await marksOf(project, { source: query, offset: 0, limit: 10 })).toMatchObject({ known: false })
})
