import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Anomaly, TableRef } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect } from '../tables'
import { detectAnomalies, OF_ALL_TABLES } from './detect'
import { DETECTORS } from './detectors'

let folder: string
let project: Project
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'together-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

async function search(...selects: string[]): Promise<Anomaly[]> {
  const tables: TableRef[] = []
  for (const select of selects) {
    const name = `t${made++}`
    await project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
    tables.push({ schema: 'raw', name })
  }
  const report = await detectAnomalies(project, tables)
  expect(report.skipped).toEqual([])
  for (const { sql, rows, search, kind } of report.findings) {
    const kinds = DETECTORS.find(({ name }) => name === search)?.kinds ?? (OF_ALL_TABLES.includes(search) ? [kind] : [])
    expect(kinds, `${search} made a finding of ${kind}`).toContain(kind)
    const [counted] = await project.rows<{ n: number }>(
      `SELECT count(DISTINCT rowid) AS n FROM (${await gateSelect(project, sql)})`
    )
    expect(counted?.n, sql).toBe(rows)
  }
  return report.findings
}

async function rowids(finding: Anomaly | undefined): Promise<number[]> {
  if (!finding) return []
  return (await project.rows<{ id: number }>(`SELECT rowid AS id FROM (${finding.sql}) ORDER BY id`)).map(
    ({ id }) => id
  )
}

const CLIENTS = `SELECT 'C' || lpad(i::VARCHAR, 4, '0') AS id_client, 1 + (hash(i) % 5)::INTEGER AS satisfaction FROM range(600) r(i)`
/** Churned at marks 1 and 2, stayed at 4 and 5; either at 3. */
const STATUS = `SELECT id_client, CASE WHEN satisfaction < 3 OR (satisfaction = 3 AND hash(id_client) % 2 = 0) THEN 'oui' ELSE 'non' END AS parti, satisfaction FROM (${CLIENTS})`

test('a score that settles the answer is told, in one table and between two; a town that tells its region is not', async () => {
  const together = await search(STATUS)
  const leaks = (found: Anomaly[]) => found.filter(({ kind }) => kind === 'leaking_column')
  expect(leaks(together).map(({ columns, cells, place }) => [columns, cells, place])).toEqual([
    [['satisfaction', 'parti'], 0, 'column']
  ])
  const apart = await search(CLIENTS, `SELECT id_client, parti FROM (${STATUS})`)
  expect(leaks(apart).map(({ columns, place }) => [columns, place])).toEqual([[['satisfaction'], 'tables']])
  const towns = `SELECT i AS n, ['Lyon', 'Nice', 'Lille', 'Amiens'][1 + i % 4] AS ville, ['Sud', 'Nord'][1 + (i % 4) // 2] AS zone FROM range(400) r(i)`
  expect(leaks(await search(towns))).toEqual([])
})

test('keys without a match in the other table are told', async () => {
  const orders = `SELECT i AS n, CASE WHEN i < 4 THEN 'C9' || lpad(i::VARCHAR, 3, '0') ELSE 'C' || lpad((hash(i) % 600)::VARCHAR, 4, '0') END AS id_client FROM range(2000) r(i)`
  const broken = (await search(CLIENTS, orders)).filter(({ kind }) => kind === 'broken_relation')
  expect(broken).toHaveLength(1)
  expect(await rowids(broken[0])).toEqual([0, 1, 2, 3])
})

test.each([
  ['rows loaded twice', 'SELECT *'],
  ['a few repeats that differ', 'SELECT * REPLACE (1 + satisfaction % 5 AS satisfaction)']
])(
  'keys without a match are told where the other table has %s; a key that often repeats is none',
  async (_, copies) => {
    const orders = `SELECT i AS n, CASE WHEN i < 4 THEN 'C9' || lpad(i::VARCHAR, 3, '0') ELSE 'C' || lpad((hash(i) % 600)::VARCHAR, 4, '0') END AS id_client FROM range(2000) r(i)`
    const copied = (n: number) =>
      `SELECT * FROM (${CLIENTS}) UNION ALL (${copies} FROM (${CLIENTS}) ORDER BY 1 LIMIT ${n})`
    const broken = async (n: number) => {
      const found = await search(copied(n), orders)
      return found.filter(({ kind, columns }) => kind === 'broken_relation' && columns[0] === 'id_client')
    }
    const [told, ...others] = await broken(12)
    expect(others).toEqual([])
    expect(await rowids(told)).toEqual([0, 1, 2, 3])
    expect(told?.explanation.en).toContain('but for few repeats')
    if (copies !== 'SELECT *') expect(await broken(300)).toEqual([])
  }
)

test('totals that are not the product of their parts are told', async () => {
  const parts = `SELECT i AS n, 1 + (hash(i) % 9)::INTEGER AS quantite, round(1 + (hash(i * 3) % 5000)::INTEGER / 100, 2) AS prix FROM range(800) r(i)`
  const found = await search(
    `SELECT *, round(quantite * prix + CASE WHEN n IN (5, 50) THEN 12.5 ELSE 0 END, 2) AS montant FROM (${parts})`
  )
  const wrong = found.filter(({ detector }) => detector === 'arithmetic')
  expect(wrong.map(({ columns }) => columns)).toEqual([['montant']])
  expect(await rowids(wrong[0])).toEqual([5, 50])
})

test('totals that are not the sum of three parts are told once; parts that are a sum themselves are not spelled out', async () => {
  const cents = (by: number, n: number) => `round(1 + (hash(i * ${by}) % ${n})::INTEGER / 100, 2)`
  const parts = `SELECT i AS n, ${cents(3, 50_000)} AS ht, ${cents(5, 9_000)} AS tva, ${cents(7, 900)} AS port FROM range(1000) r(i)`
  const totals = async (postage: string) => {
    const charged = `SELECT * REPLACE (${postage} AS port) FROM (${parts})`
    return (
      await search(
        `SELECT *, round(ht + tva + port + CASE WHEN n IN (5, 50) THEN 27.5 ELSE 0 END, 2) AS ttc FROM (${charged})`
      )
    ).filter(({ detector }) => detector === 'arithmetic')
  }
  // Postage at a few tariffs, or on few orders only: those that bear it break no rule.
  for (const postage of ['port', '[3.5, 4.9, 6.9, 9.0][1 + n % 4]', 'CASE WHEN n % 14 = 1 THEN port ELSE 0 END']) {
    const wrong = await totals(postage)
    expect((await Promise.all(wrong.map(rowids))).flat().sort((a, b) => a - b)).toEqual([5, 50])
    expect(wrong[0]?.message.en).toContain('“ttc” is not “ht” + “tva” + “port”')
    expect(wrong[0]?.explanation.fr).toMatch(/« ht » \+ « tva » \+ « port » donne « ttc »/)
  }
  const nested = `SELECT *, round(ht + tva, 2) AS sous_total FROM (${parts})`
  const found = await search(
    `SELECT *, round(sous_total + port + CASE WHEN n = 5 THEN 27.5 ELSE 0 END, 2) AS ttc FROM (${nested})`
  )
  const said = found.filter(({ detector }) => detector === 'arithmetic')
  expect(said.map(({ message }) => message.en)).toEqual([expect.stringContaining('is not “port” + “sous_total”')])
})

test('single sources that disagree with the majority are told; a variety that comes back is not', async () => {
  const minutes = (n: number, off: string) =>
    `strftime(TIMESTAMP '2024-01-01' + to_minutes(CAST(hash(vol * ${n}) % 1400 + ${off} AS BIGINT)), '%Hh%M')`
  const sources = (off: string) =>
    `SELECT source, 'AF' || (1000 + vol) AS vol, ${minutes(3, off)} AS depart, ${minutes(7, off)} AS arrivee FROM (SELECT i % 10 AS source, i // 10 AS vol, i FROM range(600) r(i))`
  const found = await search(sources(`CASE WHEN hash(i) % 12 = 0 THEN 1 + i % 39 ELSE 0 END`))
  const told = found.filter(({ detector }) => detector === 'source_conflict')
  expect(told.map(({ columns }) => columns[0]).sort()).toEqual(['arrivee', 'depart'])
  const varied = await search(sources(`CASE WHEN source < 4 THEN 30 ELSE 0 END`))
  expect(varied.filter(({ detector }) => detector === 'source_conflict')).toEqual([])
})

test('a block of equal marks and answers too fast are told of a survey', async () => {
  const marks = Array.from(
    { length: 6 },
    (_, q) => `CASE WHEN i IN (3, 9) THEN 5 ELSE 1 + (hash(i * 13 + ${q}) % 5)::INTEGER END AS q${q}`
  )
  const found = await search(
    `SELECT i AS n, CASE WHEN i = 7 THEN 20 ELSE 200 + (hash(i) % 300)::INTEGER END AS duree_s, ${marks.join(', ')} FROM range(500) r(i)`
  )
  const rows = await rowids(found.find(({ detector }) => detector === 'survey_straight'))
  expect(rows).toEqual(expect.arrayContaining([3, 9]))
  expect(await rowids(found.find(({ detector }) => detector === 'survey_speed'))).toEqual([7])
})

test('personal data are told by their check digits, and are no wrong cells', async () => {
  const said: Record<number, string> = {
    4: 'mon NIR est 2 55 08 14 168 025 38',
    14: 'le numéro 2 55 08 14 168 025 39 est faux',
    24: 'carte 4970 1012 3456 7890, merci',
    34: 'carte 4111 1111 1111 1111',
    44: 'appelez le 06 12 34 56 78',
    54: 'écrire à lea@exemple.fr'
  }
  const cases = Object.entries(said).map(([row, words]) => `WHEN ${row} THEN '${words}'`)
  const found = await search(
    `SELECT i AS n, CASE i ${cases.join(' ')} ELSE 'rien à dire de plus, numéro ' || (hash(i) % 97)::VARCHAR END AS commentaire FROM range(200) r(i)`
  )
  const told = found.filter(({ kind }) => kind === 'personal_data')
  const places: [string, number[]][] = []
  for (const finding of told) places.push([finding.message.fr, await rowids(finding)])
  expect(places.map(([, rows]) => rows).sort()).toEqual([[34], [4], [44], [54]])
  expect(told.every(({ cells }) => cells === 0)).toBe(true)
})

test('a table whose own column hides the place of its rows is told to be left out, not searched wrongly', async () => {
  await project.database.run(`CREATE TABLE raw.hidden AS SELECT 7 AS RowId, i % 5 AS x FROM range(40) r(i)`)
  const { findings, skipped } = await detectAnomalies(project, [{ schema: 'raw', name: 'hidden' }])
  expect(findings).toEqual([])
  expect(skipped).toMatchObject([{ table: { name: 'hidden' }, reason: { en: expect.stringContaining('rowid') as string } }]) // prettier-ignore
})
