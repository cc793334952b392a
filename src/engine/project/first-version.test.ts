import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Database } from '../db'
import { createEngine, finish, type Engine } from '../index'
import { text } from '../sql'
import { MIGRATIONS } from './migrations'

let folder: string
let path: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-first-version-'))
  path = join(folder, 'ancien.chantier')
  engine = createEngine({ folder, settings: folder })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** A source's document as the first version wrote it: of one file, without deliveries and version. */
function body(id: string, name: string): string {
  const column = (of: string) => ({ name: of, type: 'BIGINT', format: null, lossless: true, failures: 0, failureExamples: [] }) // prettier-ignore
  const dialect = { delimiter: ';', quote: '"', escape: '"', newline: '\n', preambleLines: 0, headerRows: 1, comment: null } // prettier-ignore
  return JSON.stringify({
    id,
    table: { schema: 'raw', name },
    file: { name: `${name}.csv`, size: 12, sha256: id.repeat(8) },
    loadedAt: '2025-11-01T00:00:00.000Z',
    rows: 2,
    report: {
      encoding: 'utf-8', undecodableBytes: 0, dialect, rowsRead: 2, rowsLoaded: 2, faultCount: 0, faults: [],
      columns: [column('id'), column('v')], notes: [], seconds: 0.1
    } // prettier-ignore
  })
}

/**
 * A first-version file: `ventes` is there; `clients` was imported, then removed; the import of `villes`, on a branch that
 * was undone, is to be redone after `clients` is back.
 */
async function writeFirstVersion(): Promise<void> {
  const staging = join(folder, 'staging')
  await mkdir(staging)
  const database = await Database.open(path, { staging })
  const put = (id: string, name: string) => ({ collection: 'source', id, before: null, after: { position: 1, body: body(id, name) } }) // prettier-ignore
  const change = (id: number, parent: number | null, edits: unknown[]): string =>
    `INSERT INTO chantier.change VALUES (${id}, ${parent ?? 'NULL'}, TIMESTAMP '2025-11-01', '{"fr":"Fait","en":"Done"}', ${text(JSON.stringify(edits))}, ${id})`
  const removal = { ...put('c', 'clients'), before: put('c', 'clients').after, after: null }
  const rows = 'SELECT unnest([1, 2])::BIGINT AS id, unnest([10, 20])::BIGINT AS v'
  await database.withConnection(async (connection) => {
    for (const statement of [
      'CREATE SCHEMA chantier',
      'CREATE TABLE chantier.version (version INTEGER NOT NULL, made_at TIMESTAMP NOT NULL DEFAULT now()::TIMESTAMP)',
      ...(MIGRATIONS[0] ?? []),
      'INSERT INTO chantier.version(version) VALUES (1)',
      `INSERT INTO chantier.source VALUES ('s', 1, ${text(body('s', 'ventes'))})`,
      change(1, null, [put('s', 'ventes')]),
      change(2, 1, [put('c', 'clients')]),
      change(3, 2, [removal]),
      change(4, 3, [put('w', 'villes')]),
      'UPDATE chantier.head SET change = 3, revision = 5',
      `CREATE TABLE raw.ventes AS ${rows}`,
      'CREATE VIEW clean.ventes AS SELECT * FROM raw.ventes',
      `CREATE TABLE raw."~removed-clients" AS ${rows}`,
      `CREATE TABLE raw."~removed-villes" AS ${rows}`
    ])
      await (typeof statement === 'string' ? connection.run(statement) : statement(connection))
  })
  database.close()
}

const names = async (): Promise<string[]> =>
  (
    await engine.session.project.rows<{ name: string }>(
      `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'raw' ORDER BY 1`
    )
  ).map(({ name }) => name)
const count = (sql: string) => engine.session.project.rows<{ n: number }>(sql).then(([row]) => row?.n)
async function choose(name: string, content: string) {
  const file = join(folder, name)
  await writeFile(file, content)
  return { origin: { kind: 'path' as const, path: file }, name }
}

test('a project of the first version opens: its sources have versions, and only those there are in sight', async () => {
  await writeFirstVersion()
  await engine.client.project.open({ path })
  expect(await names()).toEqual(['ventes', '~kept-v1-c', '~kept-v1-w'])
  expect((await engine.client.sources.list({})).map(({ id, version }) => [id, version])).toEqual([['s', 'v1-s']])
})

test('undone imports and removals of the first version are redone and undone with their rows', async () => {
  await writeFirstVersion()
  await engine.client.project.open({ path })
  await engine.client.project.redo({})
  expect(await names()).toEqual(['ventes', 'villes', '~kept-v1-c'])
  await engine.client.project.undo({})
  await engine.client.project.undo({})
  expect(await names()).toEqual(['clients', 'ventes', '~kept-v1-w'])
  expect(await count('SELECT sum(v)::INTEGER AS n FROM clean.clients')).toBe(30)
  await engine.client.project.goTo({ change: null })
  expect(await names()).toEqual(['~kept-v1-c', '~kept-v1-s', '~kept-v1-w'])
  await engine.client.project.goTo({ change: 4 })
  expect(await count('SELECT (SELECT count(*) FROM clean.ventes) + (SELECT count(*) FROM clean.villes) AS n')).toBe(4)
})

test('a source of the first version takes deliveries, which undo takes back', async () => {
  await writeFirstVersion()
  await engine.client.project.open({ path })
  const file = await choose('ventes 2.csv', 'id;v\n3;30\n')
  const { delivery } = await finish(await engine.client.sources.prepare({ source: 's', mode: 'append', file }))
  await finish(await engine.client.sources.deliver({ delivery }))
  expect(await count('SELECT sum(v)::INTEGER AS n FROM clean.ventes')).toBe(60)
  await engine.client.project.undo({})
  expect(await count('SELECT sum(v)::INTEGER AS n FROM clean.ventes')).toBe(30)
  await engine.client.project.redo({})
  expect(await count('SELECT sum(v)::INTEGER AS n FROM clean.ventes')).toBe(60)
})

describe('the rows of each delivery of a source that the first version loaded', () => {
  const arrived = async (place: number) => {
    const [source] = await engine.client.sources.list({})
    const delivery = source?.deliveries.at(place)?.id ?? ''
    const { rowsSql } = await engine.client.sources.arrived({ source: 's', delivery })
    return (await engine.session.project.rows(`SELECT v FROM (${String(rowsSql)})`)).map(({ v }) => v)
  }
  const append = async (name: string, content: string) => {
    const file = await choose(name, content)
    const { delivery } = await finish(await engine.client.sources.prepare({ source: 's', mode: 'append', file }))
    return finish(await engine.client.sources.deliver({ delivery }))
  }

  test('are told apart, its first load among them', async () => {
    await writeFirstVersion()
    await engine.client.project.open({ path })
    const [before] = await engine.client.sources.list({})
    await append('a.csv', 'id;v\n3;30\n')
    const after = await append('b.csv', 'id;v\n4;40\n5;50\n')
    expect(after.deliveries).toMatchObject([
      { mode: 'first', files: [before?.file], loadedAt: before?.loadedAt, rows: 2 },
      { mode: 'append', rows: 1 },
      { mode: 'append', rows: 2 }
    ])
    expect([await arrived(0), await arrived(1), await arrived(2)]).toEqual([[10, 20], [30], [40, 50]])
  })

  test('are told apart too where a delivery was kept before first loads were recorded', async () => {
    await writeFirstVersion()
    await engine.client.project.open({ path })
    const source = await append('a.csv', 'id;v\n3;30\n')
    const unrecorded = { ...source, deliveries: source.deliveries.slice(1) }
    await engine.session.project.change({ fr: 'x', en: 'x' }, (scope) => scope.put('source', 's', unrecorded))
    expect(await arrived(0)).toEqual([30])
    await append('b.csv', 'id;v\n4;40\n5;50\n')
    expect([await arrived(0), await arrived(1)]).toEqual([[30], [40, 50]])
  })
})

test('a table imported now gets a name that no removed source of the first version has', async () => {
  await writeFirstVersion()
  await engine.client.project.open({ path })
  await finish(await engine.client.sources.import({ files: [await choose('clients.csv', 'id;v\n9;9\n')] }))
  expect(await names()).toEqual(['clients_2', 'ventes', '~kept-v1-c', '~kept-v1-w'])
})
