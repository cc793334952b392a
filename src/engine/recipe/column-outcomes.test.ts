import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

const COLUMNS = 60

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-column-outcomes-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const names = Array.from({ length: COLUMNS }, (_, at) => `c${at}`)
  const lines = Array.from({ length: 30 }, (_, row) => names.map((_, at) => (row % (at + 2) ? `v${row % 5}` : ' ')))
  const path = join(folder, 't.csv')
  await writeFile(path, [names.join(';'), ...lines.map((line) => line.join(';')), ''].join('\n'))
  const files = [{ origin: { kind: 'path' as const, path }, name: 't.csv' }]
  expect((await finish(await engine.client.sources.import({ files }))).failed).toEqual([])
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })

/** The outcome, and how often different values were counted by each of the queries that it took. */
async function outcome() {
  const asked = vi.spyOn(engine.session.project, 'rows')
  const { columns } = await engine.client.recipe.outcome({ table: 't' })
  const queries = asked.mock.calls.map(([sql]) => sql)
  asked.mockRestore()
  const counts = queries.flatMap((sql) => sql.match(/count\(DISTINCT/gi)?.length ?? [])
  const compared = queries.flatMap((sql) => sql.match(/IS DISTINCT FROM/g)?.length ?? [])
  return { columns, counts, compared }
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

async function figures(schema: 'raw' | 'clean', column: string) {
  const [row] = await engine.session.project.rows<{ missing: number; distinct: number }>(
    `SELECT count(*) - count(${column}) AS missing, count(DISTINCT ${column}) AS "distinct" FROM ${schema}.t`
  )
  return row
}

test('different values are counted a few columns at a time, and once where no step wrote them', async () => {
  await add({ kind: 'trim', column: 'c3', spaces: 'ends', letters: 'upper' })
  await add({ kind: 'missing', column: 'c7', values: ['v1'] })
  const { columns, counts, compared } = await outcome()
  expect(Math.max(...counts)).toBeLessThanOrEqual(16)
  expect(sum(counts)).toBe(COLUMNS + 2)
  expect(sum(compared)).toBe(2)
  for (const { name, before, after, changedCells } of columns) {
    expect([name, before, after]).toEqual([name, expect.objectContaining(await figures('raw', name)), expect.objectContaining(await figures('clean', name))]) // prettier-ignore
    expect(changedCells === 0).toBe(!['c3', 'c7'].includes(name))
  }
})

test('where rows left, all that stayed is counted, and no cell compared that no step wrote', async () => {
  await add({ kind: 'filter', filter: { all: [{ column: 'c1', op: '=', values: ['v1'] }] }, expression: null })
  await add({ kind: 'drop', columns: ['c9'] })
  await add({ kind: 'derive', as: 'c9', expression: 'upper(c8)' })
  const { columns, compared } = await outcome()
  expect(sum(compared)).toBe(1)
  const of = (name: string) => columns.find((column) => column.name === name)
  expect(of('c4')).toMatchObject({ after: await figures('clean', 'c4'), changedCells: 0 })
  // A column that went and came back under its name holds other cells.
  const [row] = await engine.session.project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM raw.t WHERE c1 = 'v1' AND c9 IS DISTINCT FROM upper(c8)`
  )
  expect(of('c9')?.changedCells).toBe(row?.n)
  expect(row?.n).toBeGreaterThan(0)
})
