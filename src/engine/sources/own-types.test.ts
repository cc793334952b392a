import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as arrow from 'apache-arrow'
import fc from 'fast-check'
import initSqlJs from 'sql.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Source } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { writeSav } from '../import/spss/testing/write-sav'

let folder: string
let engine: Engine
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-own-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function loaded(bytes: Uint8Array): Promise<Source> {
  const name = `f${files++}`
  await writeFile(join(folder, name), bytes)
  const origin = { kind: 'path' as const, path: join(folder, name) }
  const { sources, failed } = await finish(await engine.client.sources.import({ files: [{ origin, name }] }))
  expect(failed).toEqual([])
  return sources[0] as Source
}
const typesOf = (source: Source): string[] => source.report.columns.map(({ type }) => type)
const notesOf = (source: Source): string[] => source.report.notes.map(({ en }) => en.replaceAll('\u00a0', ' '))
/** Rows of a raw table as `sql` shows their columns. */
async function rowsOf({ table }: Source, sql: string[]): Promise<(string | null)[][]> {
  const rows = await engine.session.project.rows<{ cells: (string | null)[] }>(
    `SELECT [${sql.map((one) => `(${one})::VARCHAR`).join(', ')}] AS cells FROM raw."${table.name}"`
  )
  return rows.map(({ cells }) => cells)
}

function arrowFile(columns: [arrow.DataType, ArrayLike<unknown>][]): Uint8Array {
  const vectors = columns.map(([type, values], place) => [`c${place}`, arrow.vectorFromArray(values as never[], type)])
  const fields = columns.map(([type], place) => new arrow.Field(`c${place}`, type, true))
  const schema = new arrow.Schema(fields)
  const children = vectors.map(([, vector]) => (vector as arrow.Vector).data[0] as arrow.Data)
  const data = arrow.makeData({ type: new arrow.Struct(fields), children })
  return arrow.tableToIPC(new arrow.Table(new arrow.RecordBatch(schema, data)), 'file')
}
/** A column straight from its words: the library's builders round moments to milliseconds. */
function raw(type: arrow.DataType, words: BigInt64Array | Int32Array): arrow.Data {
  return new arrow.Data(type, 0, words.length, 0, { 1: words } as never)
}
function rawFile(columns: [arrow.DataType, BigInt64Array | Int32Array][]): Uint8Array {
  const fields = columns.map(([type], place) => new arrow.Field(`c${place}`, type, true))
  const children = columns.map(([type, words]) => raw(type, words))
  const data = arrow.makeData({ type: new arrow.Struct(fields), children })
  return arrow.tableToIPC(new arrow.Table(new arrow.RecordBatch(new arrow.Schema(fields), data)), 'stream')
}

const exactly = (property: fc.IAsyncProperty<unknown>): Promise<void> => fc.assert(property, { numRuns: 4 })
const some = { minLength: 1, maxLength: 40 }
const doubles = fc.array(fc.option(fc.double()), some)
const bytes = (value: number): string => Buffer.from(Float64Array.of(value).buffer).toString('hex')

test('Arrow numbers keep their types and every bit', async () => {
  const numbers = fc.record({
    signed: fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 20, maxLength: 20 }),
    unsigned: fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 20, maxLength: 20 }),
    doubles: fc.array(fc.double(), { minLength: 20, maxLength: 20 }),
    floats: fc.array(fc.float(), { minLength: 20, maxLength: 20 }),
    small: fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 20, maxLength: 20 })
  })
  await exactly(
    fc.asyncProperty(numbers, async ({ signed, unsigned, doubles, floats, small }) => {
      const source = await loaded(
        arrowFile([
          [new arrow.Int64(), [...signed, null]],
          [new arrow.Uint64(), [...unsigned, null]],
          [new arrow.Float64(), [...doubles, NaN]],
          [new arrow.Float32(), [...floats, -Infinity]],
          [new arrow.Int8(), [...small, null]],
          [new arrow.Bool(), [...small.map((n) => n > 0), null]]
        ])
      )
      expect(typesOf(source)).toEqual(['BIGINT', 'UBIGINT', 'DOUBLE', 'FLOAT', 'TINYINT', 'BOOLEAN'])
      const rows = await engine.session.project.rows<{ d: number; f: number }>(
        `SELECT c2 AS d, c3::DOUBLE AS f FROM raw."${source.table.name}"`
      )
      expect(rows.map(({ d }) => (Number.isNaN(d) ? 'nan' : bytes(d)))).toEqual(
        [...doubles, NaN].map((d) => (Number.isNaN(d) ? 'nan' : bytes(d)))
      )
      expect(rows.map(({ f }) => f)).toEqual([...floats, -Infinity])
      expect(await rowsOf(source, ['c0', 'c1', 'c4', 'c5'])).toEqual(
        [...signed, null].map((n, i) =>
          [n, [...unsigned, null][i], [...small, null][i], small[i] === undefined ? null : small[i]! > 0].map((cell) =>
            cell === null || cell === undefined ? null : String(cell)
          )
        )
      )
    })
  )
})

test('Arrow days and moments keep their types and units', async () => {
  const far = 200_000n * 31_556_952n
  const seconds = fc.array(fc.bigInt({ min: -far, max: far }), { minLength: 20, maxLength: 20 })
  await exactly(
    fc.asyncProperty(seconds, async (moments) => {
      const words = (factor: bigint, most = 2n ** 63n - 2n): BigInt64Array =>
        BigInt64Array.from(moments.map((n) => (n * factor + (n % factor)) % most))
      const clocks = BigInt64Array.from(moments.map((n) => ((n * 7_919n + 1n) % 86_400_000_000_000n + 86_400_000_000_000n) % 86_400_000_000_000n)) // prettier-ignore
      const columns: [arrow.DataType, BigInt64Array | Int32Array][] = [
        [new arrow.TimestampSecond(), words(1n)],
        [new arrow.TimestampMillisecond(), words(1_000n)],
        [new arrow.TimestampMicrosecond(), words(1_000_000n)],
        [new arrow.TimestampNanosecond(), words(1_000_000_000n)],
        [new arrow.TimestampMicrosecond('Europe/Paris'), words(1_000_000n)],
        [new arrow.TimeNanosecond(), clocks],
        [new arrow.TimeMicrosecond(), clocks.map((n) => n / 1_000n)],
        [new arrow.DurationMicrosecond(), words(1_000_000n, 2n ** 60n)],
        [new arrow.DateDay(), Int32Array.from(moments.map((n) => Number(n / 86_400n)))]
      ]
      const source = await loaded(rawFile(columns))
      expect(typesOf(source)).toEqual(['TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE', 'TIME_NS', 'TIME', 'INTERVAL', 'DATE']) // prettier-ignore
      const units = ['epoch_us(c0::TIMESTAMP) // 1000000', 'epoch_ms(c1::TIMESTAMP)', 'epoch_us(c2)', 'epoch_ns(c3)', 'epoch_us(c4)', 'epoch_ns(c5)', 'epoch_us(c6)', 'epoch_us(c7)', "c8 - DATE '1970-01-01'"] // prettier-ignore
      expect(await rowsOf(source, units)).toEqual(
        moments.map((_, row) => columns.map(([, column]) => String(column[row])))
      )
    })
  )
})

test('Arrow decimals, bytes, categories, lists and structures keep their types', async () => {
  const unscaled = [10n ** 38n - 1n, -1n, 0n]
  const words = Uint32Array.from(
    unscaled.flatMap((n) => [0n, 32n, 64n, 96n].map((shift) => Number((BigInt.asUintN(128, n) >> shift) & 0xffffffffn)))
  )
  const texts = ['x, "y" {z}', '', 'null']
  const inside = new arrow.Struct([
    new arrow.Field('A b', new arrow.Int64(), true),
    new arrow.Field('n', new arrow.Float64(), true),
    new arrow.Field('t', new arrow.Utf8(), true)
  ])
  const columns: [arrow.DataType, unknown[]][] = [
    [new arrow.Binary(), [Uint8Array.of(0, 255, 39), Uint8Array.of(), null]],
    [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()), ['1e3', '007', '1e3']],
    [
      new arrow.List(new arrow.Field('item', inside, true)),
      [[{ 'A b': 9007199254740993n, n: NaN, t: texts[0] }, null], [], null]
    ],
    [new arrow.List(new arrow.Field('item', new arrow.Utf8(), true)), [texts, [null], null]],
    [new arrow.FixedSizeList(2, new arrow.Field('item', new arrow.Float64(), true)), [[-0, 1e300], [0.1, null], null]],
    [new arrow.Utf8(), ['\ufeff1', 'a\0b', '']],
    [
      new arrow.Map_(
        new arrow.Field('entries', new arrow.Struct([new arrow.Field('key', new arrow.Utf8()), new arrow.Field('value', new arrow.Int32(), true)] as never)) // prettier-ignore
      ),
      [new Map([['a', 1]]), null, null]
    ]
  ]
  const source = await loaded(arrowFile(columns))
  expect(typesOf(source)).toEqual([
    'BLOB', 'VARCHAR', 'STRUCT("A b" BIGINT, n DOUBLE, t VARCHAR)[]', 'VARCHAR[]', 'DOUBLE[]', 'VARCHAR', 'VARCHAR'
  ]) // prettier-ignore
  const shown = ['hex(c0)', 'c1', 'c2[1]."A b"', 'c2[1].n', 'c2[1].t', 'len(c2)', 'c3[1]', 'c3[3]', 'c4[1]', 'hex(c5)', 'c6'] // prettier-ignore
  expect(await rowsOf(source, shown)).toEqual([
    ['00FF27', '1e3', '9007199254740993', 'nan', texts[0], '2', texts[0], 'null', '-0.0', 'EFBBBF31', '{"a":1}'],
    ['', '007', null, null, null, '0', null, null, '0.1', '610062', null],
    [null, '1e3', null, null, null, null, null, null, null, '', null]
  ])
  expect(notesOf(source)).toEqual([
    'Raw bytes, kept (in hexadecimal where shown as text): c0.',
    'Lists and structures, as JSON: c6.',
    'Lists of a fixed length, now of any length: c4.'
  ])
  const decimal = new arrow.Data(new arrow.Decimal(4, 38, 128), 0, 3, 0, { 1: words } as never)
  const vector = new arrow.Vector([decimal])
  const decimals = await loaded(arrow.tableToIPC(new arrow.Table({ p: vector } as never), 'file'))
  expect(typesOf(decimals)).toEqual(['DECIMAL(38,4)'])
  expect(await rowsOf(decimals, ['p'])).toEqual([['9999999999999999999999999999999999.9999'], ['-0.0001'], ['0.0000']])
})

test('what an Arrow type of DuckDB would round or refuse stays text, and is told', async () => {
  const source = await loaded(
    rawFile([
      [new arrow.TimestampNanosecond('UTC'), BigInt64Array.of(1n, 1_704_103_200_123_456_789n)],
      [new arrow.DurationNanosecond(), BigInt64Array.of(1_500n, 2_000n)],
      [new arrow.TimestampSecond(), BigInt64Array.of(0n, 2n ** 62n)],
      [new arrow.DateMillisecond(), BigInt64Array.of(0n, 86_400_000n)],
      [new arrow.DateMillisecond(), BigInt64Array.of(0n, 86_400_001n)]
    ])
  )
  expect(typesOf(source).slice(3)).toEqual(['DATE', 'TIMESTAMP_MS'])
  const stored = await rowsOf(source, ['c0', 'c1', 'typeof(c2)', 'c3', 'c4'])
  expect(stored[1]?.slice(0, 2)).toEqual(['2024-01-01 10:00:00.123456789+00', '00:00:00.000002'])
  expect(stored.map((row) => row.slice(2))).toEqual([
    ['VARCHAR', '1970-01-01', '1970-01-01 00:00:00'],
    ['VARCHAR', '1970-01-02', '1970-01-02 00:00:00.001']
  ])
  expect(notesOf(source).filter((note) => note.includes('stays text'))).toHaveLength(3)
})

test('SQLite columns of one class keep it and every bit', async () => {
  const { Database } = await initSqlJs()
  const rows = fc.array(
    fc.record({
      i: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      r: fc.double({ noNaN: true }),
      t: fc.string({ unit: 'binary' }),
      b: fc.uint8Array({ maxLength: 9 })
    }),
    some
  )
  await exactly(
    fc.asyncProperty(rows, async (rows) => {
      const database = new Database()
      database.run('CREATE TABLE t (i, r REAL, t, b, vide TEXT, rien INT)')
      for (const { i, r, t, b } of rows) {
        const real = Number.isFinite(r) ? r : Math.sign(r) * Infinity
        database.run(`INSERT INTO t VALUES (${i < -(2n ** 63n) + 1n ? '-9223372036854775807 - 1' : i}, ?, CAST(? AS TEXT), ?, NULL, NULL)`, [real, Buffer.from(t), b]) // prettier-ignore
      }
      const file = database.export()
      database.close()
      const source = await loaded(file)
      expect(source.report.notes).toEqual([])
      const types = await engine.session.project.rows<{ type: string }>(
        `SELECT column_type AS type FROM (DESCRIBE raw."${source.table.name}")`
      )
      expect(types.map(({ type }) => type)).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'BLOB', 'VARCHAR', 'BIGINT'])
      const reals = await engine.session.project.rows<{ r: number }>(`SELECT r FROM raw."${source.table.name}"`)
      // SQLite keeps no sign of a zero.
      expect(reals.map(({ r }) => bytes(r + 0))).toEqual(rows.map(({ r }) => bytes(r + 0)))
      expect(await rowsOf(source, ['i', 'hex(t)', 'hex(b)', 'vide'])).toEqual(
        rows.map(({ i, t, b }) => [String(i), ...[t, b].map((value) => Buffer.from(value as never).toString('hex').toUpperCase()), null]) // prettier-ignore
      )
    })
  )
})

test('SQLite columns of several classes are numbers where all fit, else text, with a remark', async () => {
  const { Database } = await initSqlJs()
  const database = new Database()
  database.run('CREATE TABLE t (prix NUMERIC, code, grand NUMERIC)')
  database.run("INSERT INTO t VALUES (1, 1, 9007199254740993), (1.5, 'x', 0.5), (NULL, X'00', NULL)")
  const file = database.export()
  database.close()
  const source = await loaded(file)
  expect(await rowsOf(source, ['typeof(prix)', 'prix', 'typeof(code)', 'code', 'typeof(grand)', 'grand'])).toEqual([
    ['DOUBLE', '1.0', 'VARCHAR', '1', 'VARCHAR', '9007199254740993'],
    ['DOUBLE', '1.5', 'VARCHAR', 'x', 'VARCHAR', '0.5'],
    ['DOUBLE', null, 'VARCHAR', '00', 'VARCHAR', null]
  ])
  expect(notesOf(source)).toEqual([
    '“prix” mixes 1 integer, 1 real: all read as real numbers, without loss.',
    '“code” mixes 1 integer, 1 text, 1 binary value: its values are taken as text (binary values in hexadecimal) and read like those of a text file.',
    '“grand” mixes 1 integer, 1 real: its values are taken as text and read like those of a text file.'
  ])
})

test('SPSS columns keep their numbers, days and spans; values declared missing are offered', async () => {
  const day = (iso: string): number => Date.parse(`${iso}Z`) / 1000 + 12_219_379_200
  await exactly(
    fc.asyncProperty(doubles, async (values) => {
      const kept = values.map((value) => (value === null || Number.isNaN(value) || Math.abs(value) === Infinity ? null : value)) // prettier-ignore
      const source = await loaded(
        writeSav({
          variables: [
            { name: 'NOTE', missing: { count: 2, values: [99, 7] }, labels: [[99, 'NSP']] },
            { name: 'X' },
            { name: 'JOUR', format: 20 },
            { name: 'DUREE', format: 21 },
            { name: 'CODE', width: 4 }
          ],
          rows: kept.map((x, i) => [i % 2 ? 99 : 3, x, day('2024-02-29T00:00') + i * 86_400, 5400.25, '007'])
        })
      )
      const columns = await rowsOf(source, ['typeof(NOTE)', 'typeof(JOUR)', 'typeof(DUREE)', 'typeof(CODE)', 'JOUR', 'DUREE', 'CODE']) // prettier-ignore
      expect(columns[0]).toEqual(['BIGINT', 'DATE', 'INTERVAL', 'VARCHAR', '2024-02-29', '01:30:00.25', '007'])
      const rows = await engine.session.project.rows<{ x: number | null }>(
        `SELECT X::DOUBLE AS x FROM raw."${source.table.name}"`
      )
      expect(rows.map(({ x }) => x && bytes(x))).toEqual(kept.map((x) => x && bytes(x)))
      const odd = Math.floor(kept.length / 2)
      if (odd) expect(source.report.columns[0]?.missing).toEqual([{ text: '99', rows: odd }])
    })
  )
})

test('a first look states the same types; a code made missing keeps the type of its column', async () => {
  const bytes = writeSav({
    variables: [{ name: 'NOTE', missing: { count: 1, values: [99] } }, { name: 'DUREE', format: 21 }],
    rows: [[1, 60], [99, 61], [2, 62]]
  }) // prettier-ignore
  await writeFile(join(folder, 'note.sav'), bytes)
  const file = { origin: { kind: 'path' as const, path: join(folder, 'note.sav') }, name: 'note.sav' }
  const look = await engine.client.sources.sniff({ ...file, recall: false })
  expect(look.columns.map(({ type, missing }) => [type, missing])).toEqual([['BIGINT', [{ text: '99', rows: 1 }]], ['INTERVAL', []]]) // prettier-ignore
  const choices = { columns: [{ name: 'NOTE', missing: ['99'] }] }
  const { sources } = await finish(await engine.client.sources.import({ files: [{ ...file, choices }] }))
  const [source] = sources
  const rows = await engine.session.project.rows(
    `SELECT typeof("NOTE") AS type, "NOTE"::VARCHAR AS note FROM clean."${source?.table.name}"`
  )
  expect(rows).toEqual([{ type: 'BIGINT', note: '1' }, { type: 'BIGINT', note: null }, { type: 'BIGINT', note: '2' }]) // prettier-ignore
  const table = { schema: 'clean' as const, name: source?.table.name ?? '' }
  const page = await engine.page({ source: { kind: 'table', table }, offset: 0, limit: 10 })
  expect(arrow.tableFromIPC(page).numRows).toBe(3)
})
