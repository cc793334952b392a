import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Database } from '../db'
import { isChanged } from './compared-text'

let folder: string
let database: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-compared-'))
  database = await Database.open(':memory:', { staging: folder })
})
afterAll(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  ['2', 'BIGINT', '2', 'DOUBLE', false],
  ['2', 'BIGINT', '2.5', 'DOUBLE', true],
  ['-0.0', 'DOUBLE', '0', 'BIGINT', false],
  ['100', 'INTEGER', '100', 'DECIMAL(18,2)', false],
  ['2.50', 'DECIMAL(18,2)', '2.5', 'DOUBLE', false],
  ['2.50', 'DECIMAL(18,2)', '2.500', 'DECIMAL(18,3)', false],
  ['0.0000150', 'DECIMAL(18,7)', '0.000015', 'DOUBLE', false],
  ['30000000000000000', 'BIGINT', '30000000000000000', 'DOUBLE', false],
  ['1152921504606846976', 'BIGINT', '1152921504606846976', 'DOUBLE', false],
  // A double does not hold it.
  ['9007199254740993', 'BIGINT', '9007199254740993', 'DOUBLE', true],
  ['2', 'VARCHAR', '2', 'BIGINT', false],
  ['2', 'VARCHAR', '2', 'DOUBLE', false],
  ['2.50', 'VARCHAR', '2.5', 'DOUBLE', false],
  ['2,5', 'VARCHAR', '2.5', 'DOUBLE', true],
  ['02', 'VARCHAR', '2', 'BIGINT', true],
  ['2', 'DOUBLE', '2', 'VARCHAR', false],
  ['2', 'VARCHAR', '2.0', 'VARCHAR', true],
  ['2020-01-31', 'DATE', '2020-01-31', 'TIMESTAMP', false],
  ['2020-01-31', 'DATE', '2020-01-31 10:00:00', 'TIMESTAMP', true],
  ['2020-01-31 00:00:00', 'VARCHAR', '2020-01-31', 'DATE', false],
  ['31/01/2020', 'VARCHAR', '2020-01-31', 'DATE', true],
  ['nan', 'DOUBLE', 'nan', 'VARCHAR', false],
  ['inf', 'DOUBLE', '5', 'BIGINT', true],
  ['1e-40', 'DOUBLE', '0', 'BIGINT', true],
  ['1e-40', 'DOUBLE', '0', 'VARCHAR', true],
  ['1e-05', 'DOUBLE', '1e-05', 'VARCHAR', false],
  ['1e-05', 'VARCHAR', '0.00001', 'DOUBLE', false],
  ['1e20', 'DOUBLE', '1e+20', 'VARCHAR', false],
  ['elle', 'VARCHAR', '5', 'BIGINT', true]
])('%s as %s and %s as %s: another value is %s', async (was, before, is, after, changed) => {
  const of = (value: string, type: string): string => `CAST('${value}' AS ${type})`
  const said = isChanged({ cell: 'a', type: before }, { cell: 'b', type: after })
  const result = await database.run(`SELECT ${said} FROM (SELECT ${of(was, before)} AS a, ${of(is, after)} AS b)`)
  expect(await result.getRowsJson()).toEqual([[changed]])
})
