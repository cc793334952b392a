import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Database, type Row } from '../../db'
import { ChantierError } from '../../errors'
import type { DirectTable, FormatReader, OpenTable, TextRecord } from '../reader'

/** The rows of a direct table as a project's own DuckDB loads them, each `{ type_0, text_0, … }` by place. */
export async function loadDirect(directory: string, table: DirectTable): Promise<{ types: string[]; rows: Row[] }> {
  const database = await Database.open(join(directory, `project-${Date.now()}-${Math.random()}.db`), {
    staging: directory
  })
  try {
    await database.run(`CREATE TABLE raw_table AS ${table.sql}`)
    const types = await database.rows<{ type: string }>(`SELECT column_type AS type FROM (DESCRIBE raw_table)`)
    const texts = table.header.map((_, index) => `c${index}::VARCHAR AS c${index}`)
    // The page route must take every type, too.
    if ((await database.arrow('FROM raw_table')).length === 0) throw new Error('no Arrow page')
    return {
      types: types.map(({ type }) => type),
      rows: await database.rows(`SELECT ${texts.join(', ')} FROM raw_table`)
    }
  } finally {
    database.close()
  }
}

/** Opens a part that comes as a query. */
export async function openDirect(reader: FormatReader, file: string, part: string[] = []): Promise<DirectTable> {
  const table = await reader.open(file, part, {}, { name: 'donnees' })
  if (!('sql' in table)) throw new Error('a query was expected')
  return table
}

/** Opens a part that comes as records, and reads it to its end. */
export async function readRecords(
  reader: FormatReader,
  file: string,
  part: string[] = []
): Promise<{ table: OpenTable; records: TextRecord[] }> {
  const table = await reader.open(file, part, {}, { name: 'donnees' })
  if ('sql' in table) throw new Error('records were expected')
  try {
    const records: TextRecord[] = []
    for await (const batch of table.records()) records.push(...batch)
    return { table, records }
  } finally {
    await table.close()
  }
}

/** The error for the user that work ends with. */
export async function refusalOf(work: () => Promise<unknown>): Promise<ChantierError['data']> {
  try {
    await work()
  } catch (error) {
    if (error instanceof ChantierError) return error.data
    throw error
  }
  throw new Error('it should have been refused')
}

/** The bytes of a file from `from` on, as another file's content. */
export async function head(file: string, share: number): Promise<Buffer> {
  const bytes = await readFile(file)
  return bytes.subarray(0, Math.floor(bytes.length * share))
}
