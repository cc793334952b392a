import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyTable, createSql, type AnyColumn } from '../../../test/any-table'
import { columnFamily } from '../../charts'
import { ChartData, ChartIntent } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident } from '../sql'
import { readChart } from './read'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'any-charts-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

/** A value as SQL writes it, and as a number; on a time axis in milliseconds since 1970. */
type Value = { text: string | null; x: number | null }
type Bar = { x: unknown; kind: unknown; y: number; n: number }

test.each([0, 1, 30])(
  'charts of every column type show each of %i rows once, as counted in JavaScript',
  async (rows) => {
    await fc.assert(
      fc.asyncProperty(anyTable(rows), async (columns) => {
        const name = `any${made++}`
        for (const sql of createSql(`raw.${name}`, columns)) await project.database.run(sql)
        const chart = async (intent: object): Promise<ChartData> =>
          ChartData.parse(
            await readChart(project, ChartIntent.parse({ table: { schema: 'raw', name }, title: '', ...intent }))
          )
        for (const column of columns) {
          const values = await valuesOf(name, column)
          const x = { column: column.name }
          checkBars(await chart({ kind: 'bar', x }), column, values)
          const family = columnFamily(column.type)
          if (family === 'number') {
            checkSpread(await chart({ kind: 'histogram', x }), column, values)
            const y = { column: column.name, aggregate: 'sum' }
            checkSum(await chart({ kind: 'bar', x: { column: 'c none' }, y }), column, values)
          }
          if (family === 'time') checkLine(await chart({ kind: 'line', x }), column, values)
        }
      }),
      { numRuns: 1, endOnFailure: true }
    )
  }
)

async function valuesOf(table: string, { name, type }: AnyColumn): Promise<Value[]> {
  const c = ident(name)
  const x = { number: `${c}::DOUBLE`, time: `epoch(${c}) * 1000` }[columnFamily(type) as string] ?? 'NULL::DOUBLE'
  return project.rows<Value>(`SELECT ${c}::VARCHAR AS text, ${x} AS x FROM raw.${table} ORDER BY id`)
}

const finite = (values: readonly Value[]): number[] =>
  values.flatMap(({ x }) => (x !== null && Number.isFinite(x) ? [x] : [])).sort((a, b) => a - b)

/** Texts that differ by white space alone name one category; white space alone is none. */
function categoryOf(text: string | null, { type }: AnyColumn): string | null {
  if (text === null || columnFamily(type) !== 'text') return text === '-0.0' ? '0.0' : text
  return text.replace(/[\s\p{Z}]+/gu, ' ').trim() || null
}

function checkBars(data: ChartData, column: AnyColumn, values: readonly Value[]): void {
  const counts = new Map<string | null, number>()
  for (const { text } of values) {
    const category = categoryOf(text, column)
    counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  const bars: Bar[] = data.rows.map(([x, kind, , , y, n]) => ({ x, kind, y: Number(y), n: Number(n) }))
  expect(bars.every(({ y, n }) => y === n)).toBe(true)
  expect(
    bars.reduce((sum, { n }) => sum + n, 0),
    column.type
  ).toBe(values.length)
  expect(bars.find(({ kind }) => kind === 1)?.n ?? 0, `missing of ${column.type}`).toBe(counts.get(null) ?? 0)
  counts.delete(null)
  const shown = bars.filter(({ kind }) => kind === 0)
  expect(shown.length, column.type).toBe(Math.min(20, counts.size))
  for (const { x, n } of shown) {
    const category = [...counts.keys()].find((one) => one?.slice(0, 300) === x)
    expect(n, `${String(x)} of ${column.type}`).toBe(counts.get(category ?? ''))
  }
  expect(data.others.x, column.type).toBe(Math.max(0, counts.size - 20))
}

function checkSpread({ rows, missing }: ChartData, { type }: AnyColumn, values: readonly Value[]): void {
  const x = finite(values)
  expect(
    rows.reduce((sum, row) => sum + Number(row[5]), 0),
    `histogram of ${type}`
  ).toBe(x.length)
  expect(missing, type).toBe(values.length - x.length)
  // Values are put where they are written, to a billionth of a bin.
  const size = 1e-9 * Math.max(...x.map(Math.abs), Number(rows[0]?.[1]) - Number(rows[0]?.[0]))
  if (x.length) {
    expect(Number(rows[0]?.[0]), type).toBeLessThanOrEqual((x[0] ?? NaN) + size)
    expect(Number(rows.at(-1)?.[1]), type).toBeGreaterThanOrEqual((x.at(-1) ?? NaN) - size)
  }
  for (const [place, [from]] of rows.entries()) if (place) expect(from, type).toBe(rows[place - 1]?.[1])
}

function checkSum({ rows, n }: ChartData, { type }: AnyColumn, values: readonly Value[]): void {
  const x = finite(values)
  expect(n, type).toBe(x.length)
  if (!x.length) return
  const sum = x.reduce((all, value) => all + value, 0)
  const size = x.reduce((all, value) => all + Math.abs(value), 0)
  expect(Math.abs(Number(rows[0]?.[4]) - sum), `sum of ${type}`).toBeLessThanOrEqual(1e-9 * size)
}

function checkLine({ rows, n, missing }: ChartData, { type }: AnyColumn, values: readonly Value[]): void {
  const x = finite(values)
  expect([n, missing], `line of ${type}`).toEqual([x.length, values.length - x.length])
  expect(rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(x.length)
  for (const [place, row] of rows.entries()) {
    const [from, to] = [Number(row[0]), Number(rows[place + 1]?.[0] ?? Infinity)]
    expect(row[4], `${from} of ${type}`).toBe(x.filter((at) => at >= from && at < to).length)
  }
}
