import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FindRequest, RowSource } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { findText } from './find'
import { glanceAt } from './glance'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-find-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw."t WHERE x" AS SELECT i AS id, CASE WHEN i % 4 <> 0 THEN 'Ville ' || (i % 10) END AS ville, i * 0.5 AS montant, i % 2 AS g FROM range(100) s(i)`
  )
  await project.database.run(`CREATE TABLE raw.holes AS SELECT i AS id, 'x' || i AS t FROM range(100) s(i)`)
  await project.database.run(`DELETE FROM raw.holes WHERE id < 50`)
  await project.database.run(
    `CREATE TABLE raw.own AS SELECT 99 - i AS rowid, 'x' || i AS "~place" FROM range(100) s(i)`
  )
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const raw = (name: string, more: object = {}): RowSource => ({ kind: 'table', table: { schema: 'raw', name }, ...more })
const find = (source: RowSource, text: string, more: Partial<FindRequest> = {}) =>
  findText(project, { source, text, from: { row: -1, column: 0 }, direction: 'next', ...more })
const T = 't WHERE x'

test('counts cells and rows over all rows, whatever the case, and walks both ways round the ends', async () => {
  const first = await find(raw(T), 'VILLE 7')
  expect(first).toEqual({ cells: 10, rows: 10, hit: { row: 7, column: 1 }, rank: 1 })
  expect(await find(raw(T), 'ville 7', { from: { row: 7, column: 1 } })).toMatchObject({ hit: { row: 17 }, rank: 2 })
  expect(await find(raw(T), 'ville 7', { from: { row: 97, column: 1 } })).toMatchObject({ hit: { row: 7 }, rank: 1 })
  const back = { direction: 'previous', from: { row: 7, column: 1 } } as const
  expect(await find(raw(T), 'ville 7', back)).toMatchObject({ hit: { row: 97, column: 1 }, rank: 10 })
  expect(await find(raw(T), 'nulle part')).toEqual({ cells: 0, rows: 0, hit: null, rank: 0 })
})

test('several cells of a row are walked in the order in which columns are shown; one column may be asked for', async () => {
  const shown = await find(raw(T), '49', { columns: [2, 0] })
  expect(shown).toMatchObject({ cells: 3, rows: 3, hit: { row: 49, column: 0 }, rank: 1 })
  const next = await find(raw(T), '49', { columns: [2, 0], from: { row: 49, column: 0 } })
  expect(next).toMatchObject({ hit: { row: 98, column: 2 }, rank: 2 })
  const both = await find(raw(T), '0', { columns: [2, 0], from: { row: 0, column: 2 } })
  expect(both).toMatchObject({ hit: { row: 0, column: 0 }, rank: 2 })
  expect(await find(raw(T), '49', { columns: [0] })).toMatchObject({ cells: 1 })
})

test('truth values are found by the words that stand for them', async () => {
  await project.database.run(
    `CREATE OR REPLACE TABLE raw.truths AS SELECT i AS id, CASE WHEN i < 9 THEN i % 3 = 0 END AS ok FROM range(10) s(i)`
  )
  const cells = (text: string) => find(raw('truths'), text, { columns: [1] }).then((answer) => answer.cells)
  expect(await Promise.all(['oui', 'YES', 'true', 'ou'].map(cells))).toEqual([3, 3, 3, 3])
  expect(await Promise.all(['non', 'no', 'faux'].map(cells))).toEqual([6, 6, 6])
  expect(await cells('autre')).toBe(0)
})

test('numbers are found as either language types them', async () => {
  expect(await find(raw(T), '12,5', { columns: [2] })).toMatchObject({ cells: 1, hit: { row: 25 } })
  expect(await find(raw(T), '12.5', { columns: [2] })).toMatchObject({ cells: 1 })
  expect(await find(raw(T), '12,5', { columns: [0] })).toMatchObject({ cells: 0 })
})

test('days are found as French shows them, and as SQL writes them', async () => {
  const sql = `SELECT DATE '2024-03-01' + i::INTEGER AS jour, TIMESTAMP '2024-03-01 12:30:00.5' + INTERVAL 1 DAY * i AS instant FROM range(40) t(i) UNION ALL SELECT DATE 'infinity', NULL`
  const days: RowSource = { kind: 'query', sql }
  for (const typed of ['04/03/2024', '2024-03-04'])
    expect(await find(days, typed)).toMatchObject({ cells: 2, hit: { row: 3, column: 0 } })
  expect(await find(days, '/04/2024', { columns: [0] })).toMatchObject({ cells: 9 })
  expect(await find(days, '01/03/2024 12:30:00,5')).toMatchObject({ cells: 1, hit: { row: 0, column: 1 } })
})

test('instants of every precision are found as they are shown, their zeros typed or not', async () => {
  const sql = `SELECT ts::TIMESTAMP_S AS s, ts::TIMESTAMP_MS AS ms, ts::TIMESTAMP_NS AS ns, ts::TIMESTAMPTZ AS tz FROM (SELECT TIMESTAMP '2024-03-01' + INTERVAL 1 DAY * i AS ts FROM range(40) t(i))`
  for (const typed of ['1/4/2024', '01/04/2024', '1.4.2024'])
    expect(await find({ kind: 'query', sql }, typed)).toMatchObject({ cells: 4, hit: { row: 31, column: 0 } })
})

test('places are those of the sorted and filtered view', async () => {
  const sorted = raw(T, { sort: [{ column: 'id', descending: true }] })
  expect(await find(sorted, 'ville 7')).toMatchObject({ hit: { row: 2, column: 1 } })
  const filtered = raw(T, { filter: { all: [{ column: 'g', op: '=', values: [1] }] } })
  expect(await find(filtered, 'ville 7')).toMatchObject({ cells: 10, hit: { row: 3, column: 1 } })
  const query: RowSource = { kind: 'query', sql: `SELECT * FROM raw."${T}" ORDER BY id DESC` }
  expect(await find(query, 'ville 7')).toMatchObject({ hit: { row: 2, column: 1 } })
  const both: RowSource = { ...query, filter: { all: [{ column: 'g', op: '=', values: [1] }] } }
  expect(await find(both, 'ville 7')).toMatchObject({ hit: { row: 1, column: 1 } })
})

test('rowids with holes, and columns that bear our own names', async () => {
  expect(await find(raw('holes'), 'x70')).toMatchObject({ cells: 1, hit: { row: 20, column: 1 } })
  expect(await find(raw('own'), 'x70')).toMatchObject({ cells: 1, hit: { row: 70, column: 1 } })
  const sorted = raw('own', { sort: [{ column: 'rowid', descending: false }] })
  expect(await find(sorted, 'x70')).toMatchObject({ cells: 1, hit: { row: 29, column: 1 } })
})

test('is stopped by its signal', async () => {
  await expect(
    findText(
      project,
      { source: raw(T), text: 'a', from: { row: 0, column: 0 }, direction: 'next' },
      AbortSignal.abort()
    )
  ).rejects.toThrow()
})

test('a column at a glance: rows, missing, and bars that add up', async () => {
  const id = await glanceAt(project, raw(T), 0)
  expect(id).toMatchObject({ column: 0, rows: 100, missing: 0, ordered: true, min: '0', max: '99' })
  expect(id.bars.reduce((sum, { n }) => sum + n, 0)).toBe(100)
  const ville = await glanceAt(project, raw(T), 1)
  expect(ville).toMatchObject({ missing: 25, ordered: false })
  expect(ville.bars.reduce((sum, { n }) => sum + n, 0)).toBe(75)
  const filtered = await glanceAt(project, raw(T, { filter: { all: [{ column: 'g', op: '=', values: [1] }] } }), 1)
  expect(filtered).toMatchObject({ rows: 50, missing: 0 })
  const hostile: RowSource = {
    kind: 'query',
    sql: `SELECT * FROM (VALUES ('nan'::DOUBLE, DATE 'infinity', NULL::INTEGER, [1]), (1, DATE '2024-01-01', NULL, [2])) v(a, d, n, l)`
  }
  for (const place of [0, 1, 2, 3]) expect((await glanceAt(project, hostile, place)).rows).toBe(2)
  expect((await glanceAt(project, hostile, 0)).bars).toEqual([{ n: 1, label: null }])
})

test('a column at a glance is drawn where its bulk is, and tells what lies beyond', async () => {
  const sql = `SELECT i AS id, CASE WHEN i < 3 THEN 999999 ELSE i % 10 END AS note, CASE WHEN i = 7 THEN DATE '1900-01-01' ELSE DATE '2024-01-01' + i::INTEGER END AS jour, i % 10 AS plain FROM range(40) t(i)`
  const source: RowSource = { kind: 'query', sql }
  const note = await glanceAt(project, source, 1)
  expect(note).toMatchObject({ max: '999999', beyond: { below: null, above: { n: 3, edge: '9' } } })
  expect(note.bars.filter(({ n }) => n > 0)).toHaveLength(10)
  expect((await glanceAt(project, source, 2)).beyond).toEqual({ below: { n: 1, edge: '2024-01-01' }, above: null })
  expect((await glanceAt(project, source, 3)).beyond).toEqual({ below: null, above: null })
})
