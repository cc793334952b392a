import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TableProfile } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect, resolveTable } from '../tables'
import { usualStep } from './coverage'
import { columnEvidence } from './evidence'
import { profileTable } from './profile-table'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'column-facts-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

async function profileOf(select: string) {
  const name = `c${made++}`
  await project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
  const profile = TableProfile.parse(await profileTable(project, { schema: 'raw', name }))
  return { profile, sql: `raw.${name}`, column: (wanted: string) => profile.columns.find((one) => one.name === wanted) }
}

function near(actual: number | null | undefined, expected: number | null | undefined) {
  if (expected == null || !Number.isFinite(expected)) expect(actual ?? null).toBeNull()
  else expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(expected)))
}

test('skew, median deviation, duplicates and row order agree with plain SQL on any column', async () => {
  const value = fc.option(fc.oneof(fc.integer({ min: -9, max: 99 }), fc.double({ min: -1e3, max: 1e3, noNaN: true })))
  const rows = fc.oneof(
    fc.array(value, { minLength: 1, maxLength: 50 }),
    fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 40 }).map((list) => list.sort((a, b) => a - b))
  )
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      const list = values.map((x) => `(${x === null ? 'NULL' : `'${x}'`}::DOUBLE)`).join(', ')
      const { column, sql } = await profileOf(`SELECT x FROM (VALUES ${list}) AS t(x)`)
      const x = column('x')
      const [plain] = await project.rows<Record<string, number>>(
        `SELECT mad(x) AS mad, CASE WHEN count(x) > 2 AND count(DISTINCT x) > 1 THEN skewness(x) END AS skew, count(x) - count(DISTINCT x) AS again FROM ${sql}`
      )
      near(x?.numeric?.mad, plain?.mad)
      near(x?.numeric?.skew, plain?.skew)
      expect(x?.duplicates).toBe(plain?.again)
      const present = values.flatMap((one) => (one === null ? [] : [one]))
      const up = present.slice(1).some((one, place) => one > (present[place] ?? 0))
      const down = present.slice(1).some((one, place) => one < (present[place] ?? 0))
      const same = new Set(present).size < present.length
      const way =
        up && down ? null : up ? (same ? 'not_decreasing' : 'increasing') : same ? 'not_increasing' : 'decreasing'
      expect(x?.order).toBe(new Set(present.map((one) => one + 0)).size < 3 ? null : way)
    }),
    { numRuns: 40 }
  )
}, 60_000)

test('an order that breaks late in a large table is not told; one that holds is', async () => {
  const { column } = await profileOf(
    `SELECT i AS always, CASE WHEN i = 299990 THEN 5 ELSE i END AS broken, 300000 - i // 2 AS falling, DATE '2020-01-01' + (i // 300)::INTEGER AS days FROM range(300000) r(i)`
  )
  expect(['always', 'broken', 'falling', 'days'].map((name) => column(name)?.order)).toEqual([
    'increasing',
    null,
    'not_increasing',
    'not_decreasing'
  ])
})

test('shapes of codes, with letters of any script', async () => {
  const { column } = await profileOf(
    `SELECT CASE WHEN i % 4 = 0 THEN 'É12-x' WHEN i % 4 = 1 THEN NULL ELSE 'C' || (1000 + i) || '-' || (10 + i % 90) END AS code FROM range(400) r(i)`
  )
  expect(column('code')?.shapes).toEqual({
    sampled: null,
    n: 300,
    distinct: 2,
    top: [
      { shape: 'A9999-99', n: 200 },
      { shape: 'A99-a', n: 100 }
    ]
  })
})

test('the language of free text', async () => {
  const { column } = await profileOf(
    `SELECT CASE i % 4 WHEN 0 THEN 'The train was late and nobody told us why, case ' || i WHEN 3 THEN 'ok merci ' || i ELSE 'Le bus n’est pas passé et je suis arrivée en retard, cas ' || i END AS avis FROM range(200) r(i)`
  )
  expect(column('avis')?.semantic.kind).toBe('free_text')
  expect(column('avis')?.language).toEqual({ sampled: null, n: 200, fr: 100, en: 50, other: 50 })
})

test('coverage of days, months and texts read as dates, with the missing periods', async () => {
  const { column } = await profileOf(
    `SELECT DATE '2024-01-01' + (CASE WHEN i >= 50 THEN i + 7 ELSE i END)::INTEGER AS day,
      (DATE '2000-01-15' + INTERVAL 1 MONTH * (CASE WHEN i > 20 THEN i + 1 ELSE i END)::INTEGER)::DATE AS month,
      strftime(DATE '2024-01-01' + (i * 7)::INTEGER, '%d/%m/%Y') AS week, hash(i)::DOUBLE AS x FROM range(100) r(i)`
  )
  expect(column('day')?.coverage).toEqual({
    step: 'day',
    present: 100,
    expected: 107,
    gaps: 1,
    longest: [{ from: '2024-02-20', to: '2024-02-26', periods: 7 }]
  })
  expect(column('month')?.coverage).toMatchObject({
    step: 'month',
    expected: 101,
    longest: [{ from: '2001-10-01', to: '2001-10-01', periods: 1 }]
  })
  expect(column('week')?.coverage).toMatchObject({ step: 'week', present: 100, expected: 100, gaps: 0, longest: [] })
  expect(column('x')?.coverage).toBeNull()
  expect(usualStep([{ distance: 3, n: 10 }])).toBeNull()
})

test('the evidence of these figures passes the gate and gives them again', async () => {
  const { profile } = await profileOf(
    `SELECT i AS id, 'C' || (1000 + i % 900) AS code, (i % 97) ** 2 AS x, DATE '2024-01-01' + (i % 300)::INTEGER AS day,
      'k' || hash(i) AS many, 'Le bus est passé et je suis arrivée, cas ' || i AS avis FROM range(100000) r(i)`
  )
  const table = await resolveTable(project, profile.table)
  const seen = new Set<string>()
  for (const column of profile.columns)
    for (const { figure, evidence } of columnEvidence(table, column)) {
      const [told] = await project.rows<Record<string, number>>(evidence.sql)
      await gateSelect(project, evidence.sql)
      await project.rows(`SELECT count(*) AS n FROM (${evidence.rowsSql} LIMIT 5)`)
      seen.add(figure)
      if (figure === 'duplicates') expect(told?.value).toBe(column.duplicates)
      if (figure === 'skew') near(column.numeric?.skew, told?.value)
      if (figure === 'mad') near(column.numeric?.mad, told?.value)
      if (figure === 'shapes') expect(told).toMatchObject({ present: column.shapes?.n, ...column.shapes?.top[0] })
      if (figure === 'coverage') expect(told).toMatchObject({ present: column.coverage?.present })
      if (figure === 'order') expect(told).toMatchObject({ up: 99999, down: 0 })
    }
  for (const figure of ['duplicates', 'skew', 'mad', 'order', 'shapes', 'language', 'coverage'])
    expect(seen).toContain(figure)
  expect(profile.columns.find(({ name }) => name === 'many')?.shapes?.sampled).toEqual({ n: 20000, of: 100000 })
})

test('digits that name, such as post codes, have ends and counts, but no mean, spread or quantile, and no evidence of one', async () => {
  const { column, profile } = await profileOf(
    `SELECT (69001 + i % 9)::INTEGER AS code_postal, (69001 + i % 9)::INTEGER AS montant FROM range(90) s(i)`
  )
  const code = column('code_postal')
  expect(code?.semantic.kind).toBe('postcode')
  expect(code?.numeric).toMatchObject({ n: 90, min: 69001, max: 69009, mean: null, sd: null, skew: null, mad: null, quantiles: [] }) // prettier-ignore
  expect(column('montant')?.numeric?.mean).toBe(69005)
  if (!code) throw new Error('the column was expected')
  const figures = columnEvidence(await resolveTable(project, profile.table), code).map(({ figure }) => figure)
  expect(figures).toEqual(expect.arrayContaining(['min', 'distinct']))
  expect(figures.filter((figure) => ['mean', 'sd', 'quantiles', 'skew', 'mad'].includes(figure))).toEqual([])
})
