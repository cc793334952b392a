import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MeasureRequest, MeasureResult, Segmentation } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident, text } from '../sql'
import { shapeOf } from '../tables'
import { measureSatisfaction } from './measure'
import { overview } from './overview'
import { segmentCandidates } from './segment-candidates'

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-test-'))
  project = await openProject(join(folder, 'essai.chantier'), { create: true, threads: 2 })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

type Cell = string | number | null

/** A raw table of the project, with the source that lists it; columns of text or whole numbers. */
async function load(
  name: string,
  columns: Record<string, 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN'>,
  rows: Cell[][]
): Promise<void> {
  const cells = (row: Cell[]) => `(${row.map((cell) => (cell === null ? 'NULL' : text(String(cell)))).join(', ')})`
  await project.database.run(`DROP TABLE IF EXISTS raw.${ident(name)}`)
  await project.database.run(
    `CREATE TABLE raw.${ident(name)} (${Object.entries(columns)
      .map(([column, type]) => `${ident(column)} ${type}`)
      .join(', ')})`
  )
  if (rows.length) await project.database.run(`INSERT INTO raw.${ident(name)} VALUES ${rows.map(cells).join(', ')}`)
  const report = {
    encoding: 'utf-8', undecodableBytes: 0, dialect: null, rowsRead: rows.length, rowsLoaded: rows.length,
    faultCount: 0, faults: [], columns: [], notes: [], seconds: 0
  } // prettier-ignore
  const source = {
    id: name, table: { schema: 'raw', name }, file: { name, size: 1, sha256: name },
    loadedAt: '2025-01-01', rows: rows.length, report
  } // prettier-ignore
  await project.change({ fr: 'x', en: 'x' }, (scope) => scope.put('source', name, source))
}

function request(
  table: string,
  score: string,
  segment: Partial<Segmentation> | null,
  more: Partial<MeasureRequest> = {}
): MeasureRequest {
  return {
    table: { schema: 'raw', name: table },
    score,
    measure: { kind: 'nps' },
    segment: segment && { column: 'segment', by: { kind: 'value' }, via: null, ...segment },
    ...more
  }
}

/** Runs the SQL of a figure as its evidence gives it. */
async function figureOf({ evidence }: { evidence: { sql: string } }) {
  const [row] = await project.rows<{ value: number | null; n: number }>(evidence.sql)
  return row
}
const rowsBehind = async ({ evidence }: { evidence: { rowsSql: string | null } }) =>
  (await shapeOf(project, { kind: 'query', sql: evidence.rowsSql ?? '' })).rows
const byLabel = (result: MeasureResult, label: string) => result.segments.find((segment) => segment.label.fr === label)
const repeat = (n: number, row: Cell[]): Cell[][] => Array.from({ length: n }, () => row)

describe('measure', () => {
  test('NPS, CSAT and mean of known answers, with all that is left out counted', async () => {
    await load('connu', { note: 'VARCHAR', segment: 'VARCHAR' }, [
      ...repeat(40, ['9', 'A']), ...repeat(10, ['7', 'A']), ...repeat(10, [' 3 ', 'A']),
      ...repeat(6, ['10', 'B']), ...repeat(6, ['0', 'B']),
      ...repeat(3, ['10', 'C']),
      [null, 'A'], ['  ', 'A'], ['99', 'A'], ['-1', 'B'], ['8,5', 'B'], ['nsp', 'B'], ['9', null], ['9', '']
    ]) // prettier-ignore
    const result = await measureSatisfaction(project, request('connu', 'note', {}))
    expect(result.overall).toMatchObject({ answers: 83, n: 77, missing: 2, unreadable: 1, offScale: 3 })
    expect(byLabel(result, 'A')).toMatchObject({ value: 50, n: 60, status: 'ok', missing: 2, offScale: 1 })
    expect(byLabel(result, 'A')?.parts.map(({ n }) => n)).toEqual([10, 10, 40])
    expect(byLabel(result, 'B')).toMatchObject({ value: 0, n: 12, status: 'small', unreadable: 1, offScale: 2 })
    expect(byLabel(result, 'C')).toMatchObject({
      value: null,
      low: null,
      n: 3,
      status: 'masked',
      parts: [],
      difference: null
    })
    expect(byLabel(result, 'C')?.evidence.rowsSql).toBeNull()
    expect(byLabel(result, '(non renseigné)')).toMatchObject({ n: 2, status: 'masked' })
    // Worst first, masked last.
    expect(result.segments.map(({ label }) => label.fr)).toEqual(['B', 'A', 'C', '(non renseigné)'])
    const csat = await measureSatisfaction(
      project,
      request('connu', 'note', {}, { measure: { kind: 'csat', low: 0, high: 10, threshold: 9 } })
    )
    expect(byLabel(csat, 'A')?.value).toBeCloseTo(40 / 60, 12)
    const mean = await measureSatisfaction(
      project,
      request('connu', 'note', {}, { measure: { kind: 'mean', low: 0, high: 10 } })
    )
    expect(byLabel(mean, 'A')?.value).toBeCloseTo((40 * 9 + 70 + 30) / 60, 12)
    // On a scale of decimals, 8,5 is a score.
    expect(byLabel(mean, 'B')?.n).toBe(13)
  })

  test('counts by segment sum to the total, and every figure is what its own SQL and rows give', async () => {
    const row = fc.tuple(
      fc.oneof(fc.integer({ min: -1, max: 11 }).map(String), fc.constantFrom(null, '', 'n/a', '7,5')),
      fc.oneof(
        fc.constantFrom('nord', 'sud', "l'est", '"', '; DROP', null),
        fc.string({ maxLength: 3 }).filter((s) => !s.includes('\0'))
      )
    )
    const measures: MeasureRequest['measure'][] = [
      { kind: 'nps' },
      { kind: 'csat', low: 0, high: 10, threshold: 8 },
      { kind: 'mean', low: 0, high: 10 }
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 80 }), fc.constantFrom(...measures), async (rows, measure) => {
        await load('hasard', { note: 'VARCHAR', segment: 'VARCHAR' }, rows)
        const result = await measureSatisfaction(project, request('hasard', 'note', {}, { measure }))
        for (const count of ['answers', 'n', 'missing', 'unreadable', 'offScale'] as const)
          expect(result.segments.reduce((sum, segment) => sum + segment[count], 0)).toBe(result.overall[count])
        for (const segment of [result.overall, ...result.segments]) {
          expect(segment.n + segment.missing + segment.unreadable + segment.offScale).toBe(segment.answers)
          const figure = await figureOf(segment)
          expect(figure?.n).toBe(segment.n)
          if (segment.value === null) continue
          expect(figure?.value).toBeCloseTo(segment.value, 9)
          expect(await rowsBehind(segment)).toBe(segment.n)
          expect(segment.low).toBeLessThanOrEqual(segment.value + 1e-9)
          expect(segment.high).toBeGreaterThanOrEqual(segment.value - 1e-9)
        }
      }),
      { numRuns: 25, seed: 5 }
    )
  }, 60_000)

  test('names the segments of a column of true and false yes and no', async () => {
    const rows = Array.from({ length: 80 }, (_, i): Cell[] => [1 + (i % 5), i % 2 ? 'true' : 'false'])
    await load('abonnes', { note: 'BIGINT', segment: 'BOOLEAN' }, rows)
    const { segments } = await measureSatisfaction(project, request('abonnes', 'note', {}))
    expect(segments.map(({ label }) => [label.fr, label.en]).sort()).toEqual([
      ['non', 'no'],
      ['oui', 'yes']
    ])
  })

  test('differences to the rest are corrected for their number and proved by their SQL', async () => {
    await load('ecarts', { note: 'BIGINT', segment: 'VARCHAR' }, [
      ...repeat(60, [10, 'A']), ...repeat(40, [5, 'A']), ...repeat(30, [10, 'B']), ...repeat(70, [5, 'B']),
      ...repeat(45, [10, 'C']), ...repeat(55, [5, 'C'])
    ]) // prettier-ignore
    const result = await measureSatisfaction(project, request('ecarts', 'note', {}))
    const [a, b] = [byLabel(result, 'A')?.difference, byLabel(result, 'B')?.difference]
    expect(a?.value).toBeCloseTo(20 - (-40 - 10) / 2, 9)
    expect(a?.low).toBeGreaterThan(0)
    expect(a?.adjusted).toBeGreaterThanOrEqual(a?.p ?? 1)
    expect(b?.adjusted).toBeLessThan(0.01)
    expect((await figureOf({ evidence: a?.evidence ?? result.overall.evidence }))?.value).toBeCloseTo(a?.value ?? 0, 9)
    const measure = { kind: 'csat', low: 0, high: 10, threshold: 9 } as const
    const csat = byLabel(
      await measureSatisfaction(project, request('ecarts', 'note', {}, { measure })),
      'A'
    )?.difference
    expect(csat?.value).toBeCloseTo(100 * (0.6 - 0.375), 9)
    expect((await figureOf({ evidence: csat?.evidence ?? result.overall.evidence }))?.value).toBeCloseTo(22.5, 9)
  })

  test('warns where the filter leaves answers out by their own score, and only there', async () => {
    const rows = Array.from({ length: 40 }, (_, i): Cell[] => [i % 10 ? i % 11 : 99, i % 2 ? 'a' : 'b'])
    await load('choisies', { note: 'BIGINT', ville: 'VARCHAR' }, rows)
    const warned = async (...all: { column: string; op: '>=' | '<=' | 'present'; values: (number | string)[] }[]) => {
      const { notes } = await measureSatisfaction(project, request('choisies', 'note', null, { filter: { all } }))
      return notes.filter(({ fr }) => fr.startsWith('Attention'))
    }
    const low = rows.filter(([note]) => Number(note) < 5).length
    const [warning, ...more] = await warned({ column: 'note', op: '>=', values: [5] })
    expect(warning?.fr).toContain('« note »')
    expect(warning?.fr).toContain(`${low}\u00a0lignes sur l’échelle`)
    expect(more).toEqual([])
    // What is off the scale is no answer.
    expect(await warned({ column: 'note', op: '<=', values: [10] })).toEqual([])
    expect(await warned({ column: 'note', op: 'present', values: [] }, { column: 'ville', op: '>=', values: ['b'] })).toEqual([]) // prettier-ignore
  })

  test('hostile names are data: tables, columns, values and filters', async () => {
    const evil = `a"b'c; DROP TABLE x --`
    await load(
      evil,
      {
        segment: 'VARCHAR',
        score: 'VARCHAR',
        present: 'VARCHAR',
        valid: 'VARCHAR',
        ['__proto__']: 'VARCHAR',
        [evil]: 'BIGINT'
      },
      repeat(8, [`x'; --`, 'y', 'z', 'w', 'p', 9])
    )
    for (const column of ['segment', 'score', 'present', 'valid', '__proto__']) {
      const found = await measureSatisfaction(
        project,
        request(
          evil,
          evil,
          { column },
          {
            filter: {
              all: [
                { column: evil, op: '>=', values: [1] },
                { column: 'score', op: '=', values: ['y'] }
              ]
            }
          }
        )
      )
      expect(found.segments).toMatchObject([{ value: 100, n: 8 }])
      expect(await rowsBehind(found.segments[0] ?? found.overall)).toBe(8)
      expect((await figureOf(found.segments[0] ?? found.overall))?.value).toBe(100)
    }
    await expect(measureSatisfaction(project, request(evil, 'absente', null))).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
    await expect(measureSatisfaction(project, request(evil, evil, { column: 'absente' }))).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
  })

  test('an empty table has no figure, a wild scale is refused', async () => {
    await load('vide', { note: 'BIGINT', segment: 'VARCHAR' }, [])
    expect(await measureSatisfaction(project, request('vide', 'note', {}))).toMatchObject({
      overall: { n: 0, value: null, status: 'masked' },
      segments: []
    })
    const measure = { kind: 'csat', low: 5, high: 1, threshold: 3 } as const
    await expect(measureSatisfaction(project, request('vide', 'note', null, { measure }))).rejects.toMatchObject({
      data: { kind: 'input' }
    })
  })

  test('classes and periods have names and a natural order', async () => {
    const rows = Array.from({ length: 120 }, (_, i): Cell[] => [
      i % 11,
      i,
      `${String((i % 28) + 1).padStart(2, '0')}/${String((i % 12) + 1).padStart(2, '0')}/2025`
    ])
    await load('temps', { note: 'BIGINT', age: 'DOUBLE', 'le jour': 'VARCHAR' }, rows)
    const months = await measureSatisfaction(
      project,
      request('temps', 'note', { column: 'le jour', by: { kind: 'period', unit: 'month' } })
    )
    const inOrder = [...months.segments].sort((a, b) => a.position - b.position)
    expect(inOrder.map(({ label }) => label.fr).slice(0, 2)).toEqual(['janvier 2025', 'février 2025'])
    expect(inOrder).toHaveLength(12)
    const quarters = await measureSatisfaction(
      project,
      request('temps', 'note', { column: 'le jour', by: { kind: 'period', unit: 'quarter' } })
    )
    expect(quarters.segments.map(({ label }) => label.en).sort()).toEqual(['Q1 2025', 'Q2 2025', 'Q3 2025', 'Q4 2025'])
    const classes = await measureSatisfaction(
      project,
      request('temps', 'note', { column: 'age', by: { kind: 'classes', count: 4 } })
    )
    expect([...classes.segments].sort((a, b) => a.position - b.position).map(({ label, n }) => [label.fr, n])).toEqual([
      ['moins de 29', 29], ['de 29 à moins de 59', 30], ['de 59 à moins de 89', 30], ['89 et plus', 31]
    ]) // prettier-ignore
  })

  test('a segment of another table: no answer is counted twice, none is lost, contradictions stay unknown', async () => {
    await load('réponses', { note: 'BIGINT', client: 'VARCHAR' }, [
      ...repeat(10, [9, 'CL1']), ...repeat(10, [3, 'CL2']), ...repeat(6, [9, 'CL3']), ...repeat(5, [8, 'inconnu'])
    ]) // prettier-ignore
    await load('clients', { id_client: 'VARCHAR', region: 'VARCHAR' }, [
      ['CL1', 'Nord'], ['CL1', 'Nord'], ['CL2', 'Sud'], ['CL3', 'Nord'], ['CL3', 'Sud'], ['CL9', 'Sud']
    ]) // prettier-ignore
    const via = { table: { schema: 'raw', name: 'clients' } as const, key: 'id_client', foreignKey: 'client' }
    const result = await measureSatisfaction(project, request('réponses', 'note', { column: 'region', via }))
    expect(result.overall.answers).toBe(31)
    expect(result.segments.map(({ label, n, value }) => [label.fr, n, value])).toEqual([
      ['Sud', 10, -100], ['(non renseigné)', 11, (100 * 6) / 11], ['Nord', 10, 100]
    ]) // prettier-ignore
    expect(result.notes.map(({ fr }) => fr).join(' ')).toContain('5\u00a0lignes sans correspondance')
    expect(await rowsBehind(byLabel(result, 'Nord') ?? result.overall)).toBe(10)
    expect(byLabel(result, 'Nord')?.evidence.definition.fr).toContain('«\u00a0client\u00a0» = «\u00a0id_client\u00a0»')
  })
})

describe('what can be measured', () => {
  test('scales are recognised by values, not by names; counts and identifiers are not scores', async () => {
    const rows = Array.from({ length: 200 }, (_, i): Cell[] => [
      `R${i}`, i % 50 === 0 ? 99 : (i * 7) % 11, i % 40 === 0 ? '' : String(((i * 3) % 5) + 1), (i * 5) % 7 + 1, i, i % 3 ? 'web' : 'agence', 20 + (i % 60), `C${i % 30}`
    ]) // prettier-ignore
    await load(
      'q',
      {
        id: 'VARCHAR',
        q1: 'BIGINT',
        q2: 'VARCHAR',
        q3: 'BIGINT',
        suite: 'BIGINT',
        canal: 'VARCHAR',
        x: 'DOUBLE',
        client: 'VARCHAR'
      },
      rows
    )
    await load(
      'qc',
      { client: 'VARCHAR', ville: 'VARCHAR', nom: 'VARCHAR' },
      Array.from({ length: 30 }, (_, i): Cell[] => [`C${i}`, i % 2 ? 'Lyon' : 'Lille', `n${i}`])
    )
    const found = (await overview(project)).find(({ table }) => table.name === 'q')
    const scales = Object.fromEntries(
      (found?.scores ?? []).map(({ column, measure, share }) => [column, [measure.kind, share]])
    )
    expect(scales).toEqual({ q1: ['nps', 0.98], q2: ['csat', 0.975], q3: ['csat', 1] })
    const segments = await segmentCandidates(project, { schema: 'raw', name: 'q' })
    const names = segments.map(
      ({ segment }) => `${segment.via ? `${segment.via.table.name}.` : ''}${segment.column}:${segment.by.kind}`
    )
    expect(names).toContain('canal:value')
    expect(names).toContain('x:classes')
    expect(names).toContain('qc.ville:value')
    expect(names.filter((name) => /^(id|suite):/.test(name))).toEqual([])
    expect(segments.find(({ segment }) => segment.column === 'ville')?.matched).toBe(1)
  })

  test('the scores of a table of many columns are all found, in seconds', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `q${i}`)
    const rows = Array.from({ length: 30 }, (_, row) => names.map((_, i): Cell => (row * (i + 1)) % 11))
    await load('large', Object.fromEntries(names.map((name) => [name, 'BIGINT' as const])), rows)
    const found = (await overview(project)).find(({ table }) => table.name === 'large')
    // Every eleventh column holds zeros only.
    expect(new Set(found?.scores.map(({ column }) => column))).toEqual(new Set(names.filter((_, i) => (i + 1) % 11)))
  })
})
