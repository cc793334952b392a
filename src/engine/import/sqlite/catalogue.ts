import type { Database } from 'sql.js'
import type { LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import { countOf } from '../../figure-text'
import { MOST_COLUMNS, tooWide } from '../foreign-file'

export interface SqliteTable {
  name: string
  columns: string[]
  /** What each column was declared as; SQLite holds no value to it. */
  declared: string[]
  /** Keeps the entries of a virtual table, for its module alone. */
  shadow: boolean
}

export interface Catalogue {
  tables: SqliteTable[]
  views: string[]
  virtual: string[]
}

const MOST_TABLES = 10_000

/** What a database defines, by its own catalogue; views and virtual tables by name only. */
export function catalogueOf(database: Database, file: string): Catalogue {
  const catalogue: Catalogue = { tables: [], views: [], virtual: [] }
  // Shadow tables are known by their names: their module is not there to claim them.
  const entries = texts(
    database,
    `SELECT type, name, coalesce(sql LIKE 'CREATE VIRTUAL%', 0) FROM sqlite_schema
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`
  )
  if (entries.length > MOST_TABLES) throw tooMany(file)
  for (const [type, name, virtual] of entries) {
    if (type === 'view') catalogue.views.push(name!)
    else if (virtual === '1') catalogue.virtual.push(name!)
  }
  for (const [type, name, virtual] of entries) {
    if (type !== 'table' || virtual === '1') continue
    const described = texts(database, `SELECT name, type FROM pragma_table_xinfo(?)`, [name!])
    const columns = described.map(([column]) => column!)
    const declared = described.map(([, type]) => type!)
    if (columns.length > MOST_COLUMNS) throw tooWide(file, columns.length)
    const shadow = catalogue.virtual.some((owner) => name!.startsWith(`${owner}_`))
    catalogue.tables.push({ name: name!, columns, declared, shadow })
  }
  return catalogue
}

/** What the file defines beside its tables: none of it is run. */
export function unread({ views, virtual }: Catalogue): LocalizedText[] {
  return [
    ...(views.length
      ? [told(views, countOf(views.length, ['vue non lue', 'vues non lues'], ['view', 'views']), AS_TABLE)]
      : []),
    ...(virtual.length
      ? [
          told(
            virtual,
            countOf(
              virtual.length,
              ['table virtuelle non lue', 'tables virtuelles non lues'],
              ['virtual table', 'virtual tables']
            )
          )
        ]
      : [])
  ]
}

/** A name as SQL of SQLite. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function texts(database: Database, sql: string, params: string[] = []): string[][] {
  const statement = database.prepare(sql, params)
  try {
    const rows: string[][] = []
    while (statement.step() && rows.length <= MOST_TABLES) rows.push(statement.get().map(String))
    return rows
  } finally {
    statement.free()
  }
}

/** A view is a query, which only the program that owns the file should run. */
const AS_TABLE: LocalizedText = {
  fr: ' Pour en charger une, faites-en une table dans SQLite : CREATE TABLE copie AS SELECT * FROM vue.',
  en: ' To load one, make it a table in SQLite: CREATE TABLE copy AS SELECT * FROM view.'
}

function told(names: string[], count: LocalizedText, hint: LocalizedText = { fr: '', en: '' }): LocalizedText {
  const listed = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '')
  return { fr: `${count.fr} : ${listed}.${hint.fr}`, en: `${count.en} left alone: ${listed}.${hint.en}` }
}

function tooMany(name: string): Error {
  return fail(
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
