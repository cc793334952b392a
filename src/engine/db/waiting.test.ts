import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Database, type Connection } from './index'

let folder: string
let database: Database

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-test-'))
  database = await Database.open(join(folder, 'essai.duckdb'), { staging: folder })
  await database.run('CREATE TABLE t (n INTEGER)')
})
afterEach(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

const within = (work: (connection: Connection) => Promise<unknown>): Promise<unknown> =>
  database.withConnection((connection) => connection.transaction(() => work(connection)))
const numbers = async (): Promise<number[]> =>
  (await database.rows<{ n: number }>('SELECT n FROM t ORDER BY n')).map(({ n }) => n)
const put = (n: number): string => `INSERT INTO t VALUES (${n})`

test('statements that wait run in their order, before the next one and before the end', async () => {
  await within(async (connection) => {
    connection.later(put(1), 'UPDATE t SET n = n + 10')
    expect(await connection.rowsAtOnce('SELECT n FROM t')).toEqual([{ n: 11 }])
    connection.later(put(2))
    // Of two that are handed over side by side, either may run first.
    await Promise.all([connection.run('UPDATE t SET n = n * 2'), connection.run('UPDATE t SET n = n * 2')])
    connection.later(put(3))
  })
  expect(await numbers()).toEqual([3, 8, 44])
})

test('where one that waited fails, nothing of its transaction is kept, and the connection serves again', async () => {
  const failing = within(async (connection) => {
    await connection.run(put(1))
    connection.later(put(2), `SELECT error('no')`, put(3))
  })
  await expect(failing).rejects.toThrow('no')
  await within((connection) => connection.run(put(4)))
  expect(await numbers()).toEqual([4])
})

test('work that goes on after a statement failed keeps nothing, where those that had waited failed with it', async () => {
  const failing = within(async (connection) => {
    connection.later(put(1), 'INSERT INTO missing VALUES (1)')
    await connection.run(put(2)).catch(() => undefined)
    await connection.run(put(3)).catch(() => undefined)
  })
  await expect(failing).rejects.toThrow('missing')
  const together = within(async (connection) => {
    connection.later(put(1), 'INSERT INTO missing VALUES (1)')
    await connection.rowsAtOnce('SELECT 1 AS n').catch(() => undefined)
  })
  await expect(together).rejects.toThrow('missing')
  expect(await numbers()).toEqual([])
})

test('a text that cannot be parsed takes none of those along that waited', async () => {
  await within(async (connection) => {
    connection.later(put(1))
    await connection.run('SELECT FROM WHERE').catch(() => undefined)
  })
  expect(await numbers()).toEqual([1])
})
