import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TextReading } from '../../../contract'
import { Database } from '../../db'
import { text } from '../../sql'
import { castSql, inferReading, strictSql, typeOf } from './index'

let folder: string
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-types-'))
  database = await Database.open(':memory:', { staging: folder })
})
afterAll(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

/** The values as read, in DuckDB's own text. */
async function read(reading: TextReading, values: string[], sql = castSql): Promise<(string | null)[]> {
  const rows = await database.rows<{ v: string | null }>(
    `SELECT CAST(${sql(reading, 'x')} AS VARCHAR) AS v FROM (SELECT unnest([${values.map(text).join(', ')}]) AS x)`
  )
  return rows.map(({ v }) => v)
}

describe('reading the columns of French exports', () => {
  test.each<[string, string[], string, (string | null)[]]>([
    ['decimal commas', ['12,5', '3,25', '-0,5', '100'], 'DOUBLE', ['12.5', '3.25', '-0.5', '100.0']],
    [
      'thousands with a narrow no-break space',
      ['1\u202f234,50', '12\u202f000,00', '7,25'],
      'DOUBLE',
      ['1234.5', '12000.0', '7.25']
    ],
    ['thousands with points and comma', ['1.234,50', '12.000,00', '7,25'], 'DOUBLE', ['1234.5', '12000.0', '7.25']],
    ['percent', ['12 %', '3,5 %', '99 %'], 'DOUBLE', ['12.0', '3.5', '99.0']],
    ['euros', ['3,50 €', '1 204,99 €'], 'DOUBLE', ['3.5', '1204.99']],
    ['whole numbers with spaces', ['1 234', '12 000', '7'], 'BIGINT', ['1234', '12000', '7']],
    ['plain integers stay integers, 0/1 too', ['0', '1', '1'], 'BIGINT', ['0', '1', '1']],
    ['decimal points', ['1.5', '2', '-3.25e2'], 'DOUBLE', ['1.5', '2.0', '-325.0']],
    ['ISO dates', ['2024-02-29', '2023-12-01'], 'DATE', ['2024-02-29', '2023-12-01']],
    ['French dates', ['29/02/2024', '01/12/2023'], 'DATE', ['2024-02-29', '2023-12-01']],
    ['American dates, proven by a day above 12', ['02/29/2024', '12/01/2023'], 'DATE', ['2024-02-29', '2023-12-01']],
    ['mixed shapes', ['29/02/2024', '2023-12-01', '03.01.2022'], 'DATE', ['2024-02-29', '2023-12-01', '2022-01-03']],
    [
      'French month names',
      ['3 mars 2024', '1er août 2023', '15 déc. 2022'],
      'DATE',
      ['2024-03-03', '2023-08-01', '2022-12-15']
    ],
    [
      'date and time',
      ['29/02/2024 08:05', '01/12/2023 23:59'],
      'TIMESTAMP',
      ['2024-02-29 08:05:00', '2023-12-01 23:59:00']
    ],
    ['oui / non', ['oui', 'NON', 'Oui'], 'BOOLEAN', ['true', 'false', 'true']]
  ])('%s', async (_name, values, type, expected) => {
    const reading = inferReading(values)
    expect(typeOf(reading)).toBe(type)
    expect(await read(reading, values)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['post codes', ['75011', '01000', '69003']],
    ['telephone numbers', ['0612345678', '0145678901']],
    ['long identifiers', ['12345678901234567890', '98765432109876543210']],
    ['words', ['Lyon', 'Paris']],
    ['no value at all', ['', 'NC', 'n/a']]
  ])('%s stay text', (_name, values) => {
    expect(inferReading(values)).toEqual({ kind: 'text' })
  })

  test('missing markers and a few faults do not hide the type; they become missing', async () => {
    const values = ['1,5', '2,5', '3,5', '4,5', '5,5', '6,5', '7,5', '8,5', '9,5', 'NC', 'douze']
    const reading = inferReading(values)
    expect(reading).toEqual({ kind: 'number', decimal: ',', grouping: '', unit: null })
    expect((await read(reading, values)).slice(-2)).toEqual([null, null])
  })

  test.each<[TextReading, string]>([
    [{ kind: 'integer', grouping: '' }, '007'],
    [{ kind: 'integer', grouping: '' }, '1_000'],
    [{ kind: 'integer', grouping: '' }, '99999999999999999999'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, '01.50'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, '0.12345678901234567'],
    [{ kind: 'number', decimal: '.', grouping: '', unit: null }, '1e400'],
    [{ kind: 'date', shapes: ['%Y-%m-%d'] }, '2024-2-9']
  ])('loading raises on a text that %j would change: %s', async (reading, value) => {
    await expect(read(reading, [value], strictSql)).rejects.toThrow('not lossless')
  })
})
