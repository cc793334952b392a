import { readFile, writeFile } from 'node:fs/promises'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { withPrivateDatabase } from '../../db'
import { text } from '../../sql'
import { head, loadDirect, openDirect, refusalOf } from '../testing/read-table'
import { parquetReader } from './index'
import { claimingParquet } from './testing/bare-parquet'

const directory = mkdtempSync(join(tmpdir(), 'parquet [x]*-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const inDirectory = (name: string): string => join(directory, name)

async function written(name: string, query: string): Promise<string> {
  await withPrivateDatabase(directory, (db) => db.run(`COPY (${query}) TO ${text(inDirectory(name))} (FORMAT parquet)`))
  return inDirectory(name)
}

describe('a Parquet file', () => {
  it('is loaded with its own types, nested ones too, its names kept as they are', async () => {
    const file = await written(
      'types.parquet',
      `SELECT 9007199254740993 AS "__proto__", 1.50::DECIMAL(10,2) AS "Prix, €", DATE '2024-02-29' AS d,
              TIMESTAMP '2024-01-01 10:00:00.5' AS "d ", '007' AS code, NULL::VARCHAR AS vide,
              [1, NULL] AS l, {'a': 1, 'b c': 'x'} AS s, MAP {'k': 2} AS m, '\\xFF'::BLOB AS brut`
    )
    expect(await parquetReader.parts(file)).toEqual([
      { path: [], name: '', rows: 1, columns: 10, hidden: false, note: null }
    ])
    const table = await openDirect(parquetReader, file)
    expect(table.header).toEqual(['__proto__', 'Prix, €', 'd', 'd ', 'code', 'vide', 'l', 's', 'm', 'brut'])
    expect(table.notes()[0]?.en).toBe('1 column of raw bytes, kept as they are: brut.')
    const { types, rows } = await loadDirect(directory, table)
    expect(types).toEqual([
      'BIGINT', 'DECIMAL(10,2)', 'DATE', 'TIMESTAMP', 'VARCHAR', 'VARCHAR', 'INTEGER[]',
      'STRUCT(a INTEGER, "b c" VARCHAR)', 'MAP(VARCHAR, INTEGER)', 'BLOB'
    ]) // prettier-ignore
    expect(Object.values(rows[0]!)).toEqual([
      '9007199254740993', '1.50', '2024-02-29', '2024-01-01 10:00:00.5', '007', null, '[1, NULL]',
      "{'a': 1, 'b c': x}", '{k=2}', '\\xFF'
    ]) // prettier-ignore
  })

  it('keeps two columns of one name', async () => {
    const file = await written('twice.parquet', 'SELECT 1 AS colonne_a, 2 AS colonne_b')
    await writeFile(file, (await readFile(file)).toString('latin1').replaceAll('colonne_b', 'colonne_a'), 'latin1')
    const table = await openDirect(parquetReader, file)
    expect(table.header).toEqual(['colonne_a', 'colonne_a'])
    expect((await loadDirect(directory, table)).rows).toEqual([{ c0: '1', c1: '2' }])
  })

  it('without rows is an empty table', async () => {
    const file = await written('empty.parquet', 'SELECT 1 AS a WHERE false')
    expect((await parquetReader.parts(file))[0]?.rows).toBe(0)
    expect((await loadDirect(directory, await openDirect(parquetReader, file))).rows).toEqual([])
  })

  it('cut short is refused by its name', async () => {
    const file = await written('whole.parquet', 'SELECT i FROM range(10000) t(i)')
    await writeFile(inDirectory('cut.parquet'), await head(file, 0.7))
    const { kind, message, place } = await refusalOf(() => openDirect(parquetReader, inDirectory('cut.parquet')))
    expect({ kind, place }).toEqual({ kind: 'corrupt', place: { file: 'donnees' } })
    expect(message.fr).toBe(
      '« donnees » est abîmé ou incomplet : ce fichier Parquet ne peut pas être lu (sa fin manque).'
    )
  })

  it('broken anywhere behind its rows is refused, or read, without a path of this machine', async () => {
    const whole = await readFile(await written('footer.parquet', 'SELECT i, i::VARCHAR AS t FROM range(10000) t(i)'))
    const footer = whole.length - 8 - whole.readUInt32LE(whole.length - 8)
    const kinds = new Set<string>()
    for (let at = footer; at < whole.length - 4; at += 23) {
      const bytes = Buffer.from(whole)
      bytes[at] = bytes[at]! ^ 0xff
      await writeFile(inDirectory('broken.parquet'), bytes)
      try {
        await parquetReader.parts(inDirectory('broken.parquet'))
      } catch (error) {
        const { kind, message, place } = await refusalOf(() => Promise.reject(error as Error))
        kinds.add(kind)
        expect(place).toEqual({ file: 'broken.parquet' })
        expect(message.en).not.toContain(directory)
      }
    }
    expect([...kinds].filter((kind) => kind !== 'corrupt' && kind !== 'refused')).toEqual([])
  })

  it('that claims more rows than its bytes could hold is refused', async () => {
    await writeFile(inDirectory('bomb.parquet'), claimingParquet(4_000_000_000_000_000n))
    const { kind, message } = await refusalOf(() =>
      parquetReader.parts(inDirectory('bomb.parquet'), { name: '42.parquet' })
    )
    expect(kind).toBe('refused')
    expect(message.en).toMatch(/^“42\.parquet” claims 4,000,000,000,000,000 rows in \d+ bytes/)
    await writeFile(inDirectory('modest.parquet'), claimingParquet(900_000_000n))
    expect((await parquetReader.parts(inDirectory('modest.parquet')))[0]?.rows).toBe(900_000_000)
  })

  it('with an encrypted footer is told to be so', async () => {
    const bytes = claimingParquet(1n)
    bytes.write('PARE', bytes.length - 4)
    await writeFile(inDirectory('secret.parquet'), bytes)
    expect((await refusalOf(() => openDirect(parquetReader, inDirectory('secret.parquet')))).message.en).toBe(
      '“donnees” is encrypted.'
    )
  })

  it('too wide is refused', async () => {
    const file = await written(
      'wide.parquet',
      `SELECT ${Array.from({ length: 10_001 }, (_, index) => `1 AS c${index}`).join(', ')}`
    )
    expect((await refusalOf(() => openDirect(parquetReader, file))).message.en).toContain('claims 10001 columns')
  })
})
