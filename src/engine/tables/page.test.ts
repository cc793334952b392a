import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC, type Table } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PageRequest, RowSource } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { MOST_PAGE_ROWS, listTables, readPage, resolveTable, shapeOf } from './index'

const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  'a""); DROP TABLE x;--',
  '<img src=x onerror=alert(1)>',
  'é\n"',
  ' '
]
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-page-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  const run = (sql: string) => project.database.run(sql)
  await run(
    `CREATE TABLE raw.t AS SELECT i AS id, i % 3 AS g, CASE WHEN i % 4 <> 0 THEN i % 7 END AS v FROM range(20000) s(i)`
  )
  await run(`CREATE TABLE raw.h AS SELECT ${HOSTILE.map((name, i) => `${i} AS ${quoted(name)}`).join(', ')}`)
  await run(`CREATE TABLE raw.wide AS SELECT ${Array.from({ length: 500 }, (_, i) => `${i} AS c${i}`).join(', ')}`)
  await run(`CREATE TABLE raw.own AS SELECT i % 2 AS rowid, i AS id FROM range(5000) s(i)`)
  await run('CREATE TABLE raw.empty (a INTEGER)')
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const raw = (name: string, more: object = {}): RowSource => ({ kind: 'table', table: { schema: 'raw', name }, ...more })
const query = (sql: string, more: object = {}): RowSource => ({ kind: 'query', sql, ...more })
const page = async (source: RowSource, more: Partial<PageRequest> = {}): Promise<Table> =>
  tableFromIPC(await readPage(project, { source, offset: 0, limit: 100, ...more }))
const column = (table: Table, place = 0): unknown[] =>
  Array.from(table.getChildAt(place) ?? [], (value: unknown) => value)

/** All pages of a source, one after the other. */
async function paged(source: RowSource, size: number, place = 0): Promise<string[]> {
  const { rows } = await shapeOf(project, source)
  const all: string[] = []
  for (let offset = 0; offset < rows; offset += size)
    all.push(...column(await page(source, { offset, limit: size }), place).map(String))
  return all
}

describe('pages of a table', () => {
  test('offset, limit, columns by place', async () => {
    const table = await page(raw('t'), { offset: 10, limit: 3, columns: [2, 0] })
    expect(table.schema.fields.map(({ name }) => name)).toEqual(['v', 'id'])
    expect(column(table, 1)).toEqual([10n, 11n, 12n])
    expect((await page(raw('t'), { offset: 19_999 })).numRows).toBe(1)
    expect((await page(raw('t'), { offset: 20_000 })).numRows).toBe(0)
    expect((await page(raw('t'), { limit: 0 })).numRows).toBe(0)
    expect((await page(raw('empty'))).schema.fields).toHaveLength(1)
  })

  test('sort: missing values last both ways, ties in the order of the file', async () => {
    for (const descending of [false, true]) {
      const sorted = await page(raw('t', { sort: [{ column: 'v', descending }] }), { limit: 20_000 })
      const values = column(sorted, 2).map((value) => (value === null ? null : Number(value)))
      const present = values.filter((value) => value !== null)
      expect(values.slice(present.length).every((value) => value === null)).toBe(true)
      expect(present).toEqual([...present].sort((a, b) => (descending ? b - a : a - b)))
      const ids = column(sorted).map(Number)
      const ties = ids.filter((_, at) => values[at] === 3)
      expect(ties).toEqual([...ties].sort((a, b) => a - b))
    }
  })

  test('pages of a table from which rows were taken out neither overlap nor leave gaps', async () => {
    await project.database.run(`CREATE TABLE raw.gaps AS SELECT i AS id FROM range(5000) s(i)`)
    await project.database.run(`DELETE FROM raw.gaps WHERE id % 3 = 0`)
    const ids = await paged(raw('gaps'), 700)
    expect(ids).toEqual(Array.from({ length: 5000 }, (_, i) => String(i)).filter((id) => Number(id) % 3 !== 0))
    expect(await paged(raw('t'), 3_000)).toEqual(Array.from({ length: 20_000 }, (_, i) => String(i)))
  })

  test('the places of a sorted and filtered view are found once, and again when the rows change', async () => {
    await project.database.run(`CREATE TABLE raw.grows AS SELECT i AS id FROM range(100) s(i)`)
    const view = raw('grows', {
      sort: [{ column: 'id', descending: true }],
      filter: { all: [{ column: 'id', op: '>=', values: [90] }] }
    })
    expect(await paged(view, 3)).toEqual(['99', '98', '97', '96', '95', '94', '93', '92', '91', '90'])
    await project.change({ fr: 'x', en: 'x' }, async ({ connection, put }) => {
      await connection.run('INSERT INTO raw.grows VALUES (100)')
      await put('choice', 'x', {})
    })
    expect((await paged(view, 100))[0]).toBe('100')
  })

  test('filter counts and pages alike', async () => {
    const source = raw('t', {
      filter: {
        all: [
          { column: 'g', op: '=', values: [1] },
          { column: 'v', op: 'missing', values: [] }
        ]
      }
    })
    const { rows } = await shapeOf(project, source)
    expect(rows).toBe(
      (await project.rows<{ n: number }>('SELECT count(*) AS n FROM raw.t WHERE g = 1 AND v IS NULL'))[0]?.n
    )
    expect(await paged(source, 700)).toHaveLength(rows)
  })

  test.each(HOSTILE)('a column called %j is shown, sorted and filtered', async (name) => {
    const place = HOSTILE.indexOf(name)
    const source = raw('h', { sort: [{ column: name }], filter: { all: [{ column: name, op: '=', values: [place] }] } })
    const table = await page(source)
    expect(table.schema.fields.map((field) => field.name)).toEqual(HOSTILE)
    expect(column(table, place)).toEqual([place])
  })

  test('unknown columns are refused by name, with no trace of them in SQL', async () => {
    const wrong = raw('t', { sort: [{ column: 'id"; DROP TABLE raw.t; --' }] })
    await expect(page(wrong)).rejects.toMatchObject({ data: { kind: 'not_found' } })
    await expect(
      page(raw('t', { filter: { all: [{ column: 'no', op: 'missing', values: [] }] } }))
    ).rejects.toMatchObject({
      data: { kind: 'not_found', message: { fr: expect.stringContaining('« no »') } }
    })
    expect((await shapeOf(project, raw('t'))).rows).toBe(20_000)
  })

  test('500 columns, all of them or a block', async () => {
    expect((await page(raw('wide'))).numCols).toBe(500)
    const block = await page(raw('wide'), { columns: Array.from({ length: 50 }, (_, i) => 450 + i) })
    expect(block.getChildAt(0)?.get(0)).toBe(450)
  })

  test('pages join up without overlap when sorted with ties, also where a column is called rowid', async () => {
    expect(new Set(await paged(raw('t', { sort: [{ column: 'g' }] }), 3_000)).size).toBe(20_000)
    expect(new Set(await paged(raw('own', { sort: [{ column: 'rowid' }] }), 900, 1)).size).toBe(5_000)
  })

  test('a page has a most number of rows', async () => {
    await expect(page(raw('t'), { limit: MOST_PAGE_ROWS + 1 })).rejects.toMatchObject({ data: { kind: 'limit' } })
    await expect(page(raw('t'), { limit: Number.NaN })).rejects.toMatchObject({ data: { kind: 'limit' } })
  })
})

describe('pages of a query', () => {
  test.each([
    'SELECT id % 9000 AS k, count(*) AS n FROM raw.t GROUP BY k',
    'SELECT DISTINCT id % 9000 AS k FROM raw.t',
    'SELECT a.id AS k FROM raw.t a JOIN raw.t b USING (id)',
    'SELECT id AS k FROM raw.t ORDER BY g',
    'SELECT id AS k FROM raw.t UNION SELECT id + 20000 FROM raw.t'
  ])('join up without overlap: %s', async (sql) => {
    const all = await paged(query(sql), 1_500)
    expect(all).toHaveLength((await shapeOf(project, query(sql))).rows)
    expect(new Set(all).size).toBe(all.length)
  })

  test('columns by place, sort with ties, names that come twice', async () => {
    const table = await page(query('SELECT id, g, v FROM raw.t'), { columns: [1], limit: 2 })
    expect(table.schema.fields.map(({ name }) => name)).toEqual(['g'])
    const sorted = query('SELECT id, g FROM raw.t', { sort: [{ column: 'g', descending: true }] })
    expect(new Set(await paged(sorted, 3_000)).size).toBe(20_000)
    expect((await shapeOf(project, query('SELECT 1 AS a, 2 AS a'))).columns).toHaveLength(2)
  })

  test('run again, a query is computed again; a change of the project is seen', async () => {
    const source = query('SELECT count(*) AS n FROM chantier.note GROUP BY ALL')
    expect(column(await page(source))).toEqual([0n])
    await project.change({ fr: 'x', en: 'x' }, (scope) => scope.put('note', 'a', {}))
    expect(column(await page(source))).toEqual([1n])
    const random = query('SELECT random() AS r')
    await shapeOf(project, random)
    const first = column(await page(random))
    expect(column(await page(random))).toEqual(first)
    await shapeOf(project, random)
    expect(column(await page(random))).not.toEqual(first)
  })

  test('kept rows stay few, and out of the project', async () => {
    for (let i = 0; i < 12; i++) await shapeOf(project, query(`SELECT DISTINCT g + ${i} FROM raw.t`))
    await expect
      .poll(
        async () => (await project.rows(`SELECT 1 AS x FROM duckdb_tables() WHERE database_name = 'scratch'`)).length
      )
      .toBeLessThanOrEqual(6)
  })

  test('a page that is read while the query is run anew still has its rows', async () => {
    const source = query('SELECT DISTINCT id FROM raw.t')
    await shapeOf(project, source)
    const reads = Array.from({ length: 12 }, () => [page(source), shapeOf(project, source)]).flat()
    expect((await Promise.allSettled(reads)).flatMap((read) => (read.status === 'rejected' ? [String(read.reason)] : []))).toEqual([]) // prettier-ignore
  })

  test('one reader that gives up does not fail another', async () => {
    const source = query('SELECT count(*) AS n FROM raw.t a, raw.t b WHERE a.id <> b.id AND a.g = b.g GROUP BY ALL')
    const stop = new AbortController()
    const first = readPage(project, { source, offset: 0, limit: 1 }, { signal: stop.signal })
    const second = page(source)
    setTimeout(() => stop.abort(), 30)
    await first.catch(() => undefined)
    expect((await second).numRows).toBe(1)
  })
})

describe('tables by reference', () => {
  test('clean stands for raw where no step changes it; a missing table is named', async () => {
    const table = await resolveTable(project, { schema: 'clean', name: 't' })
    expect(table).toMatchObject({ ref: { schema: 'raw', name: 't' }, rows: 20_000, sql: '"raw"."t"' })
    await expect(resolveTable(project, { schema: 'raw', name: `x'; DROP TABLE raw.t; --` })).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
    expect(await listTables(project)).toEqual([])
  })

  test('names that differ in more than case only are found as SQL finds them, others are not mixed up', async () => {
    await project.database.run(`CREATE TABLE raw."Été ""1""" AS SELECT 1 AS a`)
    expect((await resolveTable(project, { schema: 'raw', name: 'Été "1"' })).rows).toBe(1)
  })
})
