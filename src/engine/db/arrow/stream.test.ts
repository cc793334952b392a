import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { tableFromIPC, type Table, type Vector } from 'apache-arrow'
import { beforeAll, expect, test } from 'vitest'
import { arrowSchema, arrowStream, type ArrowStreamOptions } from '.'
import { limits } from './piece'

let connection: DuckDBConnection

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
})

test('200,000 rows cross in batches of about 65,536, with nulls at every border of batch, chunk and byte', async () => {
  const table = await read(`
    SELECT CASE WHEN i % 2048 IN (0, 1, 7, 8, 2047) OR i % 65536 IN (0, 65535) THEN NULL ELSE i END AS n,
           CASE WHEN i % 2048 IN (0, 2047) THEN NULL WHEN i % 3 = 0 THEN 'court' ELSE 'un texte plus long que douze octets, ligne ' || i END AS t,
           CASE WHEN i % 2048 IN (0, 2047) THEN NULL ELSE [i, NULL, i + 1] END AS l,
           i % 2 = 0 AS b
    FROM range(200000) r(i)`)
  expect(table.numRows).toBe(200_000)
  expect(table.batches.map(({ numRows }) => numRows)).toEqual([65_536, 65_536, 65_536, 3392])
  const [numbers, texts, lists, flags] = [0, 1, 2, 3].map((column) => table.getChildAt(column)!) as [
    Vector,
    Vector,
    Vector,
    Vector
  ]
  let wrong = 0
  for (let i = 0; i < 200_000; i++) {
    const edge = [0, 2047].includes(i % 2048)
    const list = lists.get(i) as Vector | null
    if (numbers.get(i) !== (edge || [1, 7, 8].includes(i % 2048) ? null : BigInt(i))) wrong++
    if (texts.get(i) !== (edge ? null : i % 3 === 0 ? 'court' : `un texte plus long que douze octets, ligne ${i}`))
      wrong++
    if (String(list && [...list]) !== (edge ? 'null' : `${i},,${i + 1}`)) wrong++
    if (flags.get(i) !== (i % 2 === 0)) wrong++
  }
  expect(wrong).toBe(0)
})

test('chunks of odd sizes join without a gap', async () => {
  const table = await read(
    Array.from(
      { length: 40 },
      (_, part) =>
        `SELECT ${part} * 100 + i AS n, CASE WHEN i % 5 = 0 THEN NULL ELSE 'partie ' || ${part} || ', ligne ' || i END AS t, i % 7 = 0 AS b FROM range(${part * 3 + 1}) r(i)`
    ).join(' UNION ALL '),
    { batchRows: 500 }
  )
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    [0, 1, 2].map((column) => table.getChildAt(column)!.get(row) as unknown)
  )
  const wanted = Array.from({ length: 40 }, (_, part) =>
    Array.from({ length: part * 3 + 1 }, (__, i) => [
      BigInt(part * 100 + i),
      i % 5 === 0 ? null : `partie ${part}, ligne ${i}`,
      i % 7 === 0
    ])
  ).flat()
  const byNumber = (a: unknown[], b: unknown[]) => Number(a[0]) - Number(b[0])
  expect(rows.sort(byNumber)).toEqual(wanted.sort(byNumber))
})

test('a result without rows gives its schema', async () => {
  const table = await read(
    `SELECT 1 AS n, 'a' AS t, [1] AS l, 'a'::ENUM('a', 'b') AS e, MAP {1: 2} AS m, union_value(k := 1) AS u, {a: 1} AS s, [1]::INTEGER[1] AS f WHERE false`
  )
  expect(table.numRows).toBe(0)
  expect(types(table)).toEqual([
    'INTEGER',
    'VARCHAR',
    'INTEGER[]',
    'ENUM',
    'MAP(INTEGER, INTEGER)',
    'UNION("k" INTEGER)',
    'STRUCT("a" INTEGER)',
    'INTEGER[1]'
  ])
})

test('hostile and repeated names keep their place', async () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    '__proto__',
    'a',
    'a',
    'length',
    ' ',
    '0',
    'é\u202e',
    'x"; DROP TABLE t; --'
  ]
  const table = await read(
    `SELECT ${names.map((name, index) => `${index} AS "${name.replaceAll('"', '""')}"`).join(', ')}`
  )
  expect(table.schema.fields.map(({ name }) => name)).toEqual(names)
  expect(names.map((_, column) => table.getChildAt(column)!.get(0) as unknown)).toEqual(names.map((_, index) => index))
})

test('empty names survive, in a struct and at the top', async () => {
  const table = await read(`SELECT row(1, 2) AS pair`)
  expect(table.schema.fields[0]!.type.children.map(({ name }: { name: string }) => name)).toEqual(['', ''])
  expect(
    arrowSchema(['', ''], (await connection.run('SELECT 1, 2')).columnTypes()).fields.map(({ name }) => name)
  ).toEqual(['', ''])
})

test('every field, nested ones too, carries its DuckDB type', async () => {
  const table = await read(`SELECT 1.5::DECIMAL(18, 2) AS d, '{}'::JSON AS j, {a: ['{}'::JSON]} AS s, sum(1) AS h`)
  expect(types(table)).toEqual(['DECIMAL(18,2)', 'JSON', 'STRUCT("a" JSON[])', 'HUGEINT'])
  expect(table.schema.fields[2]!.type.children[0].metadata.get('duckdb.type')).toBe('JSON[]')
})

test('columns beyond the 32-bit offsets of Arrow are cut into smaller batches, never wrong ones', async () => {
  const most = limits.offset
  limits.offset = 60_000
  try {
    const sql = `SELECT i AS n, repeat('é', i % 40) AS t, md5(i::VARCHAR)::UUID AS u, to_days(i::INTEGER) AS d, [i, i, i] AS l FROM range(5000) r(i)`
    const table = await read(sql)
    expect(table.batches.length).toBeGreaterThan(3)
    expect(Array.from(table.getChildAt(0)!)).toEqual(Array.from({ length: 5000 }, (_, i) => BigInt(i)))
    expect(Array.from(table.getChildAt(1)!)).toEqual(Array.from({ length: 5000 }, (_, i) => 'é'.repeat(i % 40)))
    expect(Array.from(table.getChildAt(3)!).slice(4998)).toEqual(['4998 days', '4999 days'])
    expect([...(table.getChildAt(4)!.get(4999) as Vector)]).toEqual([4999n, 4999n, 4999n])
    await expect(read(`SELECT repeat('x', 60001)`)).rejects.toThrow('2 GiB')
  } finally {
    limits.offset = most
  }
})

test('stops when asked to', async () => {
  const result = await connection.run('SELECT * FROM range(200000)')
  const control = new AbortController()
  const stream = arrowStream(result, { signal: control.signal })
  control.abort()
  await expect(stream).rejects.toMatchObject({ data: { kind: 'cancelled' } })
})

async function read(sql: string, options?: ArrowStreamOptions): Promise<Table> {
  return tableFromIPC(await arrowStream(await connection.run(sql), options))
}

function types(table: Table): (string | undefined)[] {
  return table.schema.fields.map(({ metadata }) => metadata.get('duckdb.type'))
}
