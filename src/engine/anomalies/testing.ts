import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { Anomaly } from '../../contract'
import { profileTable } from '../profile'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect, resolveTable } from '../tables'
import { bareContext } from './bare-context'
import { cellsOf } from './cells'
import type { Detector, DetectorContext } from './detector'
import { sampleOf } from './sample'
import { countTexts } from './texts'
import { unreadCells } from './unread'
import { writtenColumns } from './written'

/** A project for the tests of a file, and one detector at a time over made-up tables: its findings, each proved by its own queries. */
export function detectorBench(now = new Date('2026-03-01T12:00:00Z')) {
  let folder: string
  let project: Project
  let made = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chantier-detector-'))
    project = await openProject(join(folder, 'p.chantier'), { create: true })
  })
  afterAll(async () => {
    await closeProject(project)
    await rm(folder, { recursive: true, force: true })
  })

  const contextOf = async (name: string): Promise<DetectorContext> => {
    const table = await resolveTable(project, { schema: 'raw', name })
    const profile = await profileTable(project, table.ref, {})
    return {
      ...bareContext(project, table, profile, now),
      unread: await unreadCells(project, table, profile.columns),
      written: (await countTexts(project, await writtenColumns(project, table), profile.columns)).written,
      sample: sampleOf(project, table).take
    }
  }
  /** Puts `$t` for the table in each edit. */
  const table = async (select: string, edits: readonly string[] = []): Promise<string> => {
    const name = `t${made++}`
    await project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
    for (const edit of edits) await project.database.run(edit.replaceAll('$t', `raw.${name}`))
    return name
  }
  const proved = async (findings: readonly Anomaly[]): Promise<Anomaly[]> => {
    for (const finding of findings) {
      Anomaly.parse(JSON.parse(JSON.stringify(finding)))
      const [counted] = await project.rows<{ n: number; ids: number }>(
        `SELECT count(*) AS n, count(DISTINCT rowid) AS ids FROM (${await gateSelect(project, finding.sql)})`
      )
      expect(counted, finding.sql).toEqual({ n: finding.rows, ids: finding.rows })
      expect(await cellsOf(project, [finding], { least: 0 })).toHaveLength(finding.cells)
      expect((await project.rows(finding.evidence.sql))[0]?.value, finding.evidence.sql).toBe(finding.rows)
    }
    return [...findings]
  }
  return {
    project: () => project,
    table,
    contextOf,
    proved,
    detect: async (detector: Detector, select: string, edits: readonly string[] = []): Promise<Anomaly[]> => {
      const findings: Anomaly[] = []
      for await (const finding of detector.detect(await contextOf(await table(select, edits)))) findings.push(finding)
      return proved(findings)
    },
    /** The rows of a finding, by their place in the table. */
    rowids: async (finding: Anomaly | undefined): Promise<number[]> =>
      finding
        ? (await project.rows<{ id: number }>(`SELECT rowid AS id FROM (${finding.sql}) ORDER BY id`)).map(
            ({ id }) => id
          )
        : []
  }
}

/** Rows as a query, with one name and type (`name TYPE`) a column; null cells stay null. */
export function valuesSql(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string =>
    value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
  const names = columns.map((column) => column.split(' ')[0] ?? '')
  const cast = columns.map(
    (column, place) => `${names[place]}::${column.split(' ')[1] ?? 'VARCHAR'} AS ${names[place]}`
  )
  return `SELECT ${cast.join(', ')} FROM (VALUES ${rows.map((row) => `(${row.map(cell).join(', ')})`).join(', ')}) AS v(${names.join(', ')})`
}
