import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Database } from '../../db'
import { directReadArgs } from './directRead'
import { inspect } from './inspect'

const folder = mkdtempSync(join(tmpdir(), 'chantier-direct-'))
const path = join(folder, 'file.csv')
let database: Database

beforeAll(async () => {
  database = await Database.open(':memory:', { staging: folder })
})
afterAll(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Loads by DuckDB alone, as the inspection says; null where it says to rewrite first. */
async function load(content: string): Promise<Record<string, unknown>[] | null> {
  writeFileSync(path, content)
  const { direct, dialect } = await inspect(path)
  if (!direct) return null
  return database.rows(`SELECT * FROM read_csv('${path}', ${directReadArgs(direct, dialect.header ?? [])})`)
}

const body = (line: (i: number) => string, rows = 6): string => Array.from({ length: rows }, (_, i) => line(i)).join('')

describe('files that DuckDB may read as they stand', () => {
  it.each([
    ['commas', `id,nom\n${body((i) => `${i},"a, ""b"" ${i}"\n`)}`],
    ['a BOM', `\ufeffid,nom\n${body((i) => `${i},"a, ""b"" ${i}"\n`)}`],
    ['semicolons and CRLF', `id;nom\r\n${body((i) => `${i};"a, ""b"" ${i}"\r\n`)}`],
    ['an introduction', `Export du 3 mai\n\nid;nom\n${body((i) => `${i};"a, ""b"" ${i}"\n`)}`],
    ['backslashes', `id,nom\n${body((i) => `${i},"a, \\"b\\" ${i}"\n`)}`],
    ['a separator of two signs', `id||nom\n${body((i) => `${i}||"a, ""b"" ${i}"\n`)}`]
  ])('reads %s', async (_, content) => {
    expect(await load(content)).toEqual(Array.from({ length: 6 }, (__, i) => ({ id: String(i), nom: `a, "b" ${i}` })))
  })

  it.each([
    ['a short row', `id,nom,n\n${body((i) => (i === 3 ? '3,x\n' : `${i},a,1\n`))}`],
    ['a stray quote', `id,nom,n\n${body((i) => (i === 3 ? '3,"x" y,1\n' : `${i},"a",1\n`))}`],
    ['a lone CR at a line end', `id,nom,n\n${body((i) => (i === 3 ? '3,x,1\r\n' : `${i},a,1\n`))}`],
    ['a second table', `id,nom,n\n${body((i) => `${i},a,1\n`)}id,nom,n\n${body((i) => `${i},b,1\n`)}`],
    // DuckDB skips the lines of a header as one record, and would pass over the first row.
    ['a line break in the header', `id,"nom\n(usuel)",n\n${body((i) => `${i},a,1\n`)}`],
    ['a line break in a title above', `"Extraction\ndu 12/03",,\nid,nom,n\n${body((i) => `${i},"a",1\n`)}`],
    ['a lone quote above', `"Export du 3 mai\nid,nom,n\n${body((i) => `${i},"a",1\n`)}`],
    ['a NUL', `id,nom,n\n${body((i) => `${i},a\0,1\n`)}`]
  ])('leaves %s to the tolerant reader', async (_, content) => {
    expect(await load(content)).toBeNull()
  })

  it('is refused by DuckDB, not misread, where the fault lies outside the samples', async () => {
    const rows = (from: number, n: number): string =>
      Array.from({ length: n }, (_, i) => `${from + i},nom ${i},3\n`).join('')
    const start = `id,nom,n\n${rows(0, 30_000)}`
    await expect(load(`${start}1,"x" y,2\n${rows(30_001, 90_000)}`)).rejects.toThrow()
    await expect(load(`${start}1,x\n${rows(30_001, 90_000)}`)).rejects.toThrow()
    await expect(load(`${start}1,x,2,3\n${rows(30_001, 90_000)}`)).rejects.toThrow()
  })
})
