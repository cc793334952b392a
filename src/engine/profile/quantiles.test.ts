import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '../db'
import { MOST_READ, SHARES, spreadOf } from './quantiles'
import { factsSql } from './sql/facts'
import { rowRelation } from './sql/relation'

let folder: string
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quantiles-'))
  database = await Database.open(':memory:', { staging: folder })
})
afterAll(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

const SHAPES = [
  'u * 1000',
  'floor(u * 40)',
  '1e9 + u',
  '-ln(1 - u)',
  'CASE WHEN u < 0.5 THEN u ELSE 100 + u END',
  'floor(u * 2)',
  'CASE WHEN u < 0.3 THEN 7 ELSE u * 14 END',
  'i',
  'exp(u * 40)',
  '-u * u',
  'CASE WHEN i = 0 THEN 1e7 ELSE u END'
]

test('order statistics and moments of rows are those of plain SQL, whatever the shape of the values', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SHAPES),
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 1e6 }),
      async (shape, rows, salt) => {
        const values = `SELECT (CASE WHEN i % 7 < 6 THEN ${shape} END)::DOUBLE AS x FROM (SELECT i, (hash(i * ${salt}) % 1000003) / 1000003 AS u FROM range(${rows}) r(i))`
        await database.withConnection(async (connection) => {
          await connection.run(`CREATE OR REPLACE TEMP TABLE t AS ${values}`)
          const shares = SHARES.map((p) => `quantile_cont(x, ${p})`).join(', ')
          const [plain] = await connection.rows<{ n: number; min: number; max: number; mad: number; q: number[] }>(
            `SELECT count(x) AS n, min(x) AS min, max(x) AS max, mad(x) AS mad, [${shares}] AS q FROM t`
          )
          if (!plain) throw new Error('no row')
          const relation = rowRelation('t', 'x')
          const { n, min, max } = plain
          const told = await spreadOf(connection, { relation, measure: 'v', n, min, max })
          const what = `${shape}, ${rows} rows, ${salt}`
          for (const [place, { value }] of told.quantiles.entries()) near(value, plain.q[place] ?? null, what)
          near(told.mad, plain.mad, what)
          const [facts] = await connection.rows(factsSql(relation, 'number', 'v'))
          const [moments] = await connection.rows(
            `SELECT avg(x) AS mean, sqrt(sum((x - (SELECT avg(x) FROM t)) ** 2) / nullif(count(x) - 1, 0)) AS sd, sum((x - (SELECT avg(x) FROM t)) ** 3) AS cubes FROM t`
          )
          for (const figure of ['mean', 'sd']) near(facts?.[figure] as number, moments?.[figure] as number | null, what)
          const [mean, sd] = [Number(moments?.mean ?? 0), Number(moments?.sd ?? 0)]
          // The plain sum bears the rounding of its mean.
          const rounding = 1e-6 * n * sd ** 3 + 1e-12 * Math.abs(mean) * n * sd ** 2
          expect(Math.abs(Number(facts?.cubes) - Number(moments?.cubes)), what).toBeLessThanOrEqual(rounding)
        })
      }
    ),
    { numRuns: 40, endOnFailure: true }
  )
})

test('no more values are held than the bound says, whatever the number of rows, and the figures are the same', async () => {
  await database.withConnection(async (connection) => {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE many AS SELECT exp((hash(i) % 1000003) / 500000)::DOUBLE AS x FROM range(60000) r(i)`
    )
    const [ends] = await connection.rows<{ n: number; min: number; max: number }>(
      'SELECT count(*) AS n, min(x) AS min, max(x) AS max FROM many'
    )
    if (!ends) throw new Error('no row')
    const column = { relation: rowRelation('many', 'x'), measure: 'v', ...ends }
    const read = vi.spyOn(connection, 'doubles')
    const free = await spreadOf(connection, column)
    const [xs] = (await read.mock.results[0]?.value) as Float64Array[]
    expect(xs?.length).toBeGreaterThan(100)
    read.mockClear()
    const bounded = await spreadOf(connection, column, undefined, 100)
    expect(read).not.toHaveBeenCalled()
    expect(bounded).toEqual(free)
    expect(MOST_READ * 16).toBeLessThanOrEqual(64 * 1024 * 1024)
  })
})

function near(actual: number | null, expected: number | null, what: string): void {
  if (expected === null || !Number.isFinite(expected)) expect(actual, what).toBeNull()
  else expect(Math.abs((actual ?? NaN) - expected), what).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))
}
