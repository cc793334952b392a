import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { PivotSpec, type PivotAggregate, type PivotKey } from '../../contract'
import { nested, scalars, type TypeCase } from '../db/arrow/testing/expressions'
import { pinFinding } from '../findings/pin'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect, readPage, shapeOf } from '../tables'
import { pivotEvidence } from './evidence'
import { lastLayout } from './last'
import { lookOf } from './noted'
import { planPivot } from './plan'
import { pivotSheet } from './sheet'

let folder: string
let project: Project
const table = { schema: 'raw' as const, name: 't' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-pivot-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  await project.database.run(`CREATE TABLE raw.t AS SELECT
    CASE WHEN i % 11 = 0 THEN NULL ELSE 'v' || i % 4 END AS ville,
    CASE WHEN i % 7 = 0 THEN NULL WHEN i % 13 = 0 THEN '' ELSE 's' || i % 3 END AS "r1",
    CASE WHEN i % 9 = 0 THEN NULL ELSE i % 10 END::INTEGER AS note,
    i * 0.1 AS montant, i % 2 = 0 AS oui,
    DATE '2023-11-20' + (i * 3)::INTEGER AS jour, 'id' || i AS id
    FROM range(200) s(i)`)
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

type Cell = Record<string, string | number | null>
const parse = (spec: Partial<z.input<typeof PivotSpec>>) =>
  PivotSpec.parse({ table, columns: [], measures: [{ aggregate: 'count' }], ...spec })

/** The cells as rows keyed by the aliases of the pivot's own query. */
async function read(spec: PivotSpec): Promise<Cell[]> {
  const { sql } = await planPivot(project, spec)
  expect(await gateSelect(project, sql)).toBe(sql)
  return project.rows<Cell>(sql)
}

const at = (cells: readonly Cell[], wanted: Cell) =>
  cells.filter((cell) => Object.entries(wanted).every(([name, value]) => cell[name] === value))

describe('a pivot table', () => {
  test('crosses rows and columns; missing values are a group; totals come from the rows', async () => {
    const spec = parse({
      rows: [{ column: 'ville' }],
      columns: [{ column: 'r1' }],
      measures: [{ aggregate: 'mean', column: 'note' }, { aggregate: 'count' }]
    })
    const cells = await read(spec)
    const [total] = at(cells, { gr: 0, gc: 0 })
    const [truth] = await project.rows<Cell>('SELECT avg(note) AS mean, count(note) AS v, count(*) AS n FROM raw.t')
    expect(total).toMatchObject({ m1: truth?.mean, v1: truth?.v, m2: truth?.n, n: 200 })
    const [missing] = at(cells, { gr: 1, gc: 0, r1: null })
    const [row] = await project.rows<Cell>('SELECT avg(note) AS mean, count(*) AS n FROM raw.t WHERE ville IS NULL')
    expect(missing).toMatchObject({ m1: row?.mean, n: row?.n })
    expect(at(cells, { gr: 0, gc: 1 }).map(({ c1 }) => c1)).toEqual(['', 's0', 's1', 's2', null])
    expect(at(cells, { gr: 1, gc: 1 }).reduce((sum, { n }) => sum + Number(n), 0)).toBe(200)
  })

  test('its layout is found again on its table when the project is opened again', async () => {
    const path = join(folder, 'layout.chantier')
    const first = await openProject(path, { create: true })
    await first.database.run('CREATE TABLE raw.t AS SELECT i % 3 AS a, i % 2 AS b, i AS c FROM range(9) s(i)')
    const look = async (spec: PivotSpec): Promise<void> => {
      first.looks.note(lookOf(spec, await planPivot(first, spec)))
      await first.looks.write()
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    expect(await lastLayout(first, table)).toBeNull()
    const [one, two] = [parse({ rows: [{ column: 'a' }] }), parse({ rows: [{ column: 'b' }], measures: [{ aggregate: 'mean', column: 'c' }] })] // prettier-ignore
    await look(two)
    await look(one)
    await look(two)
    await closeProject(first)
    const again = await openProject(path)
    const { rows, columns, measures } = two
    expect(await lastLayout(again, { schema: 'clean', name: 't' })).toEqual({ rows, columns, measures })
    expect(await lastLayout(again, { schema: 'raw', name: 'u' })).toBeNull()
    await closeProject(again)
  })

  test('comes as Arrow pages of a query', async () => {
    const { sql } = await planPivot(project, parse({ rows: [{ column: 'ville' }] }))
    const page = tableFromIPC(await readPage(project, { source: { kind: 'query', sql }, offset: 0, limit: 100 }))
    expect(page.numRows).toBe(6)
    expect(page.schema.fields).toHaveLength(7)
  })

  test('dates group by period, numbers by bins with round edges', async () => {
    const months = await read(
      parse({ rows: [{ column: 'jour', group: 'month' }], columns: [{ column: 'jour', group: 'weekday' }] })
    )
    expect(at(months, { gr: 1, gc: 0 })[0]?.r1).toBe('2023-11-01')
    expect(at(months, { gr: 0, gc: 1 }).map(({ c1 }) => c1)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    for (const group of ['year', 'quarter', 'week'] as const) {
      const cells = await read(parse({ rows: [{ column: 'jour', group }] }))
      const truth = await project.rows<Cell>(
        `SELECT date_trunc('${group}', jour)::DATE::VARCHAR AS k, count(*) AS n FROM raw.t GROUP BY 1 ORDER BY 1`
      )
      expect(at(cells, { gr: 1 }).map(({ r1, n }) => ({ k: r1, n }))).toEqual(truth)
    }
    const spec = parse({ rows: [{ column: 'montant', group: 'bins' }] })
    const { bins } = await planPivot(project, spec)
    expect(bins).toEqual([{ digit: 2, exponent: 0 }])
    const cells = at(await read(spec), { gr: 1 })
    expect(cells.map(({ r1, n }) => [r1, n])).toEqual(Array.from({ length: 10 }, (_, bin) => [`${bin}.0`, 20]))
  })

  test('shares are of the row, of the column, of all', async () => {
    const cells = await read(
      parse({
        rows: [{ column: 'ville' }],
        columns: [{ column: 'oui' }],
        measures: [
          { aggregate: 'share_row' },
          { aggregate: 'share_column', column: 'note' },
          { aggregate: 'share_total' }
        ]
      })
    )
    const sum = (wanted: Cell, measure: string): number =>
      at(cells, wanted).reduce((all, cell) => all + Number(cell[measure]), 0)
    expect(sum({ gr: 1, gc: 1, r1: 'v1' }, 'm1')).toBeCloseTo(1, 12)
    expect(sum({ gr: 1, gc: 1, c1: 'true' }, 'm2')).toBeCloseTo(1, 12)
    expect(sum({ gr: 1, gc: 1 }, 'm3')).toBeCloseTo(1, 12)
    expect(at(cells, { gr: 0, gc: 0 })[0]).toMatchObject({ m1: 1, m2: 1, m3: 1 })
  })

  test('beyond the limits the largest groups stand apart; others and subtotals are computed from their rows', async () => {
    const spec = parse({
      rows: [{ column: 'ville' }, { column: 'id' }],
      columns: [{ column: 'r1' }],
      measures: [{ aggregate: 'median', column: 'note' }],
      mostRows: 12,
      mostColumns: 2
    })
    const plan = await planPivot(project, spec)
    expect(plan.notes.map(({ fr }) => fr)).toEqual([
      expect.stringContaining('12'),
      expect.stringContaining('2 groupes')
    ])
    const cells = await read(spec)
    for (const level of [0, 2])
      expect(at(cells, { gr: level, gc: 0 }).reduce((sum, { n }) => sum + Number(n), 0)).toBe(200)
    for (const { r1, n, m1 } of at(cells, { gr: 1, gc: 0 })) {
      const [truth] = await project.rows<Cell>(
        `SELECT count(*) AS n, median(note) AS m FROM raw.t WHERE ville IS NOT DISTINCT FROM ${r1 === null ? 'NULL' : `'${String(r1)}'`}`
      )
      expect([n, m1]).toEqual([truth?.n, truth?.m])
    }
    expect(at(cells, { gr: 2, gc: 0, ro: 0 })).toHaveLength(12)
    expect(at(cells, { gr: 0, gc: 1 }).map(({ co }) => co)).toEqual([0, 0, 1])
    await expectEvidence(spec, cells)
  })

  test('its filter narrows all of it, and is told', async () => {
    const filter = { all: [{ column: 'ville', op: '=' as const, values: ['v1'] }] }
    const spec = parse({ rows: [{ column: 'r1' }], filter })
    const plan = await planPivot(project, spec)
    expect(plan.filter.fr).toContain('v1')
    expect(at(await read(spec), { gr: 0 })[0]?.n).toBe(plan.n)
    expect((await pivotEvidence(project, spec, { rows: [], columns: [], measure: 0 })).applied).toEqual(filter)
  })

  test('warns where its filter chooses rows by what it measures', async () => {
    const notes = async (column: string, op: 'present' | '>=') => {
      const filter = { all: [{ column, op, values: op === '>=' ? [5] : [] }] }
      const measures = [{ aggregate: 'mean' as const, column: 'note' }]
      return (await planPivot(project, parse({ rows: [{ column: 'r1' }], measures, filter }))).notes
    }
    expect((await notes('note', '>=')).map(({ en }) => en)).toEqual([expect.stringContaining('chooses rows by “note”')])
    // A condition that only leaves out the code 99 distorts nothing: it is no advice to take it away.
    expect((await notes('note', '>=')).map(({ en }) => en)).toEqual([expect.not.stringContaining('remove')])
    expect([...(await notes('note', 'present')), ...(await notes('montant', '>='))]).toEqual([])
  })

  test('refuses what a column cannot give, by its name', async () => {
    const refused = (spec: PivotSpec) =>
      expect(planPivot(project, spec)).rejects.toMatchObject({
        data: { message: { fr: expect.stringContaining('«') as string } }
      })
    await refused(parse({ rows: [{ column: 'ville', group: 'month' }] }))
    await refused(parse({ rows: [{ column: 'ville', group: 'bins' }] }))
    await refused(parse({ rows: [{ column: 'parti' }] }))
    await refused(parse({ rows: [{ column: 'ville' }], measures: [{ aggregate: 'sum', column: 'id' }] }))
  })

  test('a share and a mean are pinned with their interval', async () => {
    const spec = parse({
      rows: [{ column: 'ville' }],
      measures: [{ aggregate: 'share_total' }, { aggregate: 'mean', column: 'note' }]
    })
    const rows: PivotKey[] = [{ value: 'v1' }]
    const share = await pivotEvidence(project, spec, { rows, columns: [], measure: 0 })
    const one = await pinFinding(project, {
      title: 'Part',
      kind: 'measure',
      unit: 'share',
      interval: 'proportion',
      evidence: share
    })
    expect(one.figure).toMatchObject({ n: 200, value: (share.n ?? 0) / 200, low: expect.any(Number) as number })
    const mean = await pivotEvidence(project, spec, { rows, columns: [], measure: 1 })
    const two = await pinFinding(project, { title: 'Moyenne', kind: 'measure', interval: 'mean', evidence: mean })
    expect(two.figure.low).toBeLessThan(two.figure.value ?? NaN)
    expect(mean.definition.fr).toContain('« ville » = v1')
  })

  test('the sheet is the table on the screen', async () => {
    const spec = parse({
      rows: [{ column: 'ville' }],
      columns: [{ column: 'oui' }],
      measures: [{ aggregate: 'count' }, { aggregate: 'sum', column: 'note' }]
    })
    const sql = await pivotSheet(project, {
      spec,
      rows: [[{ value: 'v2' }], [{ value: null }], []],
      columns: [[{ value: 'true' }], []],
      names: ['ville', 'oui : n', 'oui : somme', 'total', 'Total'],
      labels: [['v2'], ['(manquant)'], ['Total']]
    })
    expect(await gateSelect(project, sql)).toBe(sql)
    const shape = await shapeOf(project, { kind: 'query', sql })
    expect(shape.columns.map(({ name }) => name)).toEqual(['ville', 'oui : n', 'oui : somme', 'total', 'Total (2)'])
    const rows = await project.rows<Cell>(sql)
    const [truth] = await project.rows<Cell>(
      `SELECT count(*) FILTER (WHERE oui) AS a, count(*) AS n, sum(note) AS s FROM raw.t`
    )
    expect(rows.map((row) => row.ville)).toEqual(['v2', '(manquant)', 'Total'])
    expect([rows[2]?.['oui : n'], rows[2]?.total, rows[2]?.['Total (2)']]).toEqual([truth?.a, truth?.n, truth?.s])
  })

  test('a sheet of hundreds of columns is planned as quickly as one of few, whatever they are called', async () => {
    const spec = parse({
      rows: [{ column: 'ville' }],
      columns: [{ column: 'id' }],
      measures: [{ aggregate: 'sum', column: 'note' }, { aggregate: 'max', column: 'note' }] // prettier-ignore
    })
    const cells = await read(spec)
    const columns = [...new Set(at(cells, { gr: 0, gc: 1, co: 0 }).map(({ c1 }) => c1))].map((value) => [{ value: String(value) }]) // prettier-ignore
    const many = Array.from({ length: 300 }, (_, place) => columns[place % columns.length] ?? [])
    const names = ['place', ...many.flatMap((_, place) => [`m${place + 1}`, `l${place + 1}`])]
    const rows = [[{ value: 'v2' }], []]
    const sql = await pivotSheet(project, { spec, rows, columns: many, names, labels: [['zz'], ['Total']] })
    const begun = performance.now()
    const found = await project.rows<Cell>(sql)
    expect(performance.now() - begun).toBeLessThan(1500)
    expect(found.map(({ place }) => place)).toEqual(['zz', 'Total'])
    for (const place of [0, 7, 299]) {
      const [cell] = at(cells, { gr: 0, gc: 1, co: 0, c1: many[place]?.[0]?.value ?? null })
      expect([found[1]?.[`m${place + 1}`], found[1]?.[`l${place + 1}`]]).toEqual([cell?.m1, cell?.m2])
    }
  })
})

/** Each cell opens as many rows as it counts, and its own query gives its figure. */
async function expectEvidence(spec: PivotSpec, cells: readonly Cell[], most = 40): Promise<void> {
  const step = Math.max(1, Math.floor(cells.length / most))
  for (const cell of cells.filter((_, place) => place % step === 0)) {
    const evidence = await pivotEvidence(project, spec, {
      rows: path(cell, 'r', Number(cell.gr), Number(cell.ro)),
      columns: path(cell, 'c', Number(cell.gc), Number(cell.co)),
      measure: 0
    })
    expect(await gateSelect(project, evidence.sql)).toBe(evidence.sql)
    expect(evidence.n).toBe(cell.n)
    const [counted] = await project.rows<Cell>(`SELECT count(*) AS n FROM (${evidence.rowsSql})`)
    expect(counted?.n).toBe(cell.n)
    const [figure] = await project.rows<Cell>(evidence.sql)
    expectSame(figure?.value === undefined ? (figure?.n ?? null) : figure.value, cell.m1 ?? null)
  }
}

function path(cell: Cell, axis: 'r' | 'c', level: number, others: number): PivotKey[] {
  return Array.from({ length: others || level }, (_, place): PivotKey =>
    place + 1 === others ? { others: true } : { value: cell[`${axis}${place + 1}`] as string | null }
  )
}

function expectSame(one: Cell[string], other: Cell[string]): void {
  if (typeof one === 'number' && typeof other === 'number' && Number.isFinite(one))
    expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(one))) // prettier-ignore
  else expect(other).toEqual(one)
}

describe('equals plain SQL, for columns of every type and every aggregate', () => {
  const aggregates: PivotAggregate[] = ['count', 'min', 'max', 'distinct', 'missing', 'sum', 'mean', 'median']
  const plain: Record<string, string> = {
    count: 'count(*)',
    min: 'min(x)',
    max: 'max(x)',
    distinct: 'count(DISTINCT x)',
    missing: 'count(*) - count(x)',
    sum: 'sum(y)',
    mean: 'avg(y)',
    median: 'median(y)'
  }
  let made = 0

  const kinds = [
    ...scalars.map((kind) => ({ type: kind.type, kind: fc.constant(kind) })),
    { type: 'lists, structures and maps', kind: nested }
  ]
  test.each(kinds)('$type', async ({ kind }) => {
    const row = ({ values }: TypeCase) =>
      fc.tuple(
        fc.option(values, { freq: 4 }),
        fc.option(fc.integer({ min: 0, max: 2 })),
        fc.integer({ min: -50, max: 50 })
      )
    await fc.assert(
      fc.asyncProperty(
        kind.chain((one) => fc.array(row(one), { minLength: 1, maxLength: 12 })),
        fc.constantFrom(...aggregates),
        async (rows, aggregate) => {
          const name = `p${++made}`
          const list = rows.map(([x, k, y]) => `(${x ?? 'NULL'}, ${k ?? 'NULL'}, ${y})`)
          await project.database.run(`CREATE TABLE raw.${name} AS SELECT * FROM (VALUES ${list.join(', ')}) v(x, k, y)`)
          const column = ['sum', 'mean', 'median'].includes(aggregate) ? 'y' : 'x'
          const spec = PivotSpec.parse({
            table: { schema: 'raw', name },
            rows: [{ column: 'x' }],
            columns: [{ column: 'k' }],
            measures: [{ aggregate, ...(aggregate === 'count' ? {} : { column }) }]
          })
          const cells = await read(spec)
          const [total] = await project.rows<Cell>(`SELECT ${plain[aggregate]} AS m, count(*) AS n FROM raw.${name}`)
          expect(at(cells, { gr: 0, gc: 0 })[0]).toMatchObject({ n: total?.n })
          expectSame(total?.m ?? null, at(cells, { gr: 0, gc: 0 })[0]?.m1 ?? null)
          const columns = await project.rows<Cell>(
            `SELECT k::VARCHAR AS k, ${plain[aggregate]} AS m FROM raw.${name} GROUP BY k`
          )
          expect(at(cells, { gr: 0, gc: 1 })).toHaveLength(columns.length)
          for (const { k, m } of columns)
            expectSame(m ?? null, at(cells, { gr: 0, gc: 1, c1: k ?? null })[0]?.m1 ?? null)
          await expectEvidence(spec, cells, 4)
          await project.database.run(`DROP TABLE raw.${name}`)
        }
      ),
      { numRuns: 2 }
    )
  })
})
