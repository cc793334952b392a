import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Depth, Evidence, Filter, TableProfile } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident } from '../sql'
import { gateSelect } from '../tables'
import { columnEvidence, tableEvidence } from './evidence'
import { resolveProfiled } from './filtered'
import { profileTable } from './profile-table'
import { factEvidence } from './table-facts'

let folder: string
let project: Project
/** The same rows under names that mean nothing, and under those of DuckDB's row places and of our own queries. */
const NAMES = { plain: ['mot', 'xx', 'suite', 'texte', 'yy'], own: ['RowId', 'h', 'v', 'place', 'n'] }
type Name = keyof typeof NAMES

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-names-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  for (const [table, names] of Object.entries(NAMES)) {
    const [a, b, c, d, e] = names.map(ident)
    await project.database.run(
      `CREATE TABLE raw.${table} AS SELECT CASE WHEN i % 7 > 0 THEN 'bon ' || chr((65 + hash(i) % 26)::INTEGER) || (hash(i + 1) % 30011) END AS ${a}, (hash(i) % 997)::INTEGER AS ${b}, i * 3 AS ${c}, 'le chat de la maison ' || i AS ${d}, (hash(i) % 997) * 2 + i % 2 AS ${e} FROM range(41000) r(i)`
    )
    await project.database.run(`INSERT INTO raw.${table} SELECT * FROM raw.${table} LIMIT 50`)
  }
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

function filterOf(table: Name, isFiltered: boolean): Filter | undefined {
  return isFiltered ? { all: [{ column: NAMES[table][1] ?? '', op: '>=', values: [100] }] } : undefined
}

/** In the names that mean nothing; sums of doubles end as their order has it. */
function told(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, one: unknown) => {
    if (typeof one === 'number') return Number(one.toPrecision(9))
    const place = NAMES.own.indexOf(String(one))
    return place < 0 ? one : NAMES.plain[place]
  })
}

function figuresOf({ columns, rows, duplicateRows, missingCells, sampled, facts }: TableProfile): unknown {
  return told({ columns, rows, duplicateRows, missingCells, sampled, facts: facts && { ...facts, seconds: 0 } })
}

test.each([
  ['instant', false],
  ['full', false],
  ['instant', true],
  ['full', true]
] as [Depth, boolean][])(
  'the %s profile does not mind columns called rowid or as our queries name things (filtered: %s)',
  async (depth, isFiltered) => {
    const profileOf = (name: Name) =>
      profileTable(project, { schema: 'raw', name }, { depth, filter: filterOf(name, isFiltered) })
    const plain = await profileOf('plain')
    expect(figuresOf(await profileOf('own'))).toEqual(figuresOf(plain))
    if (depth === 'full') expect(plain.duplicateRows).toBeGreaterThan(0)
  }
)

async function evidencesOf(name: Name, depth: Depth, isFiltered: boolean): Promise<Evidence[]> {
  const [ref, filter] = [{ schema: 'raw' as const, name }, filterOf(name, isFiltered)]
  const table = await resolveProfiled(project, ref, filter)
  const evidences: Evidence[] = Object.values(tableEvidence(table))
  const { columns, facts } = await profileTable(project, ref, { depth, filter })
  evidences.push(
    ...columns
      .slice(0, 3)
      .flatMap((column) => columnEvidence(table, column))
      .map(({ evidence }) => evidence)
  )
  for (const { left, right } of facts?.associations.pairs ?? [])
    evidences.push(factEvidence(table, columns, { kind: 'association', left, right }))
  return evidences
}

test.each([
  ['full', false],
  ['instant', true]
] as [Depth, boolean][])(
  'nor does the evidence of its %s figures (filtered: %s)',
  async (depth, isFiltered) => {
    const said = async (name: Name): Promise<unknown[]> => {
      const all: unknown[] = []
      for (const { sql, rowsSql } of await evidencesOf(name, depth, isFiltered)) {
        const figures = (await project.rows(await gateSelect(project, sql))).map((row) => Object.values(row))
        const rows = `SELECT count(*) AS rows, sum(hash(${NAMES[name].map(ident).join(', ')}))::VARCHAR AS hashes FROM (${await gateSelect(project, rowsSql ?? '')})`
        all.push(told([figures, await project.rows(rows)]))
      }
      return all
    }
    expect(await said('own')).toEqual(await said('plain'))
  },
  20_000
)

test('rows that are twice there are counted where columns are called as the query could call them', async () => {
  await project.database.run(
    `CREATE TABLE raw.twice AS SELECT i AS id, 'a' || i AS h, i % 3 AS copy FROM range(10) r(i), range(1 + (r.i >= 7)::INTEGER)`
  )
  const ref = { schema: 'raw' as const, name: 'twice' }
  expect((await profileTable(project, ref)).duplicateRows).toBe(3)
  const { duplicateRows } = tableEvidence(await resolveProfiled(project, ref, undefined))
  expect(await project.rows(duplicateRows.sql)).toEqual([{ value: 3 }])
  expect(await project.rows(`SELECT id FROM (${duplicateRows.rowsSql}) ORDER BY id`)).toEqual([{ id: 7 }, { id: 8 }, { id: 9 }]) // prettier-ignore
})
