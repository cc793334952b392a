import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportAbout, ExportFormat, RowSource } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { exportedFile, exportRows } from './export'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-export-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT * FROM (VALUES
      (1, 'a;b', 1234.5::DOUBLE, DATE '2024-03-01', TIMESTAMP '2024-03-01 08:09:10.25', true),
      (2, '=1+1', -2.25, DATE '2023-12-31', NULL, false),
      (3, '-5', NULL, NULL, TIMESTAMP '2024-01-01', NULL),
      (4, '@x', 0.1, DATE 'infinity', NULL, NULL),
      (5, '', 1e20, NULL, NULL, NULL)) v(id, "=nom", montant, jour, heure, actif)`
  )
  await project.database.run(`CREATE TABLE raw.long AS SELECT i AS id, i % 7 AS g FROM range(600000) s(i)`)
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const raw = (name: string, more: object = {}): RowSource => ({ kind: 'table', table: { schema: 'raw', name }, ...more })
const write = async (
  source: RowSource,
  format: ExportFormat,
  more: { guard?: boolean; columns?: number[]; about?: ExportAbout } = {}
) => {
  const result = await exportRows(project, { source, format, guard: true, ...more })
  const chunks: Uint8Array[] = []
  for await (const chunk of exportedFile(project, result.id).chunks) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  expect(bytes.length).toBe(result.bytes)
  return { result, bytes, text: bytes.toString('utf8') }
}

test('French CSV: a byte order mark, semicolons, decimal commas, days first; formulas are guarded, numbers are not', async () => {
  const { result, text } = await write(raw('t'), 'csv_fr')
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(text.slice(1).trimEnd().split('\n')).toEqual([
    `id;'=nom;montant;jour;heure;actif`,
    '1;"a;b";1234,5;01/03/2024;01/03/2024 08:09:10.25;VRAI',
    `2;'=1+1;-2,25;31/12/2023;;FAUX`,
    '3;-5;;;01/01/2024 00:00:00;',
    `4;'@x;0,1;infinity;;`,
    '5;"";1e+20;;;'
  ])
  expect(result).toMatchObject({ rows: 5, columns: 6, guarded: 2 })
})

test('international CSV: commas, points, ISO dates; the guard can be left off', async () => {
  const { text, result } = await write(raw('t'), 'csv', { guard: false })
  expect(text.split('\n').slice(0, 3)).toEqual([
    'id,=nom,montant,jour,heure,actif',
    '1,a;b,1234.5,2024-03-01,2024-03-01 08:09:10.25,true',
    '2,=1+1,-2.25,2023-12-31,,false'
  ])
  expect(result.guarded).toBe(0)
})

test('the view is what is written: its filter, its sort, its columns in their order', async () => {
  const source = raw('t', {
    filter: { all: [{ column: 'id', op: '>', values: [2] }] },
    sort: [{ column: 'id', descending: true }]
  })
  const { text, result } = await write(source, 'csv', { columns: [1, 0] })
  expect(text.trimEnd().split('\n')).toEqual([`'=nom,id`, '"",5', `'@x,4`, '-5,3'])
  expect(result).toMatchObject({ rows: 3, columns: 2, filter: { fr: '« id » > 2' } })
  const query = await write({ kind: 'query', sql: 'SELECT id FROM raw.t ORDER BY id DESC' }, 'csv')
  expect(query.text).toBe('id\n5\n4\n3\n2\n1\n')
  const sorted = await write(raw('long', { sort: [{ column: 'g', descending: true }] }), 'csv')
  expect(sorted.text.split('\n').slice(1, 3)).toEqual(['6,6', '13,6'])
})

test('a workbook keeps numbers as numbers and formulas as text; one too large is refused by its limit', async () => {
  const { bytes } = await write(raw('t'), 'xlsx')
  const sheet = Object.values(read(bytes).Sheets)[0]
  if (!sheet) throw new Error('no sheet')
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 })
  expect(rows.slice(0, 3)).toEqual([
    ['id', '=nom', 'montant', 'jour', 'heure', 'actif'],
    [1, 'a;b', 1234.5, '2024-03-01', '2024-03-01 08:09:10.25', true],
    [2, '=1+1', -2.25, '2023-12-31', undefined, false]
  ])
  expect((sheet.B3 as { f?: string }).f).toBeUndefined()
  await expect(write(raw('long'), 'xlsx')).rejects.toThrow(/500,000|500 000/)
})

test('a workbook says what its rows are on a second sheet; a CSV holds rows alone', async () => {
  const source = raw('t', { filter: { all: [{ column: 'id', op: '>', values: [3] }] } })
  const about: ExportAbout = { title: 'Lisez-moi', facts: [['Table', 't'], ['Filtre', '=id > 3'], ['Lignes', '2']] } // prettier-ignore
  const { bytes, result } = await write(source, 'xlsx', { about })
  const book = read(bytes)
  expect(book.SheetNames).toEqual(['Chantier', 'Lisez-moi'])
  const told = book.Sheets['Lisez-moi']
  if (!told) throw new Error('no sheet')
  expect(utils.sheet_to_json(told, { header: 1 })).toEqual([['Table', 't'], ['Filtre', '=id > 3'], ['Lignes', '2']]) // prettier-ignore
  expect((told.B2 as { f?: string }).f).toBeUndefined()
  expect(result.rows).toBe(2)
  expect((await write(source, 'csv', { about })).text.trimEnd().split('\n')).toHaveLength(3)
  const odd = read((await write(source, 'xlsx', { about: { ...about, title: 'Chantier' } })).bytes)
  expect(odd.SheetNames).toHaveLength(2)
})

test('Parquet holds the same values and types', async () => {
  const { result } = await write(raw('t'), 'parquet')
  const path = join(project.staging, `export-${result.id}`)
  const rows = await project.rows(
    `SELECT count(*) AS n FROM (SELECT * FROM raw.t EXCEPT ALL SELECT * FROM read_parquet('${path}'))`
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('one that is stopped leaves no file; old ones go', async () => {
  await expect(
    exportRows(project, { source: raw('long'), format: 'csv', guard: true }, undefined, AbortSignal.abort())
  ).rejects.toThrow()
  for (let round = 0; round < 5; round++) await write(raw('t'), 'csv')
  const left = (await readdir(project.staging)).filter((name) => name.startsWith('export-'))
  expect(left).toHaveLength(3)
  expect(() => exportedFile(project, 'no')).toThrow()
})
