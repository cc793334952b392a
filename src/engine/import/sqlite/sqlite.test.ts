import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import initSqlJs, { type Database } from 'sql.js'
import { afterAll, describe, expect, it } from 'vitest'
import { head, readRecords, refusalOf } from '../testing/read-table'
import { sqliteReader } from './index'
import { writeWal } from './testing/write-wal'

const directory = mkdtempSync(join(tmpdir(), 'sqlite-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
let files = 0

async function written(build: (database: Database) => void): Promise<string> {
  const { Database } = await initSqlJs()
  const database = new Database()
  build(database)
  const file = join(directory, `foreign-${files++}`)
  writeFileSync(file, database.export())
  database.close()
  return file
}

describe('an SQLite file', () => {
  it('gives values by their storage class, exactly', async () => {
    const file = await written((db) => {
      db.run('CREATE TABLE t (id INTEGER PRIMARY KEY, "prix ""HT""" REAL, "__proto__", vide TEXT)')
      db.run(`INSERT INTO t VALUES (-9223372036854775808, 3, '007', NULL), (1, 0.1, 12, ''), (2, 1e300, X'00fF', 'é'),
                (9007199254740993, 9e999, 'a' || char(0) || 'b', char(65279) || 'seize lettres et plus')`)
    })
    const { table, records } = await readRecords(sqliteReader, file, ['t'])
    expect(table.header).toEqual(['id', 'prix "HT"', '__proto__', 'vide'])
    expect(records).toEqual([
      ['-9223372036854775808', '3.0', '007', null],
      ['1', '0.1', '12', ''],
      ['2', '1e+300', '00FF', 'é'],
      ['9007199254740993', 'inf', 'a\0b', '\ufeffseize lettres et plus']
    ])
    expect(table.types?.()).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'VARCHAR'])
    expect(table.notes().map(({ en }) => en)).toEqual([
      '“__proto__” mixes 1 integer, 2 texts, 1 binary value: its values are taken as text (binary values in hexadecimal) and read like those of a text file.'
    ])
  })

  it('offers its tables in their order; views and virtual tables are named and left alone', async () => {
    const file = await written((db) => {
      db.run(
        'CREATE TABLE zoe (a); CREATE TABLE "a""b" (x INTEGER PRIMARY KEY AUTOINCREMENT, y AS (x + 1)); CREATE VIEW v AS SELECT 1'
      )
      db.run('CREATE VIRTUAL TABLE textes USING fts3(corps)')
    })
    const parts = await sqliteReader.parts(file)
    expect(parts.slice(0, 2)).toEqual([
      { path: ['zoe'], name: 'zoe', rows: null, columns: 1, hidden: false, note: null },
      { path: ['a"b'], name: 'a"b', rows: null, columns: 2, hidden: false, note: null }
    ])
    expect(parts.slice(2).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['textes_content', true],
      ['textes_segments', true],
      ['textes_segdir', true]
    ])
    const { table } = await readRecords(sqliteReader, file, ['zoe'])
    expect(table.notes().map(({ fr }) => fr.replace('\u00a0', ' '))).toEqual([
      '1 vue non lue : v. Pour en charger une, faites-en une table dans SQLite : CREATE TABLE copie AS SELECT * FROM vue.',
      '1 table virtuelle non lue : textes.'
    ])
    for (const part of [['v'], ['textes'], ['zoe', 'x'], [], ['sqlite_schema']]) {
      expect((await refusalOf(() => sqliteReader.open(file, part, {}))).kind).toBe('not_found')
    }
  })

  it('reads tables without row numbers, generated columns, and rows in the order of the table', async () => {
    const file = await written((db) => {
      db.run('CREATE TABLE w (k TEXT PRIMARY KEY, n, double AS (n * 2) STORED) WITHOUT ROWID')
      db.run("INSERT INTO w VALUES ('b', 1), ('a', 2)")
      db.run('CREATE TABLE o (n); INSERT INTO o VALUES (3), (1), (2); CREATE INDEX i ON o (n)')
    })
    expect((await readRecords(sqliteReader, file, ['w'])).records).toEqual([['a', '2', '4'], ['b', '1', '2']]) // prettier-ignore
    expect((await readRecords(sqliteReader, file, ['o'])).records).toEqual([['3'], ['1'], ['2']])
  })

  it('reads UTF-16, and text that is no UTF-8 with a note', async () => {
    const wide = await written((db) =>
      db.run("PRAGMA encoding='UTF-16le'; CREATE TABLE t (a); INSERT INTO t VALUES ('é€😀')")
    )
    expect((await readRecords(sqliteReader, wide, ['t'])).records).toEqual([['é€😀']])
    const stray = await written((db) =>
      db.run("CREATE TABLE t (a); INSERT INTO t VALUES (CAST(X'E98062' AS TEXT)), (char(65533))")
    )
    const { table, records } = await readRecords(sqliteReader, stray, ['t'])
    expect(records).toEqual([['é€b'], ['\ufffd']])
    expect(table.notes()[0]?.en).toBe('1 text is not in UTF-8: read as Windows-1252.')
  })

  it('streams in batches and tells its progress', async () => {
    const file = await written((db) =>
      db.run(
        'CREATE TABLE t AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r LIMIT 5000) SELECT i, hex(i) AS h FROM r'
      )
    )
    const done: number[] = []
    const table = await sqliteReader.open(file, ['t'], {}, { onProgress: (bytes) => done.push(bytes) })
    if ('sql' in table) throw new Error('records were expected')
    const sizes: number[] = []
    for await (const batch of table.records()) sizes.push(batch.length)
    await table.close()
    expect(sizes).toEqual([2000, 2000, 1000])
    expect(done.at(-1)).toBe((await readFile(file)).length)
    expect([...done].sort((a, b) => a - b)).toEqual(done)
  })

  it('comes in small batches where its texts are long', async () => {
    const file = await written((db) =>
      db.run(
        'CREATE TABLE t AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r LIMIT 10) SELECT hex(zeroblob(750000)) AS h FROM r'
      )
    )
    const table = await sqliteReader.open(file, ['t'], {})
    if ('sql' in table) throw new Error('records were expected')
    const sizes: number[] = []
    for await (const batch of table.records()) sizes.push(batch.length)
    await table.close()
    expect(sizes).toEqual([3, 3, 3, 1])
  })

  it('runs no view, no trigger, and nothing that a schema hides', async () => {
    const file = await written((db) => {
      db.run('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
      db.run('CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END')
      db.run(
        'CREATE VIEW endless AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT count(*) FROM r'
      )
      db.run(
        "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES ('table', 'false', 'false', 0, 'CREATE VIRTUAL TABLE false USING evil(''/etc/passwd'')')"
      )
    })
    const { table, records } = await readRecords(sqliteReader, file, ['t'])
    expect(records).toEqual([['1']])
    expect(table.notes().map(({ en }) => en)).toEqual([
      '1 view left alone: endless. To load one, make it a table in SQLite: CREATE TABLE copy AS SELECT * FROM view.',
      '1 virtual table left alone: false.'
    ])
  })

  it('that keeps a journal is read as it stands, and says so', async () => {
    const file = await written((db) => db.run('CREATE TABLE t (a); INSERT INTO t VALUES (1)'))
    const bytes = await readFile(file)
    bytes[18] = bytes[19] = 2
    writeFileSync(file, bytes)
    const alone = await readRecords(sqliteReader, file, ['t'])
    expect(alone.records).toEqual([['1']])
    expect(alone.table.notes()[0]?.en).toContain('recent changes may be missing')
    writeFileSync(`${file}-wal`, 'x')
    expect((await readRecords(sqliteReader, file, ['t'])).table.notes()[0]?.en).toContain(
      'its last changes are missing'
    )
  })

  it('that keeps a journal is read with it, up to the last whole change', async () => {
    const { Database } = await initSqlJs()
    const database = new Database()
    database.run('CREATE TABLE t (a, b); INSERT INTO t VALUES (1, hex(zeroblob(3000)))')
    const before = database.export()
    database.run("INSERT INTO t VALUES (2, hex(zeroblob(3000))); UPDATE t SET b = 'x' WHERE a = 1")
    const after = database.export()
    database.close()
    const file = join(directory, `foreign-${files++}`)
    writeFileSync(file, Buffer.from(before).fill(2, 18, 20))
    const rows = async (wal: Buffer) => {
      writeFileSync(`${file}-wal`, wal)
      const { table, records } = await readRecords(sqliteReader, file, ['t'])
      return [records.map(([a, b]) => [a, b?.length]), table.notes()[0]?.en]
    }
    const changed = [['1', 1], ['2', 6000]] // prettier-ignore
    const read = 'A journal (-wal) stands beside this database: its last changes were read, too.'
    for (const big of [false, true]) {
      const wal = writeWal(Buffer.from(before), Buffer.from(after), big)
      expect(await rows(wal)).toEqual([changed, read])
      // What follows a whole change and is cut, or was left by an older log, does not count.
      expect(await rows(Buffer.concat([wal, wal.subarray(32)]))).toEqual([changed, read])
      expect(await rows(wal.subarray(0, -1))).toEqual([[['1', 6000]], undefined])
      expect((await rows(Buffer.from(wal).fill(1, 8, 12)))[1]).toContain('its last changes are missing')
    }
    rmSync(`${file}-wal`)
    writeFileSync(`${file}-journal`, Buffer.alloc(512))
    expect((await readRecords(sqliteReader, file, ['t'])).table.notes()).toHaveLength(1)
    writeFileSync(`${file}-journal`, Buffer.from('d9d505f920a163d7', 'hex'))
    expect((await readRecords(sqliteReader, file, ['t'])).table.notes().at(-1)?.en).toContain('left unfinished')
  })

  it('cut short, damaged, encrypted or too large is refused by its name; the next file is read', async () => {
    const file = await written((db) =>
      db.run(
        'CREATE TABLE t AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r LIMIT 9000) SELECT i, hex(i) AS h FROM r'
      )
    )
    const bad = join(directory, 'bad')
    writeFileSync(bad, await head(file, 0.5))
    const cut = await refusalOf(() => readRecords(sqliteReader, bad, ['t']))
    expect(cut).toMatchObject({ kind: 'corrupt', place: { file: 'donnees' } })
    expect(cut.message.en).toContain('malformed')
    const bytes = await readFile(file)
    bytes.fill(0x5a, 4096)
    writeFileSync(bad, bytes)
    expect((await refusalOf(() => readRecords(sqliteReader, bad, ['t']))).kind).toBe('corrupt')
    writeFileSync(bad, Buffer.alloc(4096, 0x91))
    expect((await refusalOf(() => sqliteReader.parts(bad))).message.en).toContain('it may be encrypted')
    const handle = await open(file, 'r+')
    await handle.close()
    truncateSync(file, 1_600_000_000)
    expect((await refusalOf(() => sqliteReader.parts(file))).message.en).toContain('has 1.6 GB')
    const sound = await written((db) => db.run('CREATE TABLE t (a)'))
    expect((await readRecords(sqliteReader, sound, ['t'])).records).toEqual([])
  })

  it('stops when asked to', async () => {
    const file = await written((db) => db.run('CREATE TABLE t (a)'))
    expect((await refusalOf(() => sqliteReader.open(file, ['t'], {}, { signal: AbortSignal.abort() }))).kind).toBe(
      'cancelled'
    )
  })
})
