import { describe, expect, test } from 'vitest'
import type { TextReading } from '../../contract'
import { deliveryBench } from '../deliveries/testing'
import type { Project } from '../project'
import { countFailures } from './count-failures'

const { file, load, prepare, project } = deliveryBench()
const LONG = '0,1234567890123456789'
const lines = (count: number, write: (place: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${write(i)}\n`).join('')
const numbers = 'id;v\n' + lines(60, (i) => `${i};${i},5`)

test('values that a delivery only rounds are not called lost', async () => {
  const source = await load(await file('m.csv', numbers))
  const next = 'id;v\n' + lines(60, (i) => `${i};${i < 30 ? `${LONG}${i}` : `${i},5`}`)
  const { diff } = await prepare(source, 'refresh', await file('suite.csv', next))
  const told = diff.notes.map(({ en }) => en).filter((note) => note.includes('“v”'))
  expect(told.join()).not.toContain('does not read')
  expect(told.join()).toMatch(/rounds 30.values/)
})

const READING: TextReading = { kind: 'integer', grouping: '' }

/** A raw table of columns by their SQL of a row number `i`, and what an integer reading fails on. */
async function failuresOf(opened: Project, rows: number, columns: readonly string[]) {
  const listed = columns.map((sql, at) => `(${sql})::VARCHAR AS c${at}`).join(', ')
  await opened.beside((connection) =>
    connection.run(`CREATE VIEW raw.t AS SELECT ${listed} FROM range(${rows}) AS r(i)`)
  )
  const toRead = columns.map((_, at) => ({ name: `c${at}`, reading: READING, missing: [] }))
  return countFailures(opened, 't', toRead)
}

/** Plainly: the lowest distinct texts that are no integers. */
async function plainly(opened: Project, columns: readonly string[]) {
  const lowest = columns.map(
    (_, at) => `SELECT count(*) FILTER (c${at} IS NOT NULL AND TRY_CAST(c${at} AS BIGINT) IS NULL) AS count,
      list(DISTINCT c${at} ORDER BY c${at}) FILTER (c${at} IS NOT NULL AND TRY_CAST(c${at} AS BIGINT) IS NULL)[:5] AS examples FROM raw.t`
  )
  return opened.rows<{ count: number; examples: string[] | null }>(lowest.join(' UNION ALL '))
}

const COLUMNS = [
  "CASE WHEN i % 3 = 0 THEN 'NC' ELSE i::VARCHAR END",
  "CASE i % 7 WHEN 0 THEN 'b' WHEN 1 THEN 'a' WHEN 2 THEN 'c' ELSE i::VARCHAR END",
  "'x' || (i % 40)",
  "CASE WHEN i < 5 THEN 'y' END",
  'i',
  "if(i % 2 = 0, 'l''été ' || (i % 9), NULL)"
]

test.each([
  ['side by side', COLUMNS],
  ['row by row', Array.from({ length: 9 }, () => COLUMNS).flat()]
])('examples are the lowest distinct ones, %s', async (_how, columns) => {
  const found = await failuresOf(project(), 700, columns)
  const wanted = await plainly(project(), columns)
  expect(found.map(({ count, examples }) => ({ count, examples }))).toEqual(
    wanted.map(({ count, examples }) => ({ count, examples: examples ?? [] }))
  )
})

describe('in little memory', () => {
  const small = deliveryBench({ memoryLimit: '60MB' })

  test('columns of nothing but failures are counted', async () => {
    const columns = Array.from({ length: 40 }, () => `'${'z'.repeat(60)}' || i`)
    const found = await failuresOf(small.project(), 60_000, columns)
    expect(new Set(found.map(({ count }) => count))).toEqual(new Set([60_000]))
  })
})
