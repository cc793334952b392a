import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { withPrivateDatabase, type Connection } from '../../db'
import { fail } from '../../errors'
import { inBothLanguages } from '../../figure-text'
import { text } from '../../sql'
import { bytesAt, damaged, MOST_COLUMNS, refuseDamage, tooWide } from '../foreign-file'

export interface ParquetFacts {
  /** Names of its columns as the file has them, duplicates included. */
  columns: string[]
  rows: number
  /** Names of the columns of bytes without a meaning. */
  binary: string[]
}

/** Rows that any honest file may hold, and values that one byte of it may stand for beyond that. */
const SANE_ROWS = 1_000_000_000
const SANE_VALUES_PER_BYTE = 10_000

/**
 * Reads the footer of a Parquet file in a private engine. Refuses what is cut short, encrypted, wider than can be worked
 * with, or claims rows that its bytes cannot hold (42.parquet: 42 kB for 622 thousand billion values).
 */
export async function inspectParquet(file: string, name: string, signal?: AbortSignal): Promise<ParquetFacts> {
  const { size } = await stat(file)
  await checkMagic(file, name, size)
  return refuseDamage(name, 'Parquet', () =>
    withPrivateDatabase(dirname(file), async (connection) => {
      const columns = await columnsOf(connection, file, signal)
      if (columns.length > MOST_COLUMNS) throw tooWide(name, columns.length)
      const rows = await rowsOf(connection, file, name, signal)
      if (rows > SANE_ROWS && (rows * Math.max(1, columns.length)) / size > SANE_VALUES_PER_BYTE) {
        throw bomb(name, rows, size)
      }
      // The whole schema as DuckDB understands it: a type that it cannot read is refused here, not after a long load.
      const types = await connection.rows<{ type: string }>(
        `SELECT column_type AS type FROM (DESCRIBE SELECT * FROM read_parquet(${text(file)}, hive_partitioning=false))`,
        { signal }
      )
      if (types.length !== columns.length) throw damaged(name, 'Parquet', { fr: 'schéma', en: 'schema' })
      return { columns, rows, binary: columns.filter((_, index) => types[index]?.type === 'BLOB') }
    })
  )
}

async function checkMagic(file: string, name: string, size: number): Promise<void> {
  const [head, tail] = [(await bytesAt(file, 0, 4)).toString('latin1'), (await bytesAt(file, -4, 4)).toString('latin1')]
  if (tail === 'PARE' && (head === 'PARE' || head === 'PAR1')) throw encrypted(name)
  if (head === 'PAR1' && tail === 'PAR1' && size >= 12) return
  throw damaged(name, 'Parquet', { fr: 'sa fin manque', en: 'its end is missing' })
}

/** Names of the top level of the schema, which comes as a tree in reading order; its root is the first entry. */
async function columnsOf(connection: Connection, file: string, signal?: AbortSignal): Promise<string[]> {
  const entries = await connection.rows<{ name: string; children: number | null }>(
    `SELECT name, num_children AS children FROM parquet_schema(${text(file)})`,
    { signal }
  )
  const columns: string[] = []
  const open: number[] = []
  for (const { name, children } of entries.slice(1)) {
    if (open.length === 0) columns.push(name)
    else open.push(open.pop()! - 1)
    if (children) open.push(children)
    while (open.at(-1) === 0) open.pop()
  }
  return columns
}

async function rowsOf(connection: Connection, file: string, name: string, signal?: AbortSignal): Promise<number> {
  const [facts] = await connection.rows<{ rows: number | string; encryption: string | null }>(
    `SELECT num_rows AS rows, encryption_algorithm AS encryption FROM parquet_file_metadata(${text(file)})`,
    { signal }
  )
  if (!facts) throw damaged(name, 'Parquet', { fr: 'pied du fichier', en: 'footer' })
  if (facts.encryption) throw encrypted(name)
  const [groups] = await connection.rows<{ rows: number | string | null }>(
    `SELECT sum(n) AS rows FROM (
       SELECT any_value(row_group_num_rows) AS n FROM parquet_metadata(${text(file)}) GROUP BY row_group_id)`,
    { signal }
  )
  const [claimed, grouped] = [Number(facts.rows), Number(groups?.rows ?? 0)]
  if (claimed < 0 || grouped < 0) throw damaged(name, 'Parquet', { fr: 'nombre de lignes', en: 'row count' })
  return Math.max(claimed, grouped)
}

function bomb(name: string, rows: number, size: number): Error {
  const { fr, en } = inBothLanguages((format) => [format(rows), format(size)] as const)
  return fail(
    'refused',
    {
      fr: `« ${name} » annonce ${fr[0]} lignes pour ${fr[1]} octets : un tel fichier remplirait le disque.`,
      en: `“${name}” claims ${en[0]} rows in ${en[1]} bytes: such a file would fill the disk.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Rien n’a été chargé. Vérifiez d’où vient ce fichier ; s’il est sincère, exportez-en une partie.',
        en: 'Nothing was loaded. Check where this file comes from; if it is honest, export a part of it.'
      }
    }
  )
}

function encrypted(name: string): Error {
  return fail(
    'refused',
    { fr: `« ${name} » est chiffré.`, en: `“${name}” is encrypted.` },
    {
      place: { file: name },
      hint: {
        fr: 'Demandez un export non chiffré, ou déchiffrez-le avec l’outil qui l’a écrit.',
        en: 'Ask for an export that is not encrypted, or decrypt it with the tool that wrote it.'
      }
    }
  )
}
