import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyTable, createSql, type AnyColumn, type Cell } from '../../../test/any-table'
import { FacetSpec, FacetsResult, type Condition, type FacetCounts } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident } from '../sql'
import { resolveTable } from '../tables'
import { makeCodes } from './codes'
import { readFacets } from './facets'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'any-facets-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

/** A column with what SQL makes of each value: its text, and its place on an axis (numbers, or days since 1970). */
type Read = AnyColumn & { texts: (string | null)[]; places: (number | null)[] }

/** Conditions as a user picks them: some values of a column, an interval of it, or those that are there. */
const picks = fc.array(
  fc.record({
    column: fc.nat(),
    row: fc.nat(),
    kind: fc.constantFrom('in', 'not in', '>=', '<', 'present', 'missing')
  }),
  { minLength: 1, maxLength: 2 }
)

test.each([0, 1, 40])('facets of every column type count %i rows as by hand, under the others', async (rows) => {
  await fc.assert(
    fc.asyncProperty(anyTable(rows), fc.array(picks, { minLength: 2, maxLength: 2 }), async (columns, picked) => {
      for (const coded of [false, true]) {
        const name = `any${made++}`
        for (const sql of createSql(`raw.${name}`, columns)) await project.database.run(sql)
        const table = { schema: 'raw' as const, name }
        const read = await Promise.all(columns.map((column) => readColumn(name, column)))
        const specs = read.flatMap(specsOf)
        if (coded)
          await makeCodes(project, await resolveTable(project, table), specs, () => undefined, undefined, {
            fewestRows: 0,
            mostBytes: 1e9
          })
        for (const conditions of [[], ...picked.map((some) => some.flatMap((pick) => conditionOf(read, pick)))]) {
          const filter = { all: conditions.map(({ condition }) => condition) }
          const keeps = (row: number, own: (one: Chosen) => boolean): boolean =>
            conditions.every((one) => own(one) || one.keeps(row))
          const all = Array.from({ length: rows }, (_, row) => row)
          for (let from = 0; from < specs.length; from += 30) {
            const facets = specs.slice(from, from + 30)
            const found = FacetsResult.parse(await readFacets(project, { table, filter, facets }))
            const what = JSON.stringify(filter)
            expect([found.rows, found.kept], what).toEqual([rows, all.filter((row) => keeps(row, () => false)).length])
            for (const facet of found.facets) {
              const column = read.find((one) => one.name === facet.spec.column)
              if (!column) throw new Error(`no column ${facet.spec.column}`)
              const isOwn = ({ condition, kind }: Chosen): boolean =>
                condition.column === column.name && kind === facet.spec.kind
              checkFacet(
                facet,
                column,
                all.filter((row) => keeps(row, isOwn)),
                `${column.type} under ${what}`
              )
            }
          }
        }
      }
    }),
    { numRuns: 1, endOnFailure: true }
  )
})

async function readColumn(table: string, column: AnyColumn): Promise<Read> {
  const c = ident(column.name)
  const place = isNumber(column) ? `${c}::DOUBLE` : isDate(column) ? `epoch(${c}) / 86400` : 'NULL::DOUBLE'
  const rows = await project.rows<{ text: string | null; place: number | null }>(
    `SELECT ${c}::VARCHAR AS text, ${place} AS place FROM raw.${table} ORDER BY id`
  )
  return {
    ...column,
    texts: rows.map(({ text }) => (text === '-0.0' ? '0.0' : text)),
    places: rows.map(({ place }) => place)
  }
}

const isNumber = ({ type }: AnyColumn): boolean => /INT$|INTEGER$|DECIMAL|FLOAT|DOUBLE/.test(type)
const isDate = ({ type }: AnyColumn): boolean => /^(DATE|TIMESTAMP)/.test(type)

function specsOf(column: Read): FacetSpec[] {
  // Of a duration that is written in several ways, 30 days or 1 month, each way is listed.
  const kinds = [
    ...(column.type === 'INTERVAL' ? [] : ['text']),
    'missing',
    ...(isNumber(column) ? ['number'] : []),
    ...(isDate(column) ? ['date'] : [])
  ]
  return kinds.map((kind) => FacetSpec.parse({ kind, column: column.name }))
}

/** A condition, the kind of facet that makes it, and which rows it keeps. */
type Chosen = { condition: Condition; kind: FacetSpec['kind']; keeps: (row: number) => boolean }

function conditionOf(
  columns: readonly Read[],
  { column: at, row, kind }: { column: number; row: number; kind: string }
): Chosen[] {
  const column = columns[at % columns.length]
  const chosen = row % (column?.cells.length || 1)
  const cell = column?.cells[chosen]
  const text = column?.texts[chosen]
  if (!column) return []
  const ask = (op: Condition['op'], values: Condition['values']): Condition => ({ column: column.name, op, values })
  const isSame = (other: number): boolean => same(column.cells[other] ?? null, cell ?? null)
  if (kind === 'in' || kind === 'not in')
    return [{ condition: ask(kind, [text ?? null]), kind: 'text', keeps: (other) => isSame(other) === (kind === 'in') }]
  if (kind === 'missing' || kind === 'present')
    return [
      {
        condition: ask(kind, []),
        kind: 'missing',
        keeps: (other) => (column.cells[other] === null) === (kind === 'missing')
      }
    ]
  if (!isNumber(column)) return []
  const keeps = (other: number): boolean => {
    const place = column.places[other]
    if (place == null) return false
    return (Number.isNaN(place) ? Infinity : place) >= 2 === (kind === '>=')
  }
  return [{ condition: ask(kind as '>=' | '<', [2]), kind: 'number', keeps }]
}

function same(a: Cell | null, b: Cell | null): boolean {
  return a === null || b === null ? a === b : a.order === b.order || (Number.isNaN(a.order) && Number.isNaN(b.order))
}

function checkFacet(
  { spec, bins, missing, others, problem }: FacetCounts,
  { cells, texts, places }: Read,
  under: readonly number[],
  what: string
): void {
  expect(problem, what).toBeNull()
  const present = under.filter((row) => cells[row] !== null)
  expect(missing, what).toBe(under.length - present.length)
  if (spec.kind === 'missing') {
    expect(bins, what).toEqual([
      { value: true, n: under.length - present.length },
      { value: false, n: present.length }
    ])
    return
  }
  const shown = bins.reduce((sum, { n }) => sum + n, 0)
  if (spec.kind === 'text') {
    expect(shown + others.rows, what).toBe(present.length)
    for (const { value, n } of bins.filter((bin) => bin.n > 0)) {
      const like = present.find((row) => texts[row] === value)
      const cell = like === undefined ? null : (cells[like] ?? null)
      expect(n, `${value} of ${what}`).toBe(present.filter((row) => same(cells[row] ?? null, cell)).length)
    }
    return
  }
  const finite = present.filter((row) => Number.isFinite(places[row]))
  expect([shown, others.rows], what).toEqual([finite.length, present.length - finite.length])
  const edge = (value: unknown): number => (spec.kind === 'date' ? dayOf(String(value)) : Number(value))
  for (const { value, to, n } of bins)
    expect(n, `${value} to ${to} of ${what}`).toBe(
      finite.filter((row) => Number(places[row]) >= edge(value) && Number(places[row]) < edge(to)).length
    )
}

/** Days since 1970 of a date as SQL writes it, the years before the first one too. */
function dayOf(text: string): number {
  const [year = NaN, month = NaN, day = NaN] = text.replace(' (BC)', '').split('-').map(Number)
  return new Date(0).setUTCFullYear(text.endsWith('(BC)') ? 1 - year : year, month - 1, day) / 86_400_000
}

test('numbers at both ends of what a DOUBLE holds are cut without an error', async () => {
  const most = Number.MAX_VALUE
  await project.database.run(`CREATE TABLE raw.ends AS SELECT unnest([-${most}, 0, 1, ${most}]::DOUBLE[]) AS x`)
  const facets = [FacetSpec.parse({ kind: 'number', column: 'x' })]
  const found = await readFacets(project, { table: { schema: 'raw', name: 'ends' }, filter: { all: [] }, facets })
  const [facet] = FacetsResult.parse(JSON.parse(JSON.stringify(found))).facets
  expect(facet?.problem).toBeNull()
  expect((facet?.bins.reduce((sum, { n }) => sum + n, 0) ?? 0) + (facet?.others.rows ?? 0)).toBe(4)
})
