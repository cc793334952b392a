import type { Connection } from '../db'
import { fail } from '../errors'
import { giveVersions } from './give-versions'

const FIRST = ['source', 'step', 'finding', 'workstream', 'plan', 'chart', 'report', 'note'] as const
const SECOND = ['choice', 'relation'] as const
const THIRD = ['filter'] as const
const FOURTH = ['guess'] as const
const FIFTH = ['rule', 'verdict'] as const

/** Collections of documents that make the user's work; each is a table `chantier.<name>(id, position, body)`. */
export const COLLECTIONS = [...FIRST, ...SECOND, ...THIRD, ...FOURTH, ...FIFTH] as const
export type Collection = (typeof COLLECTIONS)[number]

type Statement = string | ((connection: Connection) => Promise<void>)

/** Every version of the project's own schema, oldest first; a released migration is never edited. */
export const MIGRATIONS: readonly (readonly Statement[])[] = [
  [
    'CREATE SCHEMA IF NOT EXISTS raw',
    'CREATE SCHEMA IF NOT EXISTS clean',
    ...FIRST.map(collection),
    'CREATE TABLE chantier.change (id INTEGER NOT NULL, parent INTEGER, made_at TIMESTAMP NOT NULL, label JSON NOT NULL, edits JSON NOT NULL, visited INTEGER NOT NULL)',
    'CREATE TABLE chantier.head (change INTEGER, revision INTEGER NOT NULL)',
    'INSERT INTO chantier.head VALUES (NULL, 0)',
    // What each clean table was made from: it is rebuilt when its recipe no longer has this fingerprint.
    'CREATE TABLE chantier.built (name VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)'
  ],
  [
    ...SECOND.map(collection),
    // Every version of a source's rows that undo may need, and which of them stands in `raw` under the name of its table.
    'CREATE TABLE chantier.stored (version VARCHAR NOT NULL, name VARCHAR NOT NULL, shown BOOLEAN NOT NULL)',
    // Lines repaired or set aside, by delivery, in the order of the file.
    'CREATE TABLE chantier.fault (delivery VARCHAR NOT NULL, place BIGINT NOT NULL, line BIGINT NOT NULL, reason VARCHAR NOT NULL, raw VARCHAR NOT NULL)',
    giveVersions
  ],
  THIRD.map(collection),
  [
    ...FOURTH.map(collection),
    // What was looked at, one row a figure and a day: a log beside the history, which undo does not touch.
    'CREATE TABLE chantier.look (id VARCHAR NOT NULL, first_at TIMESTAMP NOT NULL, last_at TIMESTAMP NOT NULL, times INTEGER NOT NULL, body JSON NOT NULL)',
    // Queries run by hand: a log beside the user's work, that undo leaves alone.
    'CREATE TABLE chantier.query (id VARCHAR NOT NULL, ran_at TIMESTAMP NOT NULL, sql VARCHAR NOT NULL, milliseconds DOUBLE NOT NULL, rows BIGINT, columns INTEGER, error JSON)'
  ],
  FIFTH.map(collection),
  [
    // What searches for anomalies found: a log beside the history, that undo leaves alone. What was decided is a document.
    'CREATE TABLE chantier.sighting (id VARCHAR NOT NULL, found BOOLEAN NOT NULL, first_at TIMESTAMP NOT NULL, last_at TIMESTAMP NOT NULL, digest VARCHAR, body JSON NOT NULL)',
    // Names of states of a recipe: they stand whichever way the history goes.
    'CREATE TABLE chantier.branch (id VARCHAR NOT NULL, source VARCHAR NOT NULL, name VARCHAR NOT NULL, change INTEGER, made_at TIMESTAMP NOT NULL)'
  ],
  // The report of the last search of all tables, and of what state of them it is: told again when a project is opened.
  ['CREATE TABLE chantier.searched (state VARCHAR NOT NULL, body JSON NOT NULL)']
]

function collection(name: string): string {
  return `CREATE TABLE chantier.${name} (id VARCHAR NOT NULL, position DOUBLE NOT NULL, body JSON NOT NULL)`
}

/** Brings a project file to this program's schema version; refuses, unmodified, a file of a newer program. */
export async function migrate(connection: Connection, fileName: string): Promise<void> {
  const existing = await connection.rows<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE schema_name = 'chantier' AND table_name = 'version'`
  )
  const version = existing[0]?.n
    ? ((await connection.rows<{ v: number }>('SELECT max(version)::INTEGER AS v FROM chantier.version'))[0]?.v ?? 0)
    : 0
  if (version > MIGRATIONS.length) throw newerProject(fileName)
  if (version === MIGRATIONS.length) return
  await connection.transaction(async () => {
    if (!version) {
      await connection.run('CREATE SCHEMA IF NOT EXISTS chantier')
      await connection.run(
        'CREATE TABLE chantier.version (version INTEGER NOT NULL, made_at TIMESTAMP NOT NULL DEFAULT now()::TIMESTAMP)'
      )
    }
    for (let next = version; next < MIGRATIONS.length; next++) {
      for (const statement of MIGRATIONS[next] ?? [])
        await (typeof statement === 'string' ? connection.run(statement) : statement(connection))
      await connection.run(`INSERT INTO chantier.version(version) VALUES (${next + 1})`)
    }
  })
}

function newerProject(fileName: string): Error {
  return fail(
    'conflict',
    {
      fr: `« ${fileName} » a été enregistré par une version plus récente de Chantier.`,
      en: `“${fileName}” was saved by a newer version of Chantier.`
    },
    {
      place: { file: fileName },
      hint: {
        fr: 'Mettez Chantier à jour pour l’ouvrir ; le fichier n’a pas été modifié.',
        en: 'Update Chantier to open it; the file was not modified.'
      }
    }
  )
}
