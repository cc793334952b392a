import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeProject, openProject, type Project } from '../project'
import { profileTable } from './profile-table'

let folder: string
let project: Project
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'short-years-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

async function ends(name: string, text: string): Promise<string[]> {
  const table = `t${text.length}${name}`
  await project.database.run(`CREATE TABLE raw."${table}" AS SELECT ${text} AS "${name}" FROM range(4000) r(i)`)
  const { columns } = await profileTable(project, { schema: 'raw', name: table }, {})
  const { min, mean, max } = columns[0]?.numeric ?? {}
  return [min, mean, max].map((seconds) => new Date((seconds ?? NaN) * 1000).toISOString().slice(0, 10))
}

const DAY = `(DATE '2024-01-01' + (i % 500)::INTEGER)`

test('texts of dates with two digits of the year among others of four are of our century', async () => {
  const mixed = `CASE WHEN i % 40 = 3 THEN strftime(${DAY}, '%d/%m/%y') ELSE strftime(${DAY}, '%d/%m/%Y') END`
  expect(await ends('Livré le', mixed)).toEqual(['2024-01-01', '2024-09-06', '2025-05-14'])
  const usual = `CASE WHEN i % 40 = 3 THEN strftime(${DAY}, '%m/%d/%y') ELSE strftime(${DAY}, '%m/%d/%Y') END`
  expect(await ends('shipped', usual)).toEqual(['2024-01-01', '2024-09-06', '2025-05-14'])
})

test('texts of births with two digits of the year lie in the past', async () => {
  const births = `strftime(DATE '1930-01-01' + (i * 7)::INTEGER, '%d/%m/%y')`
  expect(await ends('Date de naissance', births)).toEqual(['1930-01-01', '1968-04-27', '2006-08-23'])
})
