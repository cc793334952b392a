import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ColumnInfo, StepSpec } from '../../../contract'
import { createEngine, type Engine } from '../../index'
import { ensureKey } from '../pseudonym-key'
import { kindOf } from '.'
import type { Others } from './kind'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-steps-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

type Cell = string | number | null
interface Row {
  t: string | null
  g: string | null
  n: number | null
}
const columns: ColumnInfo[] = [
  { name: 't', type: 'VARCHAR' },
  { name: 'g', type: 'VARCHAR' },
  { name: 'n', type: 'DOUBLE' }
]

const words = fc.constantFrom(
  'a',
  'B',
  ' a',
  'a ',
  'é',
  'Ab;c',
  'a;;b',
  'A; B ;\u00a0c',
  ';',
  '',
  'a  b',
  ' x ',
  'a.b',
  "l'an",
  '\\1'
)
const rowsOf = fc.array(
  fc.record<Row>({
    t: fc.option(words),
    g: fc.option(fc.constantFrom('x', 'y', 'X')),
    n: fc.option(fc.integer({ min: -3, max: 12 }))
  }),
  { maxLength: 14 }
)

const sqlText = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`)
const rowsSql = (rows: readonly Row[]): string =>
  rows.length
    ? `(SELECT t::VARCHAR AS t, g::VARCHAR AS g, n::DOUBLE AS n FROM (VALUES ${rows.map(({ t, g, n }) => `(${sqlText(t)}, ${sqlText(g)}, ${n ?? 'NULL'})`).join(', ')}) v(t, g, n))`
    : `(SELECT NULL::VARCHAR AS t, NULL::VARCHAR AS g, NULL::DOUBLE AS n WHERE false)`

async function made(spec: StepSpec, rows: readonly Row[], others: Others = new Map()): Promise<Cell[][]> {
  const sql = kindOf(spec).sql(spec, rowsSql(rows), columns, others)
  const { database } = engine.session.project
  const described = await database.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`)
  expect(described.map(({ column_name, column_type }) => ({ name: column_name, type: column_type }))).toEqual(
    kindOf(spec).after(spec, columns, others)
  )
  const found = await database.run(sql)
  return (await found.getRowsJson()) as Cell[][]
}

/** For any rows, the step makes what plain JavaScript makes. */
function same(title: string, spec: StepSpec, oracle: (rows: Row[]) => Cell[][]): void {
  test(title, async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        expect(await made(spec, rows)).toEqual(oracle(rows))
      }),
      { numRuns: 25 }
    )
  })
}
const plain = ({ t, g, n }: Row): Cell[] => [t, g, n]
const onText =
  (change: (value: string) => Cell) =>
  (rows: Row[]): Cell[][] =>
    rows.map(({ t, g, n }) => [t === null ? null : change(t), g, n])
const onNumber =
  (change: (value: number) => Cell) =>
  (rows: Row[]): Cell[][] =>
    rows.map(({ t, g, n }) => [t, g, n === null ? null : change(n)])

describe('steps on cells', () => {
  same(
    'trim: ends',
    { kind: 'trim', column: 't', spaces: 'ends', letters: 'keep' },
    onText((v) => v.trim())
  )
  same(
    'trim: all, upper',
    { kind: 'trim', column: 't', spaces: 'all', letters: 'upper' },
    onText((v) => v.trim().replace(/\s+/g, ' ').toUpperCase())
  )
  same(
    'trim: first letter',
    { kind: 'trim', column: 't', spaces: 'keep', letters: 'first' },
    onText((v) => v.slice(0, 1).toUpperCase() + v.slice(1).toLowerCase())
  )
  same(
    'replace: cell',
    { kind: 'replace', column: 't', how: 'cell', find: 'b', with: "l'é", ignoreCase: true },
    onText((v) => (v.toLowerCase() === 'b' ? "l'é" : v))
  )
  same(
    'replace: part, whatever the case, with signs that patterns know',
    { kind: 'replace', column: 't', how: 'part', find: 'A.', with: '\\1', ignoreCase: true },
    onText((v) => v.replace(/a\./gi, () => '\\1'))
  )
  same(
    'replace: part',
    { kind: 'replace', column: 't', how: 'part', find: ';', with: ' ; ', ignoreCase: false },
    onText((v) => v.replaceAll(';', ' ; '))
  )
  same(
    'replace: pattern with groups',
    { kind: 'replace', column: 't', how: 'pattern', find: '([a-z]);', with: '<\\1>', ignoreCase: false },
    onText((v) => v.replace(/([a-z]);/g, '<$1>'))
  )
  same(
    'recode: codes that are numbers make a number',
    { kind: 'recode', column: 't', map: [{ from: 'a', to: '1' }, { from: 'B', to: '-2' }, { from: 'é', to: null }], others: 'missing' }, // prettier-ignore
    onText((v) => ({ a: '1', B: '-2' })[v] ?? null)
  )
  same(
    'recode: a numeric scale keeps what is not named',
    { kind: 'recode', column: 'n', map: [{ from: '1', to: '5' }, { from: '5', to: '1' }, { from: '9', to: null }], others: 'keep' }, // prettier-ignore
    onNumber((v) => (v === 9 ? null : v === 1 ? 5 : v === 5 ? 1 : v))
  )
  same(
    'rescale: reversed, outside is missing',
    { kind: 'rescale', column: 'n', from: [1, 5], to: [5, 1] },
    onNumber((v) => (v >= 1 && v <= 5 ? 5 + ((v - 1) * -4) / 4 : null))
  )
  same(
    'merge on a column of numbers writes text',
    { kind: 'merge', column: 'n', variants: ['1.0', '2.0'], into: 'peu' },
    onNumber((v) => (v === 1 || v === 2 ? 'peu' : v.toFixed(1)))
  )
})

describe('steps that keep the rows', () => {
  const filled = (rows: Row[], fill: (rows: Row[], row: Row, at: number) => number | null): Cell[][] =>
    rows.map((row, at) => [row.t, row.g, row.n ?? fill(rows, row, at)])
  const numbers = (rows: Row[], g: string | null): number[] =>
    rows.flatMap((row) => (row.g === g && row.n !== null ? [row.n] : []))
  const fill = (how: 'value' | 'down' | 'up' | 'mean' | 'median' | 'mode', by: string[] = ['g']): StepSpec => ({
    kind: 'fill',
    column: 'n',
    how,
    value: how === 'value' ? 7 : null,
    by
  })
  same('fill: value', fill('value', []), (rows) => filled(rows, () => 7))
  same('fill: down', fill('down', []), (rows) =>
    filled(rows, (all, _, at) => all.slice(0, at).findLast(({ n }) => n !== null)?.n ?? null)
  )
  same('fill: up in groups', fill('up'), (rows) =>
    filled(rows, (all, { g }, at) => all.slice(at).find((row) => row.g === g && row.n !== null)?.n ?? null)
  )
  same('fill: mean of groups', fill('mean'), (rows) =>
    filled(rows, (all, { g }) => {
      const known = numbers(all, g)
      return known.length ? known.reduce((sum, n) => sum + n, 0) / known.length : null
    })
  )
  same('fill: median of groups', fill('median'), (rows) =>
    filled(rows, (all, { g }) => {
      const known = numbers(all, g).sort((a, b) => a - b)
      const half = known.length / 2
      return known.length ? ((known[Math.ceil(half) - 1] ?? 0) + (known[Math.floor(half)] ?? 0)) / 2 : null
    })
  )
  same('fill: most frequent, the first of equals', fill('mode', []), (rows) =>
    filled(rows, (all) => {
      const known = all.flatMap(({ n }) => (n === null ? [] : [n]))
      const times = (n: number): number => known.filter((other) => other === n).length
      return known.reduce<number | null>((best, n) => (best === null || times(n) > times(best) ? n : best), null)
    })
  )
  same('split: the last column keeps the rest', { kind: 'split', column: 't', by: ';', into: ['p', 'q'] }, (rows) =>
    rows.map((row) => {
      const [first = null, ...rest] = row.t === null ? [] : row.t.split(';')
      return [...plain(row), first, rest.length ? rest.join(';') : null]
    })
  )
  same(
    'split: without the spaces around the parts',
    { kind: 'split', column: 't', by: ';', into: ['p', 'q'], trim: true },
    (rows) =>
      rows.map((row) => {
        const [first = null, ...rest] = row.t === null ? [] : row.t.split(';')
        return [...plain(row), first?.trim() ?? null, rest.length ? rest.join(';').trim() : null]
      })
  )
  same(
    'bin: the last edge is within',
    { kind: 'bin', column: 'n', as: 'c', edges: [0, 5, 10], labels: ['peu', 'assez'] },
    (rows) =>
      rows.map((row) => [...plain(row), row.n === null || row.n < 0 || row.n > 10 ? null : row.n < 5 ? 'peu' : 'assez'])
  )
  same('bin: names of its own', { kind: 'bin', column: 'n', as: 'c', edges: [0, 5, 10], labels: null }, (rows) =>
    rows.map((row) => [
      ...plain(row),
      row.n === null || row.n < 0 || row.n > 10 ? null : row.n < 5 ? '[0 ; 5[' : '[5 ; 10]'
    ])
  )
  same(
    'derive: missing where the formula fails',
    { kind: 'derive', as: 'd', expression: 'n * 2 + CAST(t AS DOUBLE) -- fin', reads: ['n', 't'], type: 'DOUBLE' },
    (rows) => rows.map((row) => [...plain(row), null])
  )
  same('drop', { kind: 'drop', columns: ['g', 'n'] }, (rows) => rows.map(({ t }) => [t]))
})

describe('steps on whole rows', () => {
  same(
    'filter: conditions and a formula',
    {
      kind: 'filter',
      filter: { all: [{ column: 'n', op: '>=', values: [2] }] },
      expression: `g IS NOT NULL AND lower(g) = 'x'`
    },
    (rows) => rows.filter(({ n, g }) => n !== null && n >= 2 && g?.toLowerCase() === 'x').map(plain)
  )
  const survivors = (rows: Row[], better: (one: Row, other: Row) => boolean): Cell[][] => {
    const best = new Map<string, Row>()
    for (const row of rows) {
      const present = row.g === null ? undefined : best.get(row.g)
      if (row.g !== null && (!present || better(row, present))) best.set(row.g, row)
    }
    return rows.filter((row) => row.g === null || best.get(row.g) === row).map(plain)
  }
  const by = ['g']
  same('deduplicate: first', { kind: 'deduplicate', by }, (rows) => survivors(rows, () => false))
  same('deduplicate: last', { kind: 'deduplicate', by, keep: 'last' }, (rows) => survivors(rows, () => true))
  const full = (row: Row): number => plain(row).filter((cell) => cell !== null).length
  same('deduplicate: fullest', { kind: 'deduplicate', by, keep: 'fullest' }, (rows) =>
    survivors(rows, (one, other) => full(one) > full(other))
  )
  same('deduplicate: latest', { kind: 'deduplicate', by, keep: 'latest', latest: 'n' }, (rows) =>
    survivors(rows, (one, other) => (one.n ?? -Infinity) > (other.n ?? -Infinity))
  )
  same('unfold', { kind: 'unfold', column: 't', by: ';' }, (rows) =>
    rows.flatMap(({ t, g, n }) => (t === null ? [[null, g, n]] : t.split(';').map((part) => [part, g, n])))
  )
  same('unfold: without the spaces around the parts', { kind: 'unfold', column: 't', by: ';', trim: true }, (rows) =>
    rows.flatMap(({ t, g, n }) => (t === null ? [[null, g, n]] : t.split(';').map((part) => [part.trim(), g, n])))
  )
  same('unpivot: text where types differ', { kind: 'unpivot', columns: ['g', 'n'], name: 'k', value: 'v' }, (rows) =>
    rows.flatMap(({ t, g, n }) => [
      [t, 'g', g],
      [t, 'n', n === null ? null : n.toFixed(1)]
    ])
  )
  const groups = (rows: Row[]): [string | null, Row[]][] =>
    [...new Set(rows.map(({ t }) => t))].map((t) => [t, rows.filter((row) => row.t === t)])
  const pivot = (measure: 'count' | 'sum' | 'mean' | 'max' | 'first', value: string | null): StepSpec => ({
    kind: 'pivot',
    rows: ['t'],
    column: 'g',
    values: [
      { value: 'x', as: 'gx' },
      { value: 'y', as: 'gy' }
    ],
    measure,
    value
  })
  const spread = (rows: Row[], measure: (values: number[], rows: Row[]) => Cell): Cell[][] =>
    groups(rows).map(([t, own]) => [
      t,
      ...['x', 'y'].map((g) => {
        const some = own.filter((row) => row.g === g)
        return measure(
          some.flatMap(({ n }) => (n === null ? [] : [n])),
          some
        )
      })
    ])
  same('pivot: count', pivot('count', null), (rows) => spread(rows, (_, some) => String(some.length)))
  same('pivot: sum', pivot('sum', 'n'), (rows) =>
    spread(rows, (values) => (values.length ? values.reduce((sum, n) => sum + n, 0) : null))
  )
  same('pivot: greatest', pivot('max', 'n'), (rows) =>
    spread(rows, (values) => (values.length ? Math.max(...values) : null))
  )
  same('pivot: first', pivot('first', 'n'), (rows) => spread(rows, ([first = null]) => first))

  test('append pairs columns by name, and keeps both orders', async () => {
    const { database } = engine.session.project
    await database.run(`CREATE OR REPLACE TABLE clean."autre" AS SELECT range AS "N", 'z' || range AS "T", true AS oui FROM range(50000)`) // prettier-ignore
    const others: Others = new Map([
      ['autre', [{ name: 'N', type: 'BIGINT' }, { name: 'T', type: 'VARCHAR' }, { name: 'oui', type: 'BOOLEAN' }]] // prettier-ignore
    ])
    const rows = await made({ kind: 'append', with: 'autre' }, [{ t: 'a', g: 'x', n: 1 }], others)
    expect(rows.slice(0, 2)).toEqual([
      ['a', 'x', 1, null],
      ['z0', null, 0, true]
    ])
    expect(rows.slice(1).every(([t], at) => t === `z${at}`)).toBe(true)
  })
})

test('pseudonyms are HMAC-SHA256 under the key of the project, which no query shows', async () => {
  const { project } = engine.session
  await project.database.withConnection(ensureKey)
  await project.database.withConnection(ensureKey)
  const keys = await project.rows<{ inner: string; outer: string }>(
    `SELECT hex(inner_pad) AS inner, hex(outer_pad) AS outer FROM chantier.pseudonym_key`
  )
  expect(keys).toHaveLength(1)
  const key = Buffer.from(Buffer.from(keys[0]?.inner ?? '', 'hex').map((byte) => byte ^ 0x36))
  const long = 'é'.repeat(300)
  const rows = ['a', ' a', '', long, "l'an"].map((t) => ({ t, g: null, n: 1.5 }))
  expect(await made({ kind: 'pseudonymise', columns: ['t', 'n'] }, rows)).toEqual(
    rows.map(({ t }) => [hmac(key, t), null, hmac(key, '1.5')])
  )
  for (const query of ['FROM chantier.pseudonym_key', 'SELECT hex(inner_pad) FROM project."chantier"."PSEUDONYM_KEY"'])
    await expect(engine.client.tables.shape({ source: { kind: 'query', sql: query } })).rejects.toMatchObject({
      data: { kind: 'refused' }
    })
})

function hmac(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value, 'utf8').digest('hex').slice(0, 32)
}
