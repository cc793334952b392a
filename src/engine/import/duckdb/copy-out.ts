import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LocalizedText } from '../../../contract'
import type { Connection } from '../../db'
import { ident, text } from '../../sql'
import { MOST_COLUMNS, tooWide } from '../foreign-file'
import { parquetSql } from '../parquet'
import { carry } from './carry'
import { FOREIGN } from './foreign'

export interface CopiedTable {
  sql: string
  header: string[]
  notes: LocalizedText[]
  remove(): Promise<void>
}

export interface CopyOptions {
  signal?: AbortSignal
  /** The share copied so far, 0 to 1. */
  onShare?: (share: number) => void
}

/** Copies one base table of an open foreign database into a Parquet file beside `file`, every value exact. */
export async function copyOut(
  connection: Connection,
  file: string,
  name: string,
  table: { schema: string; name: string },
  { signal, onShare }: CopyOptions = {}
): Promise<CopiedTable> {
  const copy = join(dirname(file), `copy-${randomUUID()}.parquet`)
  const remove = (): Promise<void> => rm(copy, { force: true })
  const source = `${FOREIGN}.${ident(table.schema)}.${ident(table.name)}`
  try {
    const columns = await describe(connection, `FROM ${source}`, signal)
    if (columns.length > MOST_COLUMNS) throw tooWide(name, columns.length)
    const twins = await twinTypes(connection, source, columns, copy, signal)
    const carried = columns.map(({ column, type }, index) => carry(column, index, type, twins[index] ?? ''))
    const written = carried.map(({ write }, index) => `${write} AS c${index}`).join(', ')
    await connection.run(`COPY (SELECT ${written} FROM ${source}) TO ${text(copy)} (FORMAT parquet)`, {
      signal,
      onProgress: onShare
    })
    return {
      sql: `SELECT ${carried.map(({ read }) => read).join(', ')} FROM (${parquetSql(copy, columns.length)})`,
      header: columns.map(({ column }) => column),
      notes: carried.flatMap(({ note }) => note ?? []),
      remove
    }
  } catch (error) {
    await remove()
    throw error
  }
}

/** The types that Parquet gives the columns back with, tried on a file without rows; '' for those that it cannot hold. */
async function twinTypes(
  connection: Connection,
  source: string,
  columns: { column: string; type: string }[],
  copy: string,
  signal?: AbortSignal
): Promise<string[]> {
  const tried = columns.map(({ column }, index) => `${ident(column)} AS c${index}`).join(', ')
  try {
    await connection.run(`COPY (SELECT ${tried} FROM ${source} LIMIT 0) TO ${text(copy)} (FORMAT parquet)`, { signal })
  } catch (error) {
    if (columns.length === 1) return ['']
    // One of the columns cannot be held: each is tried alone.
    const each: string[] = []
    for (const column of columns) each.push(...(await twinTypes(connection, source, [column], copy, signal)))
    if (each.every((type) => type !== '')) throw error
    return each
  }
  return (await describe(connection, `FROM read_parquet(${text(copy)})`, signal)).map(({ type }) => type)
}

function describe(connection: Connection, query: string, signal?: AbortSignal) {
  return connection.rows<{ column: string; type: string }>(
    `SELECT column_name AS column, column_type AS type FROM (DESCRIBE ${query})`,
    { signal }
  )
}
