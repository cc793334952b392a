import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ColumnInfo, StepSpec } from '../../contract'
import { compileRecipe } from './compile'
import type { Others } from './steps/kind'

/** Two row groups of DuckDB each, so that threads have parts to share out. */
const OWN = 130_000
const APPENDED = 125_000
const KEYS = 97

let instance: DuckDBInstance
let connection: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '4' })
  connection = await instance.connect()
  const rows = (from: number, n: number): string =>
    `SELECT (${from} + i)::INTEGER AS id, (i % ${KEYS})::INTEGER AS k, CASE WHEN i % 3 = 0 THEN (i % 1000)::INTEGER END AS v, CASE WHEN i % 5 = 0 THEN 'a|b' ELSE 'a' END AS w FROM range(${n}) t(i)`
  await connection.run(`CREATE SCHEMA raw; CREATE SCHEMA clean; CREATE SCHEMA chantier;
    CREATE TABLE raw.own AS ${rows(0, OWN)};
    CREATE TABLE clean.more AS ${rows(OWN, APPENDED)};
    CREATE TABLE clean.dim AS SELECT CASE WHEN i = 96 THEN 7 ELSE i END::INTEGER AS k, i::INTEGER AS n FROM range(${KEYS}) t(i) WHERE i <> 13;
    CREATE TABLE chantier.pseudonym_key AS SELECT repeat('a', 64)::BLOB AS inner_pad, repeat('b', 64)::BLOB AS outer_pad`)
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

const COLUMNS: ColumnInfo[] = [
  { name: 'id', type: 'INTEGER' },
  { name: 'k', type: 'INTEGER' },
  { name: 'v', type: 'INTEGER' },
  { name: 'w', type: 'VARCHAR' }
]
const OTHERS: Others = new Map([
  ['more', COLUMNS],
  [
    'dim',
    [
      { name: 'k', type: 'INTEGER' },
      { name: 'n', type: 'INTEGER' }
    ]
  ]
])

interface Row {
  id: number
  k: number
  v: number | null
  w: string
  n: number | null
}
const rowsFrom = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: from + i,
    k: i % KEYS,
    v: i % 3 ? null : i % 1000,
    w: i % 5 ? 'a' : 'a|b',
    n: null
  }))
const MORE = rowsFrom(OWN, APPENDED)

/** Steps whose result hangs on the order of the rows, each with what it makes of them. */
const STEPS: Record<string, { spec: StepSpec; model: (rows: Row[]) => Row[] }> = {
  append: { spec: { kind: 'append', with: 'more' }, model: (rows) => [...rows, ...MORE] },
  join: {
    spec: { kind: 'join', with: 'dim', on: [{ left: 'k', right: 'k' }], how: 'left', columns: [{ name: 'n', as: 'n' }], normalise: false }, // prettier-ignore
    model: (rows) =>
      rows.flatMap((row) => {
        const found = row.k === 13 || row.k === 96 ? [null] : row.k === 7 ? [7, 96] : [row.k]
        return found.map((n) => ({ ...row, n }))
      })
  },
  down: {
    spec: { kind: 'fill', column: 'v', how: 'down', value: null, by: [] },
    model(rows) {
      let last: number | null = null
      return rows.map((row) => ({ ...row, v: (last = row.v ?? last) }))
    }
  },
  first: {
    spec: { kind: 'deduplicate', by: ['k', 'v', 'w'], keep: 'first' },
    model: (rows) => survivors(rows)
  },
  last: {
    spec: { kind: 'deduplicate', by: ['k', 'v', 'w'], keep: 'last' },
    model: (rows) => survivors(rows.toReversed()).toReversed()
  },
  unfold: {
    spec: { kind: 'unfold', column: 'w', by: '|' },
    model: (rows) => rows.flatMap((row) => row.w.split('|').map((w) => ({ ...row, w })))
  },
  hide: {
    spec: { kind: 'pseudonymise', columns: ['w'] },
    model: (rows) => rows.map((row) => ({ ...row, w: `#${row.w}` }))
  },
  filter: {
    spec: { kind: 'filter', filter: { all: [{ column: 'k', op: '<>', values: [5] }] }, expression: null },
    model: (rows) => rows.filter(({ k }) => k !== 5)
  }
}

function survivors(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter(({ k, v, w }) => {
    const key = `${k} ${v} ${w}`
    if (v === null || !seen.has(key)) return Boolean(seen.add(key))
    return false
  })
}

const recipes = fc
  .shuffledSubarray(Object.keys(STEPS), { minLength: 3, maxLength: 5 })
  // What is hidden has no parts any more.
  .filter((names) => names.includes('append') && !(names.includes('hide') && names.includes('unfold')))

test('rows keep their order through any steps, appended ones behind, whatever threads read them', async () => {
  await fc.assert(
    fc.asyncProperty(recipes, async (names) => {
      const steps = names.map((name) => STEPS[name]!)
      const joined = names.includes('join')
      const sql = compileRecipe('own', COLUMNS, steps.map(({ spec }) => spec), OTHERS) // prettier-ignore
      await connection.run(`CREATE OR REPLACE TABLE clean.own AS ${sql}`)
      const found = await connection.runAndReadAll(`SELECT id, v, w, ${joined ? 'n' : 'NULL'} AS n FROM clean.own`)
      const wanted = steps.reduce((rows, { model }) => model(rows), rowsFrom(0, OWN))
      const [ids = [], values = [], words = [], brought = []] = found.getColumns()
      expect(ids.length).toBe(wanted.length)
      const wrong = wanted.findIndex(
        ({ id, v, w, n }, at) =>
          ids[at] !== id || values[at] !== v || (words[at] !== w && !w.startsWith('#')) || brought[at] !== n
      )
      expect(wrong, `row ${wrong} of ${names.join(', ')}`).toBe(-1)
    }),
    {
      numRuns: Number(process.env.RUNS ?? 2),
      examples: [[['append', 'join', 'down']], [['hide', 'append', 'first']]],
      endOnFailure: true
    }
  )
})
