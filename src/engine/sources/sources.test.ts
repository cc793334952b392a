import { createHash, randomUUID } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { copyFile, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromIPC } from 'apache-arrow'
import initSqlJs from 'sql.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportResult } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { makeXlsx, rowsXml, type MadeCell } from '../import/workbook/testing/makeXlsx'
import { withStaged } from './open-part'
import { discardUploads } from './uploads'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-sources-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const path = (name: string): string => join(folder, name)
async function fileOf(name: string, text: string | Buffer): Promise<string> {
  await writeFile(path(name), text)
  return path(name)
}
async function load(...files: { path: string; name?: string }[]): Promise<ImportResult> {
  return finish(
    await engine.client.sources.import({
      files: files.map((file) => ({
        origin: { kind: 'path' as const, path: file.path },
        name: file.name ?? basename(file.path)
      }))
    })
  )
}
async function rowsOf(name: string): Promise<unknown[][]> {
  const source = { kind: 'table' as const, table: { schema: 'clean' as const, name } }
  const table = tableFromIPC(await engine.page({ source, offset: 0, limit: 1000 }))
  return Array.from({ length: table.numRows }, (_, row) =>
    table.schema.fields.map((_field, column) => table.getChildAt(column)?.get(row) as unknown)
  )
}
const staged = () => readdir(engine.session.project.staging)
/** Everything that a project holds, but for the times of day. */
const state = async () => ({
  tables: await engine.session.project.rows(
    `SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY ALL`
  ),
  history: await engine.session.project.history(),
  staged: await staged()
})

describe('import, end to end', () => {
  test('a French file: Windows-1252, semicolons, decimal commas, days first', async () => {
    const text =
      'Date;Région;Montant;Note\r\n01/02/2024;Île-de-France;1 234,50;7\r\n15/02/2024;Côte d’Azur;;9\r\n28/02/2024;Ain;0,75;10\r\n'
    const bytes = Buffer.from(text.replace('’', '\u0092'), 'latin1')
    const { sources, failed } = await load({ path: await fileOf('Ventes février.csv', bytes) })
    expect(failed).toEqual([])
    const [source] = sources
    expect(source?.table).toEqual({ schema: 'raw', name: 'ventes_fevrier' })
    expect(source?.report.columns.map(({ type }) => type)).toEqual(['DATE', 'VARCHAR', 'DOUBLE', 'BIGINT'])
    const rows = await rowsOf('ventes_fevrier')
    expect(rows.map((row) => row[2])).toEqual([1234.5, null, 0.75])
    expect(rows[1]?.[1]).toBe('Côte d’Azur')
    const [raw] = await engine.session.project.rows('SELECT "Montant" AS m FROM raw.ventes_fevrier')
    expect(raw).toEqual({ m: '1 234,50' })
    expect(await staged()).toEqual([])
  })

  test('a DuckDB file is read with the journal beside it, which is told and left as it was', async () => {
    const instance = await DuckDBInstance.create(path('vivante.duckdb'))
    const connection = await instance.connect()
    await connection.run('CREATE TABLE t AS SELECT 1 AS a')
    await connection.run('CHECKPOINT')
    await connection.run("SET checkpoint_threshold='1GB'")
    await connection.run('INSERT INTO t VALUES (2)')
    await copyFile(path('vivante.duckdb'), path('x.duckdb'))
    await copyFile(path('vivante.duckdb.wal'), path('x.duckdb.wal'))
    connection.closeSync()
    instance.closeSync()
    const journal = await readFile(path('x.duckdb.wal'))
    const { sources, failed } = await load({ path: path('x.duckdb') })
    expect(failed).toEqual([])
    expect(sources[0]).toMatchObject({ rows: 2 })
    expect(sources[0]?.report.notes.map(({ en }) => en).join()).toContain('journal')
    const hash = createHash('sha256').update(journal).digest('hex')
    expect(sources[0]?.file.journals).toEqual([{ ending: '.wal', size: journal.length, sha256: hash }])
    expect(await readFile(path('x.duckdb.wal'))).toEqual(journal)
    expect(await staged()).toEqual([])
  })

  test('a journal beside an SQLite file is told, one that is a link is not followed', async () => {
    const { Database } = await initSqlJs()
    const database = new Database()
    database.run('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
    await fileOf('x.sqlite', Buffer.from(database.export()))
    database.close()
    await symlink('/etc/passwd', path('x.sqlite-wal'))
    const told = (result: ImportResult) => result.sources[0]?.report.notes.map(({ en }) => en).join()
    expect(told(await load({ path: path('x.sqlite') }))).not.toContain('journal')
    await rm(path('x.sqlite-wal'))
    await fileOf('x.sqlite-wal', 'changes')
    expect(told(await load({ path: path('x.sqlite') }))).toContain('A journal (-wal or -journal)')
    expect(await staged()).toEqual([])
    expect((await lstat(path('x.sqlite-wal'))).nlink).toBe(1)
  })

  test('all that a workbook sets aside is kept, the lines whole', async () => {
    const data = Array.from({ length: 500 }, (_, i): MadeCell[] => ['Nord', i, 2])
    const again = Array.from({ length: 10_500 }, (): MadeCell[] => ['Région', 'Ventes', 'Clients'])
    const rows = rowsXml([['x'.repeat(9_000)], ['Région', 'Ventes', 'Clients'], ...data, ...again])
    const { sources, failed } = await load({ path: await fileOf('deux.xlsx', makeXlsx([{ name: 'A', rows }])) })
    expect(failed).toEqual([])
    expect(sources[0]).toMatchObject({ rows: 500, report: { faultCount: 10_501 } })
    const delivery = sources[0]?.deliveries[0]?.id ?? ''
    const page = (offset: number) => engine.client.sources.faults({ delivery, offset, limit: 1 })
    const [first, last] = [await page(0), await page(10_500)]
    expect(first.faults.map(({ line, raw }) => [line, raw.length])).toEqual([[1, 9_000]])
    expect([last.total, last.faults.map(({ line, raw }) => [line, raw.length])]).toEqual([10_501, [[11_002, 21]]])
  })

  test.each([
    `'; ATTACH 'x.db' AS y; --.csv`,
    '"); DROP TABLE raw.t; --.csv',
    '$(id).csv',
    'a\nb.csv',
    'gpj.\u202Evsc.csv',
    '[a]*.csv',
    '{x}?.csv',
    '-rf.csv',
    '.csv',
    '<img src=x onerror=alert(1)>.csv',
    'é'.repeat(60) + '.csv'
  ])('a file called %j loads, that file alone', async (name) => {
    // A pattern of its name would match this one too.
    await fileOf('a.csv', 'autre\n1\n2\n3\n')
    const real = name.includes('/') ? name.replaceAll('/', '_') : name
    const { sources, failed } = await load({ path: await fileOf(real, 'a,b\n1,x\n2,y\n'), name })
    expect(failed).toEqual([])
    expect(sources[0]).toMatchObject({ rows: 2, file: { name } })
    expect(sources[0]?.table.name).toMatch(/^[a-z_][a-z0-9_]*$/)
    expect((await engine.client.tables.list({})).map(({ rows }) => rows)).toEqual([2])
  })

  test('hostile headers are all kept, none is run', async () => {
    const header = [
      'a""); DROP TABLE x;--',
      '__proto__',
      'constructor',
      'toString',
      '',
      '',
      'A',
      'a',
      '=cmd|x',
      '<b>',
      'rowid'
    ]
    const quoted = header.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    await engine.session.project.database.run('CREATE TABLE raw.x AS SELECT 1 AS alive')
    const file = await fileOf(
      'h.csv',
      `${quoted}\n${header.map((_, i) => i + 1).join(',')}\n${header.map((_, i) => i + 2).join(',')}\n`
    )
    const { sources, failed } = await load({ path: file })
    expect(failed).toEqual([])
    const names = sources[0]?.report.columns.map(({ name }) => name) ?? []
    expect(names).toHaveLength(header.length)
    expect(names.slice(0, 4)).toEqual(header.slice(0, 4))
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(header.length)
    expect((await rowsOf('h'))[0]?.map(Number)).toEqual(header.map((_, i) => i + 1))
    expect(await engine.session.project.rows('FROM raw.x')).toEqual([{ alive: 1 }])
    expect(Object.prototype).not.toHaveProperty('alive')
  })

  test.each([
    ['NUL bytes', 'a,b\n1\0,x\n2,\0y\n', 2],
    ['a NUL in a name', 'a\0b,c\n1,x\n2,y\n', 2],
    ['lone carriage returns', 'a,b\r1,x\r2,y\r', 2],
    ['formulas', `a,b\n=cmd|'/c calc'!A1,1\n"@SUM(1,2)",2\n＝1,3\n`, 3],
    ['escapes, emoji, bidi', `a,b\n\u001b[31mrouge,1\n${'😀'.repeat(1000)},2\n\u202Eabc,3\n`, 3]
  ])('%s: every row is kept', async (_what, text, rows) => {
    const { sources, failed } = await load({ path: await fileOf('d.csv', text) })
    expect(failed).toEqual([])
    expect(sources[0]?.rows).toBe(rows)
  })

  test('no data at all is said of the file by name, and the others load', async () => {
    const good = { path: await fileOf('bon.csv', 'a,b\n1,2\n') }
    const { sources, failed } = await load({ path: await fileOf('vide.csv', '') }, good)
    expect(sources.map(({ table }) => table.name)).toEqual(['bon'])
    expect(failed).toMatchObject([{ file: 'vide.csv', message: { fr: expect.stringContaining('vide.csv') } }])
  })
})

describe('what is not a file of one’s own', () => {
  test('names without a row are loaded where a file has nothing else', async () => {
    const file = path('vide.parquet')
    const connection = await (await DuckDBInstance.create()).connect()
    await connection.run(`COPY (SELECT 1 AS id, 'x' AS nom WHERE false) TO '${file}' (FORMAT parquet)`)
    connection.closeSync()
    const { sources } = await load({ path: file })
    expect(sources.map(({ rows, report }) => [rows, report.columns.map(({ name }) => name)])).toEqual([
      [0, ['id', 'nom']]
    ])
  })

  test('links, pipes, folders, devices, addresses and shares are refused at once', async () => {
    await symlink('/etc/passwd', path('lien.csv'))
    await mkdir(path('dossier.csv'))
    execFileSync('mkfifo', [path('tube.csv')])
    const begun = performance.now()
    const paths = [
      path('lien.csv'),
      path('dossier.csv'),
      path('tube.csv'),
      path('absent.csv'),
      '/dev/zero',
      '/dev/stdin',
      '/proc/self/environ',
      '/proc/kmsg',
      'http://example.org/a.csv',
      's3://seau/a.csv',
      'file:///etc/passwd',
      '\\\\hote\\partage\\a.csv',
      '//hote/partage/a.csv',
      'relatif.csv',
      '/etc/passwd\0.csv'
    ]
    const before = await state()
    const { sources, failed } = await load(...paths.map((each) => ({ path: each })))
    expect(sources).toEqual([])
    expect(failed.map(({ file }) => file)).toEqual(paths.map((each) => basename(each)))
    expect(failed.some(({ message }) => /interne/i.test(message.fr))).toBe(false)
    expect(performance.now() - begun).toBeLessThan(50_000)
    expect(await state()).toEqual(before)
  }, 60_000)

  test('a look at a file leaves nothing behind; the same refusals hold', async () => {
    const file = await fileOf('a.csv', 'x;y\n1;2\n')
    const seen = await engine.client.sources.sniff({ origin: { kind: 'path', path: file }, name: 'a.csv' })
    expect(seen.dialect?.delimiter).toBe(';')
    expect(await staged()).toEqual([])
    expect((await lstat(file)).isFile()).toBe(true)
    await expect(
      engine.client.sources.sniff({ origin: { kind: 'path', path: '/dev/zero' }, name: 'zero' })
    ).rejects.toMatchObject({ data: { kind: 'refused' } })
  })
})

describe('stops', () => {
  test('cancelled at any moment, an import leaves the project as it was', async () => {
    const line = Array.from({ length: 12 }, (_, i) => `valeur ${i};12,${i}`).join(';') + '\n'
    const header = Array.from({ length: 24 }, (_, i) => `c${i}`).join(';') + '\n'
    const file = await fileOf('gros.csv', header + line.repeat(60_000))
    const before = await state()
    for (const delay of [0, 5, 40, 150, 400]) {
      const stop = new AbortController()
      setTimeout(() => stop.abort(), delay)
      const outcome = await Promise.resolve(
        engine.client.sources.import(
          { files: [{ origin: { kind: 'path', path: file }, name: 'gros.csv' }] },
          { signal: stop.signal }
        )
      )
        .then((events) => finish(events))
        .then(
          () => 'done',
          (error: { data?: { kind: string } }) => error.data?.kind ?? String(error)
        )
      if (outcome === 'done') {
        await engine.client.project.undo({})
        break
      }
      expect(outcome).toBe('cancelled')
      expect(await state()).toEqual(before)
    }
    const { sources } = await load({ path: file })
    expect(sources[0]?.rows).toBe(60_000)
  })
})

describe('remove', () => {
  test('a removed source leaves the list, and undo brings it back', async () => {
    const { sources } = await load({ path: await fileOf('a.csv', 'a,b\n1,2\n') })
    const id = sources[0]?.id ?? ''
    const name = sources[0]?.table.name ?? ''
    expect(await rowsOf(name)).toHaveLength(1)
    await engine.client.sources.remove({ id })
    expect(await engine.client.tables.list({})).toEqual([])
    await engine.client.project.undo({})
    expect(await rowsOf(name)).toHaveLength(1)
  })
})

describe('uploads', () => {
  const slices = async function* (...parts: string[]): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield await Promise.resolve(Buffer.from(part))
  }

  test('an upload taken away while it is looked at is told as not there, not as a fault of the file', async () => {
    const id = randomUUID()
    await engine.upload(id, 0, slices('a,b\n1,2\n'))
    const { project } = engine.session
    const look = withStaged(project, { kind: 'upload', id }, 'envoi.csv', async ({ path }) => {
      await discardUploads(project, [id])
      return readFile(path)
    })
    await expect(look).rejects.toMatchObject({ data: { kind: 'not_found', place: { file: 'envoi.csv' } } })
  })

  test('slices in order, sent twice, then imported', async () => {
    const id = randomUUID()
    expect(await engine.upload(id, 0, slices('a,b\n', '1,2\n'))).toBe(8)
    expect(await engine.upload(id, 0, slices('a,b\n1,2\n'))).toBe(8)
    expect(await engine.upload(id, 8, slices('3,4\n'))).toBe(12)
    expect(await engine.upload(id, 4, slices('1,2\n'))).toBe(12)
    const files = [{ origin: { kind: 'upload' as const, id }, name: 'envoi.csv' }]
    const { sources } = await finish(await engine.client.sources.import({ files }))
    expect(sources[0]?.rows).toBe(2)
    expect(await staged()).toEqual([])
  })

  test('a hole is refused and nothing of it is written', async () => {
    const id = randomUUID()
    await engine.upload(id, 0, slices('abc'))
    await expect(engine.upload(id, 4, slices('x'))).rejects.toMatchObject({ data: { kind: 'conflict' } })
    expect((await stat(join(engine.session.project.staging, `upload-${id}`))).size).toBe(3)
  })

  test.each(['', 'x', '../../evil', `${randomUUID()}/../x`, randomUUID().toUpperCase(), `${randomUUID()}\0`, '.'])(
    'the identifier %j is refused',
    async (id) => {
      await expect(engine.upload(id, 0, slices('x'))).rejects.toMatchObject({ data: { kind: 'input' } })
      expect(await staged()).toEqual([])
    }
  )

  test('an upload that never came is said by name', async () => {
    const files = [{ origin: { kind: 'upload' as const, id: randomUUID() }, name: 'perdu.csv' }]
    const { failed } = await finish(await engine.client.sources.import({ files }))
    expect(failed[0]?.message.fr).toContain('perdu.csv')
  })
})

test('a file with two tables gives two tables, each with its faults', async () => {
  const first = ['produit;prix;stock', ...Array.from({ length: 15 }, (_, i) => `p${i};${i},5;${i}`)]
  const second = ['client;ville', ...Array.from({ length: 12 }, (_, i) => `c${i};Lyon`)]
  const { sources, failed } = await load({ path: await fileOf('deux.csv', [...first, '', ...second, ''].join('\n')) })
  expect(failed).toEqual([])
  expect(sources.map(({ rows, report }) => [rows, report.columns.map(({ name }) => name)])).toEqual([
    [15, ['produit', 'prix', 'stock']],
    [12, ['client', 'ville']]
  ])
  expect(await staged()).toEqual([])
})

test('text parted by the sign that Hive writes loads, and a web page called .xls; one without a table does not', async () => {
  const lines = Array.from({ length: 20 }, (_, i) => `${i}\u0001Lyon\u0001${i},5`)
  const { sources } = await load({
    path: await fileOf('hive.txt', ['id\u0001ville\u0001note', ...lines, ''].join('\n'))
  })
  expect(sources[0]?.report.columns.map(({ name }) => name)).toEqual(['id', 'ville', 'note'])
  const page =
    '<html><body><table><tr><th>code</th><th>prix</th></tr><tr><td>007</td><td>1,5</td></tr></table></body></html>'
  const read = await load({ path: await fileOf('clients.xls', page) })
  expect(read.sources[0]?.report).toMatchObject({ columns: [{ name: 'code' }, { name: 'prix' }] })
  const { failed } = await load({ path: await fileOf('export.xls', '<html><body>Session expirée</body></html>') })
  expect(failed[0]).toMatchObject({ file: 'export.xls', message: { fr: expect.stringContaining('page web') } })
})
