import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdsShownSql } from './shown-text'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`SET TimeZone='UTC'`)
})
afterAll(() => connection.closeSync())

const TYPES = ['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE']

/** Whether the value, and its text as a list of values has it, hold the text: the same. */
async function holds(value: string, type: string, sought: string): Promise<boolean> {
  const sql = `SELECT ${holdsShownSql('v', type, sought)}, ${holdsShownSql('w', type, sought)} FROM (SELECT v, v::VARCHAR AS w FROM (SELECT ${value}::${type} AS v))`
  const [row] = await (await connection.run(sql)).getRows()
  expect(row?.[0]).toBe(row?.[1])
  return row?.[0] === true
}

test.each(TYPES)('a %s is found as French shows it, zeros typed or not, and as SQL writes it', async (type) => {
  const found = (sought: string) => holds(`'2024-03-01'`, type, sought)
  for (const sought of ['01/03/2024', '1/3/2024', '1.3.2024', '/03/2024', '01/03', '2024-03-01', '2024', ' 1/3/2024 '])
    expect([sought, await found(sought)]).toEqual([sought, true])
  for (const sought of ['03/01/2024', '11/3/2024', '2024/03', '31/03', 'mars', '1/3/2023'])
    expect([sought, await found(sought)]).toEqual([sought, false])
})

test.each(TYPES.slice(1))('the time of a %s is found behind its day in either order', async (type) => {
  const found = (sought: string) => holds(`'2024-03-31 12:30:05'`, type, sought)
  for (const sought of ['31/03/2024 12:30', '31/3/2024 12', '2024 12:30', '2024-03-31 12:30:05', '31 12:30', '12:30'])
    expect([sought, await found(sought)]).toEqual([sought, true])
  expect(await found('31/03/2024 13')).toBe(false)
})

test('fractions of a second are found with the point and the comma; days before Christ as they are shown', async () => {
  const instant = `'2024-03-31 12:30:05.25'`
  expect(await holds(instant, 'TIMESTAMP', '12:30:05,25')).toBe(true)
  expect(await holds(instant, 'TIMESTAMP', '12:30:05.25')).toBe(true)
  expect(await holds(`'12:30:05.25'`, 'TIME', '05,25')).toBe(true)
  expect(await holds(`'0044-03-15 (BC)'`, 'DATE', '0044-03-15')).toBe(true)
  expect(await holds(`'0044-03-15 (BC)'`, 'DATE', '15/03/0044')).toBe(false)
  expect(await holds(`'infinity'`, 'DATE', 'inf')).toBe(true)
})

test('numbers are found as either language groups them', async () => {
  for (const sought of ['12 345', '12\u202f345', '12,345', '12345', '345', '12 345,5', '12,345.5', '345.5'])
    expect([sought, await holds('12345.5', 'DECIMAL(9,1)', sought)]).toEqual([sought, true])
  expect(await holds('-12.345', 'DOUBLE', '−12,345')).toBe(true)
  expect(await holds('12345', 'BIGINT', '12,5')).toBe(false)
  expect(await holds('12345', 'BIGINT', 'abc')).toBe(false)
  expect(await holds(`'nan'`, 'DOUBLE', 'NaN')).toBe(true)
  expect(await holds('1e300', 'DOUBLE', '1E+300')).toBe(true)
})
