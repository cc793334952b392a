import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { copyFile, link, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { head, loadDirect, openDirect, refusalOf } from '../testing/read-table'
import { duckdbReader } from './index'

const directory = mkdtempSync(join(tmpdir(), 'duckdb-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
let files = 0

/** A database that others wrote, with full rights. */
async function written(...statements: string[]): Promise<string> {
  const file = join(directory, `foreign-${files++}`)
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
  return file
}

async function loaded(file: string, part: string[]) {
  const table = await openDirect(duckdbReader, file, part)
  try {
    return { table, ...(await loadDirect(directory, table)) }
  } finally {
    await table.close()
  }
}

describe('a DuckDB file of others', () => {
  it('offers its base tables, those of other schemas by both names', async () => {
    const file = await written(
      'CREATE TABLE clients AS SELECT i AS id FROM range(10) t(i)',
      'CREATE SCHEMA "a.b"',
      'CREATE TABLE "a.b"."x""y" (n INTEGER, m INTEGER)',
      'CREATE VIEW v AS SELECT 1'
    )
    expect(await duckdbReader.parts(file)).toEqual([
      { path: ['clients'], name: 'clients', rows: 10, columns: 1, hidden: false, note: null },
      { path: ['a.b', 'x"y'], name: 'a.b.x"y', rows: 0, columns: 2, hidden: false, note: null }
    ])
    expect((await loaded(file, ['a.b', 'x"y'])).rows).toEqual([])
  })

  it('hides the books of a project', async () => {
    const file = await written(
      'CREATE SCHEMA chantier',
      'CREATE SCHEMA raw',
      'CREATE TABLE chantier.change (id INTEGER)',
      'CREATE TABLE raw.clients (id INTEGER)'
    )
    expect((await duckdbReader.parts(file)).map(({ path, hidden }) => [...path, hidden])).toEqual([
      ['chantier', 'change', true],
      ['raw', 'clients', false]
    ])
  })

  const EXACT: [type: string, ...values: string[]][] = [
    ['HUGEINT', '170141183460469231731687303715884105727', '-1'],
    ['UHUGEINT', '340282366920938463463374607431768211455'],
    ['UBIGINT', '18446744073709551615'],
    ['DECIMAL(38,2)', '-999999999999999999999999999999999999.99'],
    ['INTERVAL', '1 month 2 days 00:00:03.000004', '-1 month 2 days -00:00:01', '00:00:00'],
    ['TIME', '23:59:59.999999'],
    ['TIME WITH TIME ZONE', '12:00:00+02', '12:00:00.5-03:30'],
    ['TIME_NS', '12:00:00.123456789'],
    ['BIT', '0101'],
    ['UUID', '00000000-0000-0000-0000-0000000000ab'],
    ['BIGNUM', '-123456789012345678901234567890123456789012'],
    ['TIMESTAMP', '2024-01-01 00:00:00.123456', 'infinity', '0044-03-15 (BC) 00:00:00'],
    ['TIMESTAMP_S', '2024-01-01 00:00:00'],
    ['TIMESTAMP_MS', '2024-01-01 00:00:00.123'],
    ['TIMESTAMP_NS', '2024-01-01 00:00:00.123456789'],
    ['TIMESTAMP WITH TIME ZONE', '2024-01-01 00:00:00+00'],
    ['DATE', '-infinity', '9999-12-31'],
    ['BLOB', '\\xAA\\x00a'],
    ['INTEGER[]', '[1, NULL]'],
    ['STRUCT(a INTEGER, "B b" VARCHAR)', "{'a': 1, 'B b': x}"],
    ['MAP(VARCHAR, INTEGER)', '{k=1}'],
    ['DOUBLE', 'nan', '-0.0', '0.30000000000000004'],
    ['FLOAT', '1.1', '-inf'],
    ['BOOLEAN', 'true'],
    ['JSON', '{"a": 1}']
  ]
  it('carries these types over exactly', async () => {
    const literal = (type: string, value: string | undefined): string => {
      if (value === undefined) return 'NULL'
      return type === 'BIT' ? `'${value}'::BIT` : `$$${value}$$::${type}`
    }
    const rows = [0, 1, 2, 3].map((row) => EXACT.map(([type, ...values]) => literal(type, values[row])).join(', '))
    const file = await written(
      `CREATE TABLE t (${EXACT.map(([type], index) => `v${index} ${type}`).join(', ')})`,
      `INSERT INTO t VALUES ${rows.map((row) => `(${row})`).join(', ')}`
    )
    const { types, rows: read, table } = await loaded(file, ['t'])
    expect(types).toEqual(EXACT.map(([type]) => type))
    expect(read.map((row) => Object.values(row))).toEqual(
      [0, 1, 2, 3].map((row) => EXACT.map(([, ...values]) => values[row] ?? null))
    )
    expect(table.notes()).toEqual([])
  })

  it('gives as text, with a note, what would change', async () => {
    const file = await written(
      `CREATE TABLE t AS SELECT 'b'::ENUM('a', 'b') AS e, [1::HUGEINT] AS l, [INTERVAL '3.000004 seconds'] AS i,
         union_value(a := 1) AS u, 'POINT(1 2)'::GEOMETRY AS g, array_value(1, 2) AS f`
    )
    const { types, rows, table } = await loaded(file, ['t'])
    expect(types).toEqual(['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'INTEGER[]'])
    expect(Object.values(rows[0]!)).toEqual(['b', '[1]', "['00:00:03.000004']", '1', 'POINT (1 2)', '[1, 2]'])
    expect(table.notes().map(({ en }) => en)).toEqual([
      '“e” (ENUM) is read as text.',
      '“l” (HUGEINT[]) is read as text.',
      '“i” (INTERVAL[]) is read as text.',
      '“u” (UNION(a INTEGER)) is read as text.',
      '“g” (GEOMETRY) is read as text.',
      '“f” (INTEGER[2]) becomes a list of any length.'
    ])
  })

  it('runs none of its views and macros, and opens nothing outside', async () => {
    const secret = join(directory, '..', `secret-${process.pid}.txt`)
    await writeFile(secret, 'secret')
    const file = await written(
      `CREATE VIEW passwords AS SELECT * FROM read_text('${secret}')`,
      `CREATE MACRO stolen() AS TABLE SELECT * FROM read_text('${secret}')`,
      `CREATE MACRO one() AS (SELECT content FROM read_text('${secret}'))`,
      `CREATE TABLE t (a INTEGER, b AS (a + 1), c VARCHAR DEFAULT upper('x'))`,
      `INSERT INTO t (a) VALUES (1)`
    )
    rmSync(secret)
    const parts = await duckdbReader.parts(file)
    expect(parts.map(({ path }) => path)).toEqual([['t']])
    const { rows, table } = await loaded(file, ['t'])
    expect(rows).toEqual([{ c0: '1', c1: '2', c2: 'X' }])
    expect(table.notes().map(({ en }) => en)).toEqual([
      '1 view left alone: passwords.',
      '2 macros left alone: one, stolen.'
    ])
    expect((await refusalOf(() => openDirect(duckdbReader, file, ['passwords']))).kind).toBe('not_found')
  })

  it('keeps the order of its rows, and leaves nothing behind', async () => {
    const file = await written('CREATE TABLE t AS SELECT i FROM range(300000) t(i)')
    const before = await readdir(directory)
    const table = await openDirect(duckdbReader, file, ['t'])
    const { rows } = await loadDirect(directory, {
      ...table,
      sql: `SELECT * FROM (${table.sql}) LIMIT 5 OFFSET 250000`
    })
    expect(rows.map(({ c0 }) => c0)).toEqual(['250000', '250001', '250002', '250003', '250004'])
    await table.close()
    expect((await readdir(directory)).filter((name) => !before.includes(name) && !name.startsWith('project-'))).toEqual(
      []
    )
  })

  it('is read with the journal beside it, which is told', async () => {
    const file = await written('CREATE TABLE t AS SELECT 1 AS a')
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run("SET checkpoint_threshold='1GB'")
    await connection.run('INSERT INTO t VALUES (2)')
    const copy = join(directory, 'with-journal')
    await copyFile(file, copy)
    await copyFile(`${file}.wal`, `${copy}.wal`)
    connection.closeSync()
    instance.closeSync()
    const { rows, table } = await loaded(copy, ['t'])
    expect(rows).toEqual([{ c0: '1' }, { c0: '2' }])
    expect(table.notes()[0]?.en).toContain('journal')
  })

  it('that is another file, cut short, damaged or encrypted is refused by its name', async () => {
    const other = join(directory, 'other')
    await writeFile(other, 'not a database at all')
    const file = await written('CREATE TABLE t AS SELECT i, i::VARCHAR AS s FROM range(100000) t(i)')
    const cut = join(directory, 'cut')
    await writeFile(cut, await head(file, 0.5))
    const broken = join(directory, 'broken')
    const bytes = await readFile(file)
    bytes.fill(7, 3 * 4096, 3 * 4096 + 200_000)
    await writeFile(broken, bytes)
    for (const bad of [other, cut, broken]) {
      const { kind, message, place } = await refusalOf(() => openDirect(duckdbReader, bad, ['t']))
      expect({ kind, place }).toEqual({ kind: 'corrupt', place: { file: 'donnees' } })
      expect(message.en).not.toContain(directory)
    }
    const secret = join(directory, 'encrypted')
    await written(
      'SET force_mbedtls_unsafe=true',
      `ATTACH '${secret}' AS s (ENCRYPTION_KEY 'clef')`,
      'CREATE TABLE s.t AS SELECT 1',
      'DETACH s'
    )
    expect((await refusalOf(() => duckdbReader.parts(secret, { name: 'secret' }))).message.en).toBe(
      'The database “secret” is encrypted.'
    )
  })

  it('that another program has open is refused, also by another name of the file', async () => {
    const file = await written('CREATE TABLE t AS SELECT 1 AS a')
    const linked = join(directory, 'linked')
    await link(file, linked)
    const holding = `const { DuckDBInstance } = require('@duckdb/node-api')
      DuckDBInstance.create(${JSON.stringify(file)}).then((held) => { console.log('held'); setInterval(() => held, 1000) })`
    const other = spawn(process.execPath, ['-e', holding], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      await once(other.stdout, 'data')
      const { kind, message } = await refusalOf(() => duckdbReader.parts(linked, { name: 'ventes.duckdb' }))
      expect({ kind, en: message.en }).toEqual({
        kind: 'locked',
        en: 'The database “ventes.duckdb” is open in another program.'
      })
    } finally {
      other.kill()
    }
  })

  it('stops when asked to', async () => {
    const file = await written('CREATE TABLE t AS SELECT i FROM range(1000) t(i)')
    const stopped = AbortSignal.abort()
    expect((await refusalOf(() => duckdbReader.open(file, ['t'], {}, { signal: stopped }))).kind).toBe('cancelled')
  })
})
