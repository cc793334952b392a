import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  Binary,
  Bool,
  CompressionType,
  Data,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  List,
  Null,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  Utf8,
  Uint64,
  makeData,
  vectorFromArray,
  type Vector
} from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { head, readRecords, refusalOf } from '../testing/read-table'
import { arrowReader } from './index'
import { knowPackers, tellSizes } from './testing/packers'

const directory = mkdtempSync(join(tmpdir(), 'arrow-'))
beforeAll(knowPackers)
afterAll(() => rmSync(directory, { recursive: true, force: true }))
let files = 0

/** The writer cannot write two columns of one name, nor sizes of packed parts: they come here. */
function corrected(bytes: Uint8Array): Uint8Array {
  return Buffer.from(tellSizes(bytes).toString('latin1').replaceAll('cax', 'cat'), 'latin1')
}

function saved(bytes: Uint8Array): string {
  const file = join(directory, `foreign-${files++}`)
  writeFileSync(file, bytes)
  return file
}

function tableOf(columns: [name: string, values: Vector][]): Table {
  const schema = new Schema(columns.map(([name, { type }]) => new Field(name, type, true)))
  const children = columns.map(([, values]) => values.data[0]!)
  return new Table(new RecordBatch(schema, makeData({ type: new Struct(schema.fields), children })))
}

type Packing = CompressionType | null
const asFile = (table: Table, compressionType: Packing = null): string =>
  saved(corrected(RecordBatchFileWriter.writeAll(table, { compressionType }).toUint8Array(true)))
const asStream = (table: Table, compressionType: Packing = null): string =>
  saved(corrected(RecordBatchStreamWriter.writeAll(table, { compressionType }).toUint8Array(true)))

/** 12.34 as the unscaled integer of a decimal of 128 bits. */
const DECIMALS = new Data(new Decimal(2, 20, 128), 0, 1, 0, { 1: new Uint32Array([1234, 0, 0, 0]) })
const EXAMPLE = (): Table =>
  tableOf([
    ['__proto__', vectorFromArray([9007199254740993n, null], new Int64())],
    ['u', vectorFromArray([2n ** 64n - 1n, 0n], new Uint64())],
    ['', vectorFromArray(['é€😀', null], new Utf8())],
    ['d', vectorFromArray([0.1, -0], new Float64())],
    ['f', vectorFromArray([1.1, NaN], new Float32())],
    ['b', vectorFromArray([true, null], new Bool())],
    ['jour', vectorFromArray([new Date('2024-02-29'), null], new DateDay())],
    ['ts', vectorFromArray([1704103200500, null], new TimestampMicrosecond())],
    ['tz', vectorFromArray([1704103200500, null], new TimestampMicrosecond('Europe/Paris'))],
    ['cat', vectorFromArray(['un', 'deux'], new Dictionary(new Utf8(), new Int32()))],
    ['oct', vectorFromArray([Uint8Array.of(0, 255), null], new Binary())],
    ['cax', vectorFromArray([[1n, null], null], new List(new Field('item', new Int64(), true)))],
    ['st', vectorFromArray([{ a: 1, b: 'x"y' }, null], new Struct([new Field('a', new Int32(), true), new Field('b', new Utf8(), true)]))],
    ['vide', vectorFromArray([null, null], new Null())]
  ]) // prettier-ignore
const RECORDS = [
  ['9007199254740993', '18446744073709551615', 'é€😀', '0.1', '1.1', 'true', '2024-02-29', '2024-01-01 10:00:00.5',
    '2024-01-01 10:00:00.5+00', 'un', '00FF', '[1,null]', '{"a":1,"b":"x\\"y"}', null],
  [null, '0', null, '-0.0', 'nan', null, null, null, null, 'deux', null, null, null, null]
] // prettier-ignore
const TYPES = [
  'BIGINT', 'UBIGINT', 'VARCHAR', 'DOUBLE', 'FLOAT', 'BOOLEAN', 'DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR',
  'BLOB', 'BIGINT[]', 'STRUCT("a" INTEGER, "b" VARCHAR)', 'VARCHAR'
] // prettier-ignore

describe('an Arrow file', () => {
  const WAYS: [string, () => string][] = [
    ['file', () => asFile(EXAMPLE())],
    ['stream', () => asStream(EXAMPLE())]
  ]
  it.each(WAYS)('written as a %s gives its values as DuckDB would write them', async (_way, write) => {
    const file = write()
    const [part] = await arrowReader.parts(file)
    expect(part).toEqual({ path: [], name: '', rows: 2, columns: 14, hidden: false, note: null })
    const { table, records } = await readRecords(arrowReader, file)
    expect(table.header).toEqual(['__proto__', 'u', '', 'd', 'f', 'b', 'jour', 'ts', 'tz', 'cat', 'oct', 'cat', 'st', 'vide']) // prettier-ignore
    expect(records).toEqual(RECORDS)
    expect(table.types?.()).toEqual(TYPES)
    expect(table.notes().map(({ en }) => en)).toEqual([
      'Raw bytes, kept (in hexadecimal where shown as text): oct.',
      'Instants given in UTC (zone of the file: Europe/Paris): tz.'
    ])
  })

  it.each([
    ['LZ4', CompressionType.LZ4_FRAME],
    ['Zstandard', CompressionType.ZSTD]
  ])('packed with %s is unpacked', async (_name, packing) => {
    const texts = Array.from({ length: 500 }, (_, index) => (index % 3 ? `${'a'.repeat(index)}é` : null))
    const table = tableOf([
      ['t', vectorFromArray(texts, new Utf8())],
      ['c', vectorFromArray(texts, new Dictionary(new Utf8(), new Int32()))]
    ])
    for (const write of [asFile, asStream]) {
      expect(readFileSync(write(table, packing)).length).toBeLessThan(readFileSync(write(table)).length / 4)
      expect((await readRecords(arrowReader, write(table, packing))).records).toEqual(texts.map((text) => [text, text]))
    }
  })

  it('gives decimals exactly', async () => {
    const { records } = await readRecords(
      arrowReader,
      asFile(
        tableOf([
          ['prix', vectorFromArray([0], new Int32())],
          ['p', new Table({ p: DECIMALS } as never).getChildAt(0) as Vector]
        ])
      )
    )
    expect(records).toEqual([['0', '12.34']])
  })

  it('comes batch by batch, with its progress', async () => {
    const batches = [3000, 10, 1].map((length) =>
      tableOf([['n', vectorFromArray(Int32Array.from({ length }, (_, i) => i))]])
    )
    const file = asStream(batches[0]!.concat(...batches.slice(1)))
    const done: number[] = []
    const table = await arrowReader.open(file, [], {}, { onProgress: (bytes, total) => done.push(bytes / total) })
    if ('sql' in table) throw new Error('records were expected')
    const sizes: number[] = []
    for await (const batch of table.records()) sizes.push(batch.length)
    await table.close()
    expect(sizes).toEqual([2000, 1000, 10, 1])
    expect(done.at(-1)).toBe(1)
    expect((await arrowReader.parts(file))[0]?.rows).toBe(3011)
  })

  it('comes in small batches where its texts are long', async () => {
    const texts = Array.from({ length: 10 }, (_, i) => String(i).repeat(1_500_000))
    const table = await arrowReader.open(asStream(tableOf([['t', vectorFromArray(texts, new Utf8())]])), [], {})
    if ('sql' in table) throw new Error('records were expected')
    const sizes: number[] = []
    for await (const batch of table.records()) sizes.push(batch.length)
    await table.close()
    expect(sizes).toEqual([3, 3, 3, 1])
  })

  it('without rows is an empty table', async () => {
    const empty = new Table(new Schema([new Field('a', new Int32(), true)]))
    for (const file of [asFile(empty), asStream(empty)]) {
      expect((await readRecords(arrowReader, file)).records).toEqual([])
    }
  })

  it('that is a stream cut between batches, or followed by other bytes, says so', async () => {
    const bytes = corrected(RecordBatchStreamWriter.writeAll(EXAMPLE()).toUint8Array(true))
    const cut = await readRecords(arrowReader, saved(bytes.subarray(0, -8)))
    expect(cut.records).toEqual(RECORDS)
    expect(cut.table.notes().at(-1)?.en).toContain('no end mark')
    const followed = await readRecords(arrowReader, saved(Buffer.concat([bytes, bytes])))
    expect(followed.table.notes().at(-1)?.en).toContain('Other bytes follow')
  })

  it('of the first version of Feather is refused, with advice', async () => {
    const { kind, hint } = await refusalOf(() => arrowReader.parts(saved(Buffer.from('FEA1 ... FEA1')), {}))
    expect(kind).toBe('refused')
    expect(hint?.en).toContain('version 2')
  })

  it('cut short is refused by its name', async () => {
    for (const file of [asFile(EXAMPLE()), asStream(EXAMPLE())]) {
      for (const share of [0, 0.1, 0.4, 0.8, 0.95]) {
        const { kind, place } = await refusalOf(async () => readRecords(arrowReader, saved(await head(file, share))))
        expect({ kind, place }).toEqual({ kind: 'corrupt', place: { file: 'donnees' } })
      }
    }
  })
})

describe('a hostile Arrow file', () => {
  const stream = (): Buffer => Buffer.from(RecordBatchStreamWriter.writeAll(EXAMPLE()).toUint8Array(true))

  it('with absurd lengths anywhere in its heads ends at once, in an error or in rows', async () => {
    const whole = stream()
    const heads = whole.indexOf(Buffer.from([0xff, 0xff, 0xff, 0xff]), 8) + 600
    let refused = 0
    for (let at = 0; at + 4 <= heads; at += 4) {
      for (const value of [0x7fffffff, 0xffffffff, 0x00ffffff]) {
        const bytes = Buffer.from(whole)
        bytes.writeUInt32LE(value, at)
        const file = saved(bytes)
        try {
          await readRecords(arrowReader, file)
        } catch (error) {
          refused++
          await expect(refusalOf(() => Promise.reject(error as Error))).resolves.toBeDefined()
        }
        rmSync(file)
      }
    }
    expect(refused).toBeGreaterThan(100)
  }, 60_000)

  it('whose offsets leave its bytes is refused', async () => {
    const bytes = Buffer.from(
      RecordBatchStreamWriter.writeAll(tableOf([['t', vectorFromArray(['abc', 'def'], new Utf8())]])).toUint8Array(true)
    )
    const offsets = bytes.indexOf(Buffer.from(Int32Array.of(0, 3, 6).buffer))
    bytes.writeInt32LE(1_000_000, offsets + 8)
    expect((await refusalOf(() => readRecords(arrowReader, saved(bytes)))).message.en).toContain(
      'column beyond its bytes'
    )
  })

  it('whose rows claim the same bytes, by offsets that go back under a missing value, is refused', async () => {
    const texts = vectorFromArray(['abc', null, 'def'], new Utf8())
    const bytes = Buffer.from(RecordBatchStreamWriter.writeAll(tableOf([['t', texts]])).toUint8Array(true))
    const offsets = bytes.indexOf(Buffer.from(Int32Array.of(0, 3, 3, 6).buffer))
    bytes.writeInt32LE(6, offsets + 4)
    bytes.writeInt32LE(0, offsets + 8)
    expect((await refusalOf(() => readRecords(arrowReader, saved(bytes)))).kind).toBe('corrupt')
  })

  it('that claims rows beyond its bytes is refused', async () => {
    const nulls = tableOf([['rien', vectorFromArray(Array<null>(77).fill(null), new Null())]])
    const bytes = Buffer.from(RecordBatchStreamWriter.writeAll(nulls).toUint8Array(true))
    const rows = Buffer.from(BigInt64Array.of(77n).buffer)
    for (let at = bytes.indexOf(rows); at >= 0; at = bytes.indexOf(rows, at)) bytes.writeBigInt64LE(2n ** 31n - 1n, at)
    expect((await refusalOf(() => arrowReader.parts(saved(bytes)))).message.en).toMatch(
      /claims 2147483647 rows in \d+ bytes/
    )
  })

  it('that would unpack to more than 2 GB is refused before it is', async () => {
    const bytes = Buffer.from(
      RecordBatchStreamWriter.writeAll(tableOf([['n', vectorFromArray(new Int32Array(500).fill(7, 499))]]), {
        compressionType: CompressionType.LZ4_FRAME
      }).toUint8Array(true)
    )
    const frame = bytes.indexOf(Buffer.of(0x04, 0x22, 0x4d, 0x18))
    bytes.writeBigInt64LE(2n ** 40n, frame - 8)
    expect((await refusalOf(() => readRecords(arrowReader, saved(bytes)))).kind).toBe('limit')
  })
})
