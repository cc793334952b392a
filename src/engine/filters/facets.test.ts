import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FacetSpec, FacetsResult, type Condition, type FacetBin, type Filter } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { resolveTable } from '../tables'
import { brushIndex } from './brush'
import { makeCodes } from './codes'
import { describeFilter, readFacets } from './facets'
import { isOwn } from './own'

/** One row as JavaScript has it; every expected count below is made from these alone. */
type Row = {
  segment: string | null
  amount: number | null
  whole: number | null
  noisy: number | null
  day: string | null
  at: string | null
  yes: boolean | null
  note: string | null
  __proto__: string | null
}

let folder: string
let project: Project
let rows: Row[]
const plain = { schema: 'raw' as const, name: 'plain' }
const coded = { schema: 'raw' as const, name: 'coded' }
const none = (): void => undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-facets-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  const select = `SELECT
    CASE WHEN i % 11 = 0 THEN NULL ELSE ['Été', 'a''b', '', 'x"y', 'Nord', '😀'][1 + (i * i) % 6] END AS segment,
    CASE WHEN i % 13 <> 0 THEN ((i * 7919) % 1000) / 8 - 20 END::DECIMAL(9, 3) AS amount,
    CASE WHEN i % 17 <> 0 THEN (i * 31) % 12 END::BIGINT AS whole,
    CASE WHEN i = 3 THEN 'NaN'::DOUBLE WHEN i = 4 THEN '-inf'::DOUBLE WHEN i = 5 THEN 'inf'::DOUBLE WHEN i = 6 THEN 1e6 WHEN i % 5 <> 0 THEN (i % 97) * 0.1 END AS noisy,
    CASE WHEN i % 7 <> 0 THEN DATE '2023-01-31' + ((i * 37) % 500)::INTEGER END AS day,
    CASE WHEN i % 9 <> 0 THEN TIMESTAMP '2024-02-27 22:00:00' + INTERVAL 1 HOUR * ((i * 5) % 60) END AS "at",
    CASE WHEN i % 4 <> 0 THEN i % 3 = 0 END AS yes,
    CASE WHEN i % 6 <> 0 THEN ['L’agent est très aimable', 'facture ERRONÉE, facture', 'délai trop long', '', 'agent absent 42'][1 + i % 5] END AS note,
    'p' || (i % 3) AS "__proto__"
    FROM range(300) t(i)`
  await project.database.run(`CREATE TABLE raw.plain AS ${select}`)
  await project.database.run(`CREATE TABLE raw.coded AS ${select}`)
  const read = await project.database.run(
    'SELECT segment, amount::DOUBLE, whole, noisy, day::VARCHAR, "at"::VARCHAR, yes, note, "__proto__" FROM raw.plain'
  )
  const names = ['segment', 'amount', 'whole', 'noisy', 'day', 'at', 'yes', 'note', '__proto__']
  rows = (await read.getRows()).map((cells) => {
    const row = Object.create(null) as Record<string, unknown>
    names.forEach((name, place) => {
      const cell = cells[place]
      row[name] = typeof cell === 'bigint' ? Number(cell) : cell
    })
    return row as unknown as Row
  })
  const mode = await makeCodes(project, await resolveTable(project, coded), SPECS, none, undefined, ALWAYS)
  expect(mode).toEqual({ coded: true, reason: null })
})

afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const ALWAYS = { fewestRows: 0, mostBytes: 1e9 }
const SPECS = [
  { kind: 'text', column: 'segment' },
  { kind: 'text', column: 'yes' },
  { kind: 'text', column: '__proto__' },
  { kind: 'number', column: 'amount' },
  { kind: 'number', column: 'whole' },
  { kind: 'number', column: 'noisy' },
  { kind: 'date', column: 'day', unit: 'month' },
  { kind: 'date', column: 'at' },
  { kind: 'word', column: 'note' },
  { kind: 'missing', column: 'amount' }
].map((spec) => FacetSpec.parse(spec))

const wordsOf = (value: string): string[] => value.toLowerCase().match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? []
/** Days are compared as texts, as JavaScript does. */
const compared = (value: unknown): number =>
  (typeof value === 'string' && /^\d{4}-/.test(value) ? value.slice(0, 10) : value) as number

function keeps(row: Row, { column, op, values }: Condition): boolean {
  const value = row[column as keyof Row]
  const [first] = values
  const test = (holds: (found: number) => boolean): boolean => value !== null && holds(compared(value))
  // NaN is the largest of all numbers in SQL.
  const sized = (found: number): number => (Number.isNaN(found) ? Infinity : found)
  switch (op) {
    case 'in':
    case 'not in':
      return values.some((one) => (one === null ? value === null : String(value) === one)) === (op === 'in')
    case 'word':
    case 'not word':
      return (
        (value !== null && values.some((word) => wordsOf(String(value)).includes(String(word)))) === (op === 'word')
      )
    case 'missing':
      return value === null
    case 'present':
      return value !== null
    case '>=':
      return test((found) => sized(found) >= (first as number))
    case '<':
      return test((found) => sized(found) < (first as number))
    default:
      throw new Error(op)
  }
}

const kept = (conditions: readonly Condition[]): Row[] =>
  rows.filter((row) => conditions.every((condition) => keeps(row, condition)))

function expected(spec: FacetSpec, bin: FacetBin, under: readonly Row[]): number {
  const values = under.map((row) => row[spec.column as keyof Row])
  if (spec.kind === 'missing') return values.filter((value) => (value === null) === bin.value).length
  if (spec.kind === 'text') return values.filter((value) => value !== null && String(value) === bin.value).length
  if (spec.kind === 'word')
    return values.filter((value) => value !== null && wordsOf(String(value)).includes(String(bin.value))).length
  return values.filter(
    (value) =>
      value !== null &&
      !Number.isNaN(value) &&
      compared(value) >= (bin.value as number) &&
      compared(value) < (bin.to as number)
  ).length
}

it('truth values are searched by the words that stand for them', async () => {
  for (const table of [plain, coded]) {
    const listed = async (search: string, filter: Filter = { all: [] }) => {
      const facets = [FacetSpec.parse({ kind: 'text', column: 'yes', search })]
      const { facets: counted } = await readFacets(project, { table, filter, facets })
      return counted[0]?.bins.map(({ value }) => value)
    }
    expect([await listed('oui'), await listed('No'), await listed('tr'), await listed('rien')]).toEqual([['true'], ['false'], ['true'], []]) // prettier-ignore
    const picked = { all: [{ column: 'yes', op: 'in' as const, values: [true] }] }
    expect(await listed('', picked)).toEqual(['false', 'true'])
    const { kept: found } = await readFacets(project, { table, filter: picked, facets: [] })
    expect(found).toBe(rows.filter(({ yes }) => yes === true).length)
  }
})

/** Conditions as facets make them: of values, words and edges that are there. */
const conditions = fc
  .array(
    fc.oneof(
      fc.record({
        column: fc.constant('segment'),
        op: fc.constantFrom<Condition['op']>('in', 'not in'),
        values: fc.uniqueArray(fc.constantFrom('Été', "a'b", '', 'x"y', 'gone', null), { minLength: 1 })
      }),
      fc.record({
        column: fc.constant('note'),
        op: fc.constantFrom<Condition['op']>('word', 'not word'),
        values: fc.uniqueArray(fc.constantFrom('facture', 'agent', 'long', 'est'), { minLength: 1 })
      }),
      fc.record({
        column: fc.constant('whole'),
        op: fc.constantFrom<Condition['op']>('>=', '<'),
        values: fc.tuple(fc.integer({ min: -1, max: 13 }))
      }),
      fc.record({
        column: fc.constant('noisy'),
        op: fc.constantFrom<Condition['op']>('>=', '<'),
        values: fc.tuple(fc.constantFrom(0, 0.3, 0.7, 5.2, 9.6))
      }),
      fc.record({
        column: fc.constant('day'),
        op: fc.constantFrom<Condition['op']>('>=', '<'),
        values: fc.tuple(fc.constantFrom('2023-02-01', '2023-03-15', '2024-01-01'))
      }),
      fc.record({
        column: fc.constant('amount'),
        op: fc.constantFrom<Condition['op']>('missing', 'present'),
        values: fc.constant<string[]>([])
      })
    ),
    { maxLength: 4 }
  )
  .map((all): Filter => ({ all }))

describe('facets', () => {
  it('are counted as by hand, each under the conditions of the others, on the table and on its codes', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, async (filter) => {
        for (const table of [plain, coded]) {
          const found = FacetsResult.parse(await readFacets(project, { table, filter, facets: SPECS }))
          expect(found.rows).toBe(300)
          expect(found.kept).toBe(kept(filter.all).length)
          for (const facet of found.facets) {
            const under = kept(filter.all.filter((condition) => !isOwn(facet.spec, condition)))
            expect(facet.problem).toBeNull()
            expect(facet.missing).toBe(under.filter((row) => row[facet.spec.column as keyof Row] === null).length)
            expect(facet.bins.map(({ n }) => n)).toEqual(facet.bins.map((bin) => expected(facet.spec, bin, under)))
            const inBins = facet.bins.reduce((sum, { n }) => sum + n, 0)
            if (facet.spec.kind !== 'word' && facet.spec.kind !== 'missing')
              expect(inBins + facet.missing + facet.others.rows).toBe(under.length)
          }
        }
      }),
      { numRuns: 25 }
    )
  })

  it('are counted on codes where the conditions can be told in them, else on the table, which says so', async () => {
    const mode = async (filter: Filter) =>
      (await readFacets(project, { table: coded, filter, facets: SPECS })).mode.coded
    expect(await mode({ all: [] })).toBe(true)
    expect(await mode({ all: [{ column: 'whole', op: '>=', values: [3] }] })).toBe(true)
    expect(await mode({ all: [{ column: 'whole', op: '>=', values: [3.5] }] })).toBe(false)
    expect((await readFacets(project, { table: plain, filter: { all: [] }, facets: SPECS })).mode.coded).toBe(false)
  })

  it('list the values that a search finds, whatever accents and case, and those picked', async () => {
    for (const table of [plain, coded]) {
      const filter: Filter = { all: [{ column: 'segment', op: 'in', values: ['Nord', 'gone'] }] }
      const facets = [FacetSpec.parse({ kind: 'text', column: 'segment', search: 'ete' })]
      const [facet] = (await readFacets(project, { table, filter, facets })).facets
      expect(facet?.bins.map(({ value }) => value).sort()).toEqual(['Nord', 'gone', 'Été'])
      expect(facet?.bins.find(({ value }) => value === 'gone')?.n).toBe(0)
    }
  })

  it('list the numbers and days that a search finds as they are shown', async () => {
    const table = { schema: 'raw' as const, name: 'local' }
    await project.database.run(
      `CREATE OR REPLACE TABLE raw.local AS SELECT 12340 + i AS code, DATE '2024-03-20' + i::INTEGER AS day, TIMESTAMP '2024-03-20 08:30:00' + INTERVAL 1 DAY * i AS at FROM range(20) t(i)`
    )
    const specs = ['code', 'day', 'at'].map((column) => FacetSpec.parse({ kind: 'text', column }))
    const listed = async (column: string, search: string) => {
      const facets = [FacetSpec.parse({ kind: 'text', column, search })]
      return (await readFacets(project, { table, filter: { all: [] }, facets })).facets[0]?.bins.map(
        ({ value }) => value
      )
    }
    for (const isCoded of [false, true]) {
      if (isCoded) await makeCodes(project, await resolveTable(project, table), specs, none, undefined, ALWAYS)
      expect(await listed('code', '12 345')).toEqual(['12345'])
      expect(await listed('code', '12,345')).toEqual(['12345'])
      expect(await listed('day', '31/03')).toEqual(['2024-03-31'])
      expect(await listed('day', '2024-03-31')).toEqual(['2024-03-31'])
      expect(await listed('at', '1/4/2024 08:30')).toEqual(['2024-04-01 08:30:00'])
    }
  })

  it('leave stop words out unless they are looked for', async () => {
    const words = async (search: string) => {
      const facets = [FacetSpec.parse({ kind: 'word', column: 'note', search })]
      const found = await readFacets(project, { table: coded, filter: { all: [] }, facets })
      return found.facets[0]?.bins.map(({ value }) => value)
    }
    expect(await words('')).not.toContain('est')
    expect(await words('')).toContain('agent')
    expect(await words('est')).toEqual(['est'])
  })

  it('tell which bins gather a long tail', async () => {
    const facets = ['noisy', 'whole'].map((column) => FacetSpec.parse({ kind: 'number', column }))
    for (const table of [plain, coded]) {
      const [noisy, whole] = (await readFacets(project, { table, filter: { all: [] }, facets })).facets
      // One value of a million among some below ten.
      expect(noisy?.bins.flatMap(({ tail }, place) => (tail ? place : []))).toEqual([noisy ? noisy.bins.length - 1 : 0])
      expect(noisy?.bins.at(-1)?.n).toBe(1)
      expect(whole?.bins.some(({ tail }) => tail)).toBe(false)
    }
  })

  it('draw the bulk of few rows whatever codes stand far out, and count those in the end bins', async () => {
    const table = { schema: 'raw' as const, name: 'codes' }
    await project.database.run(
      `CREATE TABLE raw.codes AS SELECT CASE WHEN i < 12 THEN 999999 ELSE i % 10 END AS note, CASE WHEN i < 3 THEN DATE '1900-01-01' ELSE DATE '2024-03-01' + i::INTEGER END AS day FROM range(50) t(i)`
    )
    const facets = [{ kind: 'number' as const, column: 'note' }, { kind: 'date' as const, column: 'day' }] // prettier-ignore
    const asked = { table, filter: { all: [] }, facets: facets.map((facet) => FacetSpec.parse(facet)) }
    const [note, day] = (await readFacets(project, asked)).facets
    expect(note?.bins.map(({ n }) => n)).toEqual([3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 12])
    expect(note?.bins.at(-1)).toMatchObject({ value: 10, tail: true })
    expect(day?.bins[0]).toMatchObject({ n: 3, to: '2024-03-04', tail: true })
    expect(day?.bins).toHaveLength(48)
  })

  it('say why one cannot be counted, and the others stand', async () => {
    const facets = [
      FacetSpec.parse({ kind: 'number', column: 'segment' }),
      FacetSpec.parse({ kind: 'text', column: 'gone' }),
      FacetSpec.parse({ kind: 'text', column: 'segment' })
    ]
    const found = await readFacets(project, { table: plain, filter: { all: [] }, facets })
    expect(found.facets.map(({ problem }) => problem?.en ?? null)).toEqual([
      'The column “segment” does not hold numbers.',
      'This table has no column “gone”.',
      null
    ])
  })

  it('refuse a filter over a column that is gone, by its name', async () => {
    const filter: Filter = { all: [{ column: 'gone', op: 'present', values: [] }] }
    await expect(describeFilter(project, { table: plain, filter })).rejects.toThrow('“gone”')
  })
})

describe('a brush', () => {
  it('answers every interval as the query of its two conditions does', async () => {
    for (const table of [plain, coded]) {
      const all = await readFacets(project, { table, filter: { all: [] }, facets: SPECS })
      const facets = all.facets.map(({ spec, bins }) => ({
        spec,
        values: [...bins.map(({ value }) => value), ...(spec.kind === 'text' ? [null] : [])]
      }))
      await fc.assert(
        fc.asyncProperty(
          conditions,
          fc.constantFrom(3, 4, 5, 6, 7),
          fc.nat(),
          fc.nat(),
          async (filter, active, a, b) => {
            const spec = facets[active]?.spec
            const bins = all.facets[active]?.bins ?? []
            const index = await brushIndex(project, { table, filter, facets, active })
            const [from, to] = [a % (bins.length + 1), b % (bins.length + 1)].sort((one, other) => one - other) as [
              number,
              number
            ]
            const edge = (place: number) => bins[place]?.value ?? bins.at(-1)?.to ?? null
            const brushed: Condition[] = [
              ...filter.all.filter((condition) => !spec || !isOwn(spec, condition)),
              { column: spec?.column ?? '', op: '>=', values: [edge(from)] },
              { column: spec?.column ?? '', op: '<', values: [edge(to)] }
            ]
            expect((index.kept[to] ?? 0) - (index.kept[from] ?? 0)).toBe(kept(brushed).length)
            for (const [place, facet] of facets.entries()) {
              if (place === active) continue
              const under = kept(brushed.filter((condition) => !isOwn(facet.spec, condition)))
              const wanted = facet.values.map((value, at) =>
                value === null
                  ? under.filter((row) => row[facet.spec.column as keyof Row] === null).length
                  : expected(facet.spec, { value, to: all.facets[place]?.bins[at]?.to, n: 0 }, under)
              )
              // Two facets of one column (a number and its missing values) share no condition here.
              const got = facet.values.map(
                (_, at) => (index.facets[place]?.[to]?.[at] ?? 0) - (index.facets[place]?.[from]?.[at] ?? 0)
              )
              expect(got).toEqual(wanted)
            }
          }
        ),
        { numRuns: 8 }
      )
    }
  })
})

describe('codes', () => {
  it('are not made of small tables, nor of too large ones, which says why', async () => {
    const table = await resolveTable(project, plain)
    expect(await makeCodes(project, table, SPECS, none)).toEqual({ coded: false, reason: null })
    const refused = await makeCodes(project, table, SPECS, none, undefined, { fewestRows: 0, mostBytes: 100 })
    expect(refused.coded).toBe(false)
    expect(refused.reason?.en).toContain('too large')
  })

  it('leave nothing behind when stopped', async () => {
    const table = await resolveTable(project, plain)
    const before = await project.rows(`SELECT table_name FROM duckdb_tables() WHERE database_name = 'scratch'`)
    const stop = new AbortController()
    const report = (): void => stop.abort()
    await expect(makeCodes(project, table, SPECS, report, stop.signal, ALWAYS)).rejects.toThrow('Cancelled')
    expect(await project.rows(`SELECT table_name FROM duckdb_tables() WHERE database_name = 'scratch'`)).toEqual(before)
  })
})
