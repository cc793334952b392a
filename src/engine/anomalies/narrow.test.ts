import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Anomaly, Filter } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { detectAnomalies } from './detect'
import { narrowAnomaly } from './narrow'

const NORTH: Filter = { all: [{ column: 'region', op: 'in', values: ['Nord'] }], named: { id: 'n', name: 'Nord' } }
let folder: string
let project: Project
let findings: readonly Anomaly[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-narrow-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(
    `CREATE TABLE raw.t AS SELECT i % 390 AS id, CASE WHEN i % 3 = 0 THEN 'Nord' WHEN i % 3 = 1 THEN 'Sud' END AS region, CASE WHEN i % 7 <> 3 THEN 20 + i % 9 END AS age, 'Nom ' || (i % 390) AS nom FROM range(400) s(i)`
  )
  findings = (await detectAnomalies(project, [{ schema: 'raw', name: 't' }])).findings
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const rowsOf = async (sql: string) => (await project.rows<{ rowid: number }>(sql)).map(({ rowid }) => rowid)

test('the rows of every anomaly under a filter are its own that the filter keeps, in their order, with both numbers', async () => {
  const north = new Set(await rowsOf(`SELECT rowid FROM raw.t WHERE region = 'Nord'`))
  expect(findings.length).toBeGreaterThan(2)
  for (const anomaly of findings) {
    const narrowed = await narrowAnomaly(project, { anomaly, filter: NORTH })
    const expected = (await rowsOf(anomaly.sql)).filter((rowid) => north.has(rowid))
    expect(await rowsOf(narrowed.sql)).toEqual(expected)
    const cells = await project.rows<{ row: number }>(anomaly.cellsSql)
    expect(narrowed).toMatchObject({
      rows: expected.length,
      of: anomaly.rows,
      n: north.size,
      cells: cells.filter(({ row }) => north.has(row)).length
    })
    // The places stand first, as in the rows without a filter: the grid numbers rows by them and shows no such column.
    const columnsOf = async (sql: string) =>
      (await project.rows<{ column_name: string }>(`DESCRIBE ${sql}`)).map(({ column_name }) => column_name)
    expect(narrowed.sql).toMatch(/^SELECT rowid, /)
    expect(await columnsOf(narrowed.sql)).toEqual(await columnsOf(anomaly.sql))
    const { evidence } = narrowed
    expect(evidence).toMatchObject({ n: north.size, applied: NORTH, rowsSql: narrowed.sql })
    expect(evidence.filter.fr).toBe('filtre « Nord » (« region » parmi Nord)')
    expect(evidence.title.fr).toContain(`, dont ${expected.length} sur ${anomaly.rows} dans « Nord »`)
    expect(evidence.definition.fr).toContain('toutes les lignes')
    expect(await project.rows(evidence.sql)).toEqual([{ value: expected.length, n: north.size }])
  }
})

test('a filter on a column that is gone, and a query that is none, are refused', async () => {
  const anomaly = findings[0] as Anomaly
  const gone: Filter = { all: [{ column: 'ville', op: 'present', values: [] }] }
  await expect(narrowAnomaly(project, { anomaly, filter: gone })).rejects.toMatchObject({ data: { kind: 'not_found' } })
  const written = { ...anomaly, cellsSql: 'DROP TABLE raw.t' }
  await expect(narrowAnomaly(project, { anomaly: written, filter: NORTH })).rejects.toMatchObject({ data: { kind: 'refused' } }) // prettier-ignore
})
