import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Database } from '../db'
import { exportList } from './export-sql'
import { frenchText } from './french-text'

let folder: string
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-french-'))
  database = await Database.open(join(folder, 'a.duckdb'), { staging: folder })
})
afterAll(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  ['DOUBLE', ['0.1', '-1234567.5', '1e300', 'nan', 'inf', '3']],
  ['FLOAT', ['0.5', '-2.25', '1e-20']],
  ['DECIMAL(12,2)', ['0.10', '-1234.56']],
  ['BIGINT', ['-1234567']],
  ['BOOLEAN', ['true', 'false']],
  ['DATE', ['2024-03-31', '0044-01-02', '12024-01-01', 'infinity', '-infinity']],
  ['TIMESTAMP', ['2024-03-31 08:05:09', '2024-03-31 08:05:09.25', 'infinity']],
  ['TIME', ['08:05:09.5']],
  ['VARCHAR', ['1.5', '2024-03-31', 'true']]
])('a single %s is written as the export of rows writes it', async (type, values) => {
  for (const value of values) {
    const from = `(SELECT '${value}'::${type} AS x)`
    const [row] = await database.rows<{ own: string; french: string }>(
      `SELECT x::VARCHAR AS own, (SELECT x::VARCHAR FROM (SELECT ${exportList([{ name: 'x', type }], 'csv_fr', false)} FROM ${from})) AS french FROM ${from}`
    )
    expect(frenchText(row?.own ?? '', type)).toBe(row?.french)
  }
})
