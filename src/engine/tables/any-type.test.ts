import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyTable, compareCells, createSql, UNORDERED, type AnyColumn, type Cell } from '../../../test/any-table'
import { Glance, type Condition, type RowSource } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident } from '../sql'
import { glanceAt } from './glance'
import { readPage, shapeOf } from './index'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'any-pages-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

type Pick = { column: number; row: number; op: Condition['op']; descending: boolean }
const OPS: Condition['op'][] = ['=', '<>', '<', '<=', '>', '>=', 'in', 'not in', 'between', 'missing', 'present']
const pick: fc.Arbitrary<Pick> = fc.record({
  column: fc.nat(),
  row: fc.nat(),
  op: fc.constantFrom(...OPS),
  descending: fc.boolean()
})

test.each([0, 1, 25])('pages of %i rows under any filter and sort are those of JavaScript', async (rows) => {
  await fc.assert(
    fc.asyncProperty(anyTable(rows), fc.array(pick, { minLength: 60, maxLength: 60 }), async (columns, picks) => {
      const name = `any${made++}`
      for (const sql of createSql(`raw.${name}`, columns)) await project.database.run(sql)
      const texts = await Promise.all(columns.map(({ name: column }) => textsOf(name, column)))
      // Every type is sorted by once each way, under a filter of another column.
      for (const [place, { row, column: other, op, descending }] of picks.entries()) {
        const sorted = columns[place % columns.length]
        const second = columns[(place + other) % columns.length]
        const filtered = columns[other % columns.length]
        if (!sorted || !second || !filtered) continue
        const value = texts[other % columns.length]?.[row % (rows || 1)] ?? null
        const cell = filtered.cells[row % (rows || 1)] ?? null
        const condition = conditionOn(filtered, op, value)
        const sort = [
          { column: sorted.name, descending },
          { column: second.name, descending: !descending }
        ].filter((key) => !UNORDERED.includes(columns.find((column) => column.name === key.column)?.type ?? ''))
        const source: RowSource = {
          kind: 'table',
          table: { schema: 'raw', name },
          sort,
          filter: { all: condition ? [condition] : [] }
        }
        const expected = columns[0]!.cells
          .map((_, at) => at)
          .filter((at) => !condition || keeps(condition.op, filtered.cells[at] ?? null, cell))
          .sort((a, b) => {
            for (const key of sort) {
              const { cells } = columns.find((column) => column.name === key.column) ?? { cells: [] }
              const order = compareMissingLast(cells[a] ?? null, cells[b] ?? null, key.descending)
              if (order) return order
            }
            return a - b
          })
        const what = JSON.stringify(source)
        expect((await shapeOf(project, source)).rows, what).toBe(expected.length)
        const half = Math.ceil(expected.length / 2)
        const paged = [...(await ids(source, 0, half)), ...(await ids(source, half, 100))]
        expect(paged, what).toEqual(expected)
      }
    }),
    { numRuns: 1, endOnFailure: true }
  )
})

test('a column at a glance counts every row of any type once', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable(25), async (columns) => {
      const name = `any${made++}`
      for (const sql of createSql(`raw.${name}`, columns)) await project.database.run(sql)
      for (const [place, { cells, type }] of columns.entries()) {
        const source: RowSource = { kind: 'table', table: { schema: 'raw', name } }
        const glance = Glance.parse(await glanceAt(project, source, place + 1))
        const present = cells.filter((cell) => cell !== null)
        expect([glance.rows, glance.missing], type).toEqual([cells.length, cells.length - present.length])
        const { below, above } = glance.beyond
        const isFinite = ({ order }: Cell): boolean => typeof order !== 'number' || Number.isFinite(order)
        if (glance.ordered && present.some(isFinite))
          expect(
            glance.bars.reduce((sum, { n }) => sum + n, (below?.n ?? 0) + (above?.n ?? 0)),
            type
          ).toBe(present.length)
        for (const [side, op] of [
          [below, '<'],
          [above, '>']
        ] as const)
          // prettier-ignore
          if (side) {
            const filter = { all: [{ column: columns[place]?.name ?? '', op, values: [side.edge] }] }
            expect((await shapeOf(project, { ...source, filter })).rows, type).toBe(side.n)
          }
      }
    }),
    { numRuns: 1, endOnFailure: true }
  )
})

async function textsOf(table: string, column: string): Promise<(string | null)[]> {
  const rows = await project.rows<{ text: string | null }>(
    `SELECT ${ident(column)}::VARCHAR AS text FROM raw.${table} ORDER BY id`
  )
  return rows.map(({ text }) => text)
}

async function ids(source: RowSource, offset: number, limit: number): Promise<number[]> {
  const page = tableFromIPC(await readPage(project, { source, offset, limit, columns: [0] }))
  return Array.from(page.getChildAt(0) ?? [], Number)
}

function conditionOn({ name, type }: AnyColumn, op: Condition['op'], value: string | null): Condition | null {
  if (op === 'missing' || op === 'present') return { column: name, op, values: [] }
  if (value === null && !['=', '<>', 'in', 'not in'].includes(op)) return null
  if (UNORDERED.includes(type) && /[<>]|between/.test(op) && op !== '<>') return null
  return { column: name, op, values: op === 'between' ? [value, value] : [value] }
}

/** Whether a condition whose value is that of `wanted` keeps a cell; a missing value is only ever kept by name. */
function keeps(op: Condition['op'], cell: Cell | null, wanted: Cell | null): boolean {
  const isSame = cell === null || wanted === null ? cell === wanted : compareCells(cell, wanted) === 0
  if (op === 'missing' || op === 'present') return (cell === null) === (op === 'missing')
  if (op === '=' || op === 'in') return isSame
  if (op === '<>' || op === 'not in') return !isSame
  if (cell === null || wanted === null) return false
  const order = compareCells(cell, wanted)
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, between: order === 0 }[op as '<']
}

function compareMissingLast(a: Cell | null, b: Cell | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return descending ? compareCells(b, a) : compareCells(a, b)
}
