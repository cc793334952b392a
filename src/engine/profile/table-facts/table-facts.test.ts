import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleCorrelation, sampleRankCorrelation } from 'simple-statistics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TableProfile } from '../../../contract'
import { closeProject, openProject, type Project } from '../../project'
import { gateSelect, resolveTable } from '../../tables'
import { columnEvidence } from '../evidence'
import { profileTable } from '../profile-table'
import { epsilon } from './associations'
import { factEvidence } from './evidence'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facts-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

type Cell = string | number | null
type Rows = { x: number | null; y: number | null; a: string | null; b: string | null }[]

async function tableOf(select: string): Promise<{ schema: 'raw'; name: string }> {
  const name = `f${made++}`
  await project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
  return { schema: 'raw', name }
}

async function fullOf(select: string) {
  const profile = TableProfile.parse(await profileTable(project, await tableOf(select), { depth: 'full' }))
  if (!profile.facts) throw new Error('no facts')
  return { ...profile, facts: profile.facts }
}

function written(value: Cell): string {
  return value === null ? 'NULL' : typeof value === 'number' ? `${value}::DOUBLE` : `'${value}'`
}

/** Cramér's V of Bergsma (2013), from his formulas. */
function cramers(pairs: [string, string][]): number | null {
  const n = pairs.length
  const [as, bs] = [new Set(pairs.map(([a]) => a)), new Set(pairs.map(([, b]) => b))]
  if (as.size < 2 || bs.size < 2) return null
  let chi2 = 0
  for (const a of as)
    for (const b of bs) {
      const seen = pairs.filter((pair) => pair[0] === a && pair[1] === b).length
      const expected = (pairs.filter((pair) => pair[0] === a).length * pairs.filter((pair) => pair[1] === b).length) / n
      chi2 += (seen - expected) ** 2 / expected
    }
  const [r, k] = [as.size, bs.size]
  const phi2 = Math.max(0, chi2 / n - ((r - 1) * (k - 1)) / (n - 1))
  const least = Math.min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1
  return least > 0 ? Math.min(1, Math.sqrt(phi2 / least)) : 0
}

function eta(pairs: [string, number][]): number | null {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const grand = mean(pairs.map(([, x]) => x))
  const groups = [...new Set(pairs.map(([a]) => a))].map((a) => pairs.flatMap(([b, x]) => (a === b ? [x] : [])))
  const total = pairs.reduce((sum, [, x]) => sum + (x - grand) ** 2, 0)
  const between = groups.reduce((sum, xs) => sum + xs.length * (mean(xs) - grand) ** 2, 0)
  return groups.length > 1 && total > 1e-12 ? Math.sqrt(between / total) : null
}

function near(actual: number | null | undefined, expected: number | null) {
  if (expected === null || !Number.isFinite(expected)) expect(actual ?? null).toBeNull()
  else expect(actual).toBeCloseTo(expected, 7)
}

const row = fc.record({
  x: fc.option(fc.integer({ min: -4, max: 9 })),
  y: fc.option(fc.integer({ min: -40, max: 40 })),
  a: fc.option(fc.constantFrom('rouge', 'vert', 'bleu')),
  b: fc.option(fc.constantFrom('oui bien', 'non merci', 'autre chose', ''))
})

test('associations, gaps and dependencies agree with their definitions on any table', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 4, maxLength: 60 }), async (rows: Rows) => {
      const values = rows.map(({ x, y, a, b }) => `(${[x, y, a, b].map(written).join(', ')})`).join(', ')
      const { facts } = await fullOf(
        `SELECT x::DOUBLE AS x, y::DOUBLE AS y, a::VARCHAR AS a, b::VARCHAR AS b FROM (VALUES ${values}) AS t(x, y, a, b)`
      )
      const pair = (left: string, right: string) =>
        facts.associations.pairs.find((one) => one.left === left && one.right === right)
      const role = (name: string) => facts.associations.columns.find((one) => one.name === name)?.role
      const numbers = rows.flatMap(({ x, y }) => (x !== null && y !== null ? [[x, y] as const] : []))
      const [xs, ys] = [numbers.map(([x]) => x), numbers.map(([, y]) => y)]
      const varied = new Set(xs).size > 1 && new Set(ys).size > 1
      const both = pair('x', 'y')
      if (both) {
        expect(both.n).toBe(numbers.length)
        near(both.value, varied ? sampleCorrelation(xs, ys) : null)
        near(both.spearman, varied ? sampleRankCorrelationWithTies(xs, ys) : null)
      }
      const grouped = rows.flatMap(({ a, y }) => (a !== null && y !== null ? [[a, y] as [string, number]] : []))
      const ratio = pair('a', 'y')
      if (ratio) {
        expect(ratio.n).toBe(grouped.length)
        near(ratio.value, grouped.length ? eta(grouped) : null)
      }
      const crossed = rows.flatMap(({ a, b }) => (a !== null && b ? [[a, b] as [string, string]] : []))
      const table = pair('a', 'b')
      if (table && role('b') === 'category') {
        expect(table.n).toBe(crossed.length)
        near(table.value, crossed.length > 1 ? cramers(crossed) : null)
      }
      const gap = ({ x, y, a, b }: Rows[number]): string =>
        [x === null && 'x', y === null && 'y', a === null && 'a', !b && 'b'].filter(Boolean).join()
      const plain = new Map<string, number>()
      for (const one of rows) plain.set(gap(one), (plain.get(gap(one)) ?? 0) + 1)
      const order = (missing: string[]): string => ['x', 'y', 'a', 'b'].filter((name) => missing.includes(name)).join()
      expect(new Map(facts.missingness.patterns.map(({ missing, n }) => [order(missing), n]))).toEqual(plain)
      expect(facts.missingness.complete).toBe(plain.get('') ?? 0)
      for (const { left, right, both: n } of facts.missingness.pairs)
        expect(n).toBe(rows.filter((one) => [left, right].every((name) => gap(one).split(',').includes(name))).length)
    }),
    { numRuns: 25 }
  )
}, 60_000)

function sampleRankCorrelationWithTies(xs: number[], ys: number[]): number {
  const ranks = (values: number[]): number[] =>
    values.map(
      (value) =>
        values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2
    )
  if (new Set(xs).size === xs.length && new Set(ys).size === ys.length)
    expect(sampleCorrelation(ranks(xs), ranks(ys))).toBeCloseTo(sampleRankCorrelation(xs, ys), 9)
  return sampleCorrelation(ranks(xs), ranks(ys))
}

const SHOP = `SELECT i AS id, ('ville ' || hash(i) % 40) AS ville, ('région ' || (hash(i) % 40) % 5) AS region,
  CASE WHEN i % 500 = 0 THEN 'erreur' ELSE 'zone ' || (hash(i) % 40) % 3 END AS zone,
  hash(i * 3) % 12 AS mois, hash(i * 5) % 7 AS jour, ((hash(i * 3) % 12) * 7 + hash(i * 5) % 7) % 11 AS tarif,
  (hash(i * 7) % 2 = 0) AS sexe, hash(i) // 1000 AS client, hash(hash(i) // 1000) % 4 AS segment,
  CASE WHEN i % 10 = 0 THEN NULL ELSE (hash(i * 11) % 1000)::DOUBLE END AS montant`

test('finds planted dependencies of one and of two columns, with the error of each, and no chance ones', async () => {
  const { facts } = await fullOf(
    `${SHOP.replace('hash(i) // 1000 AS client, hash(hash(i) // 1000)', 'i // 8 AS client, hash(i // 8)')} FROM range(60000) r(i)`
  )
  const found = facts.dependencies.found.map((one) => [one.determinant.join('+'), one.dependent, one.violations])
  expect(found).toEqual(
    expect.arrayContaining([
      ['ville', 'region', 0],
      ['ville', 'zone', 120],
      ['client', 'segment', 0],
      ['mois+jour', 'tarif', 0]
    ])
  )
  expect(found.filter(([, dependent]) => ['sexe', 'montant', 'mois', 'ville'].includes(String(dependent)))).toEqual([])
  expect(facts.dependencies.found.find((one) => one.dependent === 'zone')?.g3).toBeCloseTo(120 / 60000, 12)
  expect(facts.dependencies.screened).toEqual({ n: 20000, of: 60000 })
})

test('every fact’s evidence passes the gate and gives the same figure', async () => {
  const profile = await fullOf(`${SHOP} FROM range(3000) r(i)`)
  const table = await resolveTable(project, profile.table)
  const figure = async (fact: Parameters<typeof factEvidence>[2]) => {
    const evidence = factEvidence(table, profile.columns, fact)
    await gateSelect(project, evidence.sql)
    await project.rows(`SELECT count(*) AS n FROM (${evidence.rowsSql})`)
    return (await project.rows<Record<string, number>>(evidence.sql))[0] ?? {}
  }
  for (const { left, right, value, spearman, n } of profile.facts.associations.pairs) {
    const told = await figure({ kind: 'association', left, right })
    near(told.value ?? told.value0 ?? null, value)
    if (spearman !== null) near(told.spearman, spearman)
    expect(told.n ?? told.n0).toBe(n)
  }
  for (const { missing, n } of profile.facts.missingness.patterns)
    expect((await figure({ kind: 'pattern', missing })).value).toBe(n)
  for (const { determinant, dependent, violations } of profile.facts.dependencies.found)
    expect((await figure({ kind: 'dependency', determinant, dependent })).violations).toBe(violations)
  expect(profile.facts.associations.pairs.length).toBeGreaterThan(5)
  expect(profile.facts.dependencies.found.length).toBeGreaterThan(1)
})

test('an instant profile reads a sample, says so, and its evidence counts the same rows', async () => {
  const ref = await tableOf(
    `SELECT i AS id, CASE WHEN i % 4 = 0 THEN NULL ELSE i % 100 END AS cent, 'v' || i % 3 AS v FROM range(100000) r(i)`
  )
  const instant = TableProfile.parse(await profileTable(project, ref, { depth: 'instant' }))
  expect(instant).toMatchObject({
    rows: 100000,
    depth: 'instant',
    sampled: { n: 20000, of: 100000 },
    duplicateRows: null
  })
  const table = await resolveTable(project, ref)
  for (const column of instant.columns) {
    expect(column).toMatchObject({ rows: 20000, sampled: { n: 20000, of: 100000 } })
    for (const { figure, evidence } of columnEvidence(table, column)) {
      await gateSelect(project, evidence.sql)
      const [told] = await project.rows<Record<string, number>>(evidence.sql)
      if (figure === 'missing') expect(told?.value).toBe(column.missing)
      if (figure === 'distinct') expect(told?.value).toBe(column.distinct)
      if (figure === 'mean') near(column.numeric?.mean, told?.value ?? null)
      await project.rows(`SELECT count(*) AS n FROM (${evidence.rowsSql})`)
    }
  }
  const share = (instant.columns[1]?.missing ?? 0) / 20000
  expect(Math.abs(share - 0.25)).toBeLessThan(0.02)
  // Asked for in full afterwards, the same table is read whole.
  expect(await profileTable(project, ref, { depth: 'balanced' })).toMatchObject({ sampled: null, duplicateRows: 0 })
  expect(await project.rows(`SELECT table_name AS t FROM duckdb_tables() WHERE database_name = 'scratch'`)).toEqual([])
})

test('the correction of eta leaves nothing of chance', () => {
  expect(epsilon(1, 100, 3)).toBe(1)
  expect(epsilon(Math.sqrt(2 / 99), 100, 3)).toBeLessThan(1e-6)
  expect(epsilon(1, 10, 10)).toBe(0)
})

test('stops in the middle of the table’s facts when asked', async () => {
  const ref = await tableOf(`${SHOP} FROM range(30000) r(i)`)
  const stop = new AbortController()
  await profileTable(project, ref)
  const stopped = profileTable(project, ref, { depth: 'full', signal: stop.signal })
  setTimeout(() => stop.abort(), 100)
  await expect(stopped).rejects.toMatchObject({ data: { kind: 'cancelled' } })
})

test('of too many columns those that vary are compared, and the others are told', async () => {
  const dull = Array.from({ length: 6 }, (_, i) => `CASE WHEN i = ${i} THEN 1.5 ELSE 0 END AS dull${i}`)
  const lively = Array.from({ length: 38 }, (_, i) => `(hash(i * ${i + 3}) % 900)::DOUBLE / 7 AS x${i}`)
  const { facts } = await fullOf(`SELECT ${[...dull, ...lively].join(', ')} FROM range(80) s(i)`)
  const { columns, leftOut } = facts.associations
  expect(columns.filter(({ name }) => name.startsWith('x'))).toHaveLength(38)
  expect(leftOut.map(({ name }) => name)).toEqual(['dull2', 'dull3', 'dull4', 'dull5'])
})
