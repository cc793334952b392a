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
  ['DATE', ['2024-03-31', '0044-01-02', '12024-01-01', 'infinity', '-infinity', '0044-03-15 (BC)', '290000-12-31']],
  ['TIMESTAMP', ['2024-03-31 08:05:09', '0044-03-15 (BC) 08:05:09', '2024-03-31 08:05:09.25', 'infinity']],
  ['TIME', ['08:05:09.5']],
  ['DOUBLE[]', ['[0.5, 1.25, NULL]', '[]']],
  ['FLOAT[2]', ['[0.5, 1.25]']],
  ['DECIMAL(5,2)[][]', ['[[0.50], [1.25]]']],
  ['STRUCT(a DOUBLE, b DATE)', ["{''a'': 1.5, ''b'': ''2024-03-31''}"]],
  ['MAP(DOUBLE, BOOLEAN)', ['{0.5=true}']],
  ['DATE[]', ['[2024-03-31]']],
  ['BOOLEAN[]', ['[true]']],
  ['HUGEINT', ['-170141183460469231731687303715884105727']],
  ['TIMESTAMP_S', ['2024-03-31 08:05:09']],
  ['TIMESTAMP_NS', ['2024-03-31 08:05:09.123456789']],
  ['TIMESTAMP WITH TIME ZONE', ['2024-03-31 08:05:09+00']],
  ['INTERVAL', ['1 year 2 days 01:02:03.5']],
  ['UUID', ['6f1b4f6e-9a0e-4f4e-8a6a-2f3a4b5c6d7e']],
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
