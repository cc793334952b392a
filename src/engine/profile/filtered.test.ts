import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Depth, Filter, TableProfile, TableRef } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect } from '../tables'
import { columnEvidence, tableEvidence } from './evidence'
import { resolveProfiled } from './filtered'
import { profileTable } from './profile-table'
import { factEvidence } from './table-facts'

let folder: string
let project: Project
const all: TableRef = { schema: 'raw', name: 'toutes' }
const kept: TableRef = { schema: 'raw', name: 'gardees' }
const filter: Filter = {
  all: [
    { column: 'ville', op: 'in', values: ['Lyon', 'Nice'] },
    { column: 'x', op: '>=', values: [100] }
  ]
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filtered-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.toutes AS SELECT (hash(i) % 997)::INTEGER AS x, ['Lyon', 'Nice', 'Lille', NULL][1 + (hash(i + 7) % 4)::INTEGER] AS ville, 'C' || (hash(i + 3) % 600) AS code, CASE WHEN i % 5 > 0 THEN (hash(i) % 997) * 2.5 + i % 3 END AS y, i % 2 = 0 AS pair, 'texte ' || i AS texte FROM range(6000) r(i)`
  )
  await project.database.run(`INSERT INTO raw.toutes SELECT * FROM raw.toutes LIMIT 50`)
  await project.database.run(
    `CREATE TABLE raw.gardees AS SELECT * FROM raw.toutes WHERE ville IN ('Lyon', 'Nice') AND x >= 100`
  )
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

/**
 * What a profile says, without the time it took and the rows it names, and without what the columns stand for, which is of
 * the whole table; sums of doubles end as their order has it.
 */
function told({ columns, rows, duplicateRows, missingCells, facts }: TableProfile): unknown {
  const figures = columns.map((column) => ({ ...column, semantic: null }))
  const profile = { columns: figures, rows, duplicateRows, missingCells, facts: facts && { ...facts, seconds: 0 } }
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)
  return JSON.parse(JSON.stringify(profile, rounded))
}

test.each(['instant', 'balanced', 'full'] as Depth[])(
  'the %s profile of filtered rows is that of a table of these rows',
  async (depth) => {
    const under = await profileTable(project, all, { depth, filter })
    expect(told(under)).toEqual(told(await profileTable(project, kept, { depth })))
    expect(under.filtered).toEqual({ words: { fr: expect.stringContaining('ville') as string, en: expect.stringContaining('ville') as string }, of: 6050 }) // prettier-ignore
  }
)

test('a column stands for the same under any filter, and its texts are read the same', async () => {
  await project.database.run(
    `CREATE TABLE raw.sens AS SELECT i AS id, ['ouvert', 'clos', 'annulé'][1 + i % 3] AS etat, CASE WHEN i % 50 = 0 THEN 'x' ELSE (i % 28 + 1) || '/03/2024' END AS jour, i % 11 AS note FROM range(400) r(i)`
  )
  const table: TableRef = { schema: 'raw', name: 'sens' }
  const meaning = ({ columns }: TableProfile) => columns.map(({ semantic, reading }) => ({ semantic, reading }))
  const filters: Filter[] = [
    { all: [{ column: 'etat', op: '=', values: ['clos'] }] },
    { all: [{ column: 'jour', op: '=', values: ['x'] }] },
    { all: [{ column: 'note', op: '=', values: [3] }] }
  ]
  for (const depth of ['instant', 'balanced', 'full'] as Depth[]) {
    const under = [await profileTable(project, table, { depth, filter: filters[0] })]
    const whole = meaning(await profileTable(project, table, { depth }))
    for (const filter of filters) under.push(await profileTable(project, table, { depth, filter }))
    for (const profile of under) expect(meaning(profile)).toEqual(whole)
    expect(under[0]?.columns.map(({ constant }) => constant)).toEqual([false, true, false, false])
    expect(whole[2]?.reading?.kind).toBe('date')
  }
})

test('of many rows that a filter keeps a sample is drawn as it would be from a table of them', async () => {
  await project.database.run(`CREATE TABLE raw.longue AS SELECT i, hash(i) % 5 AS c FROM range(120000) r(i)`)
  await project.database.run(`CREATE TABLE raw.courte AS SELECT * FROM raw.longue WHERE c = 1 OR c > 2`)
  const few: Filter = { all: [{ column: 'c', op: 'in', values: [1, 3, 4] }] }
  const under = await profileTable(project, { schema: 'raw', name: 'longue' }, { depth: 'instant', filter: few })
  expect(under.sampled).toMatchObject({ n: 20_000 })
  expect(told(under)).toEqual(
    told(await profileTable(project, { schema: 'raw', name: 'courte' }, { depth: 'instant' }))
  )
})

test('a profile is kept by its filter, and a filter that keeps nothing or names a column that is gone is answered', async () => {
  const first = await profileTable(project, all, { filter })
  expect(await profileTable(project, all, { filter })).toBe(first)
  expect((await profileTable(project, all)).rows).toBe(6050)
  const none = await profileTable(project, all, { filter: { all: [{ column: 'x', op: '<', values: [-1] }] } })
  const [x] = (await profileTable(project, all)).columns
  expect([none.rows, none.columns[0]?.semantic, none.duplicateRows]).toEqual([0, x?.semantic, 0])
  await expect(profileTable(project, all, { filter: { all: [{ column: 'z', op: 'missing', values: [] }] } })).rejects.toThrow() // prettier-ignore
  expect(await project.rows(`SELECT table_name FROM duckdb_tables() WHERE database_name = 'scratch'`)).toEqual([])
})

test('every figure opens evidence under the filter, which passes the gate and counts the same rows', async () => {
  const profile = await profileTable(project, all, { filter, depth: 'full' })
  const table = await resolveProfiled(project, all, filter)
  const { rows, duplicateRows } = tableEvidence(table)
  const value = async (sql: string) => Object.values((await project.rows(sql))[0] ?? {})[0]
  expect([await value(rows.sql), await value(duplicateRows.sql)]).toEqual([profile.rows, profile.duplicateRows])
  const evidences = profile.columns.flatMap((column) => columnEvidence(table, column))
  const pair = profile.facts?.associations.pairs[0]
  if (!pair) throw new Error('no pair')
  const fact = factEvidence(table, profile.columns, { kind: 'association', left: pair.left, right: pair.right })
  for (const { sql, rowsSql, applied, filter: words } of [
    rows,
    duplicateRows,
    fact,
    ...evidences.map(({ evidence }) => evidence)
  ]) {
    // prettier-ignore
    expect(applied).toEqual(filter)
    expect(words.fr).toContain('ville')
    for (const one of [sql, rowsSql ?? sql]) await expect(gateSelect(project, one)).resolves.toBeDefined()
    if (rowsSql) expect(Number(await value(`SELECT count(*) FROM (${rowsSql})`))).toBeLessThanOrEqual(profile.rows)
  }
  const x = profile.columns.find(({ name }) => name === 'x')
  const evidenceOf = (figure: string) => evidences.find((one) => one.figure === figure && one.evidence.columns[0] === 'x')?.evidence.sql ?? '' // prettier-ignore
  expect([await value(evidenceOf('mean')), await value(evidenceOf('distinct'))]).toEqual([
    x?.numeric?.mean,
    x?.distinct
  ])
})
