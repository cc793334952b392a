import type { LocalizedText } from '../../../contract'
import type { Connection } from '../../db'
import { fail } from '../../errors'
import { countOf } from '../../figure-text'
import { text } from '../../sql'
import { FOREIGN } from './foreign'

export interface ForeignTable {
  schema: string
  name: string
  columns: number
  /** As the catalogue says: rows not yet cleaned up may count. */
  rows: number
}

/** Tables that a file may offer. */
const MOST_TABLES = 10_000

/** The base tables of a foreign database, by schema and name. */
export async function tablesOf(connection: Connection, name: string, signal?: AbortSignal): Promise<ForeignTable[]> {
  const tables = await connection.rows<{ schema: string; name: string; columns: number; rows: number }>(
    `SELECT schema_name AS schema, table_name AS name, column_count AS columns, estimated_size AS rows
     FROM duckdb_tables() WHERE database_name = ${text(FOREIGN)} AND NOT internal AND NOT temporary
     ORDER BY schema_name <> 'main', schema_name, table_name LIMIT ${MOST_TABLES + 1}`,
    { signal }
  )
  if (tables.length <= MOST_TABLES) return tables
  throw fail(
    'limit',
    {
      fr: `« ${name} » contient plus de ${MOST_TABLES} tables.`,
      en: `“${name}” holds more than ${MOST_TABLES} tables.`
    },
    {
      place: { file: name },
      hint: { fr: 'Exportez seulement les tables utiles.', en: 'Export only the tables that you need.' }
    }
  )
}

/** What the file defines beside its tables, by name only: none of it is run. */
export async function unreadOf(connection: Connection, signal?: AbortSignal): Promise<LocalizedText[]> {
  // The views' catalogue is asked for names alone; their columns would make DuckDB resolve what they read.
  const views = await namesIn(connection, 'duckdb_views()', 'view_name', signal)
  const macros = await namesIn(connection, 'duckdb_functions()', 'function_name', signal)
  return [
    ...(views.length
      ? [told(views, countOf(views.length, ['vue', 'vues'], ['view', 'views']), ['non lue', 'non lues'])]
      : []),
    ...(macros.length
      ? [
          told(macros, countOf(macros.length, ['macro', 'macros'], ['macro', 'macros']), [
            'non exécutée',
            'non exécutées'
          ])
        ]
      : [])
  ]
}

async function namesIn(connection: Connection, catalogue: string, column: string, signal?: AbortSignal) {
  const rows = await connection.rows<{ name: string }>(
    `SELECT DISTINCT ${column} AS name FROM ${catalogue}
     WHERE database_name = ${text(FOREIGN)} AND NOT internal ORDER BY name LIMIT 1000`,
    { signal }
  )
  return rows.map(({ name }) => name)
}

function told(names: string[], count: LocalizedText, fr: readonly [string, string]): LocalizedText {
  const listed = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '')
  return {
    fr: `${count.fr} ${names.length < 2 ? fr[0] : fr[1]} : ${listed}.`,
    en: `${count.en} left alone: ${listed}.`
  }
}
