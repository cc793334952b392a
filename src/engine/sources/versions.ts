import { Source } from '../../contract'
import type { ChangeScope, Derivation, Project } from '../project'
import { ident, tableName, text } from '../sql'

/** The name under which a version's rows lie in `raw` while they are not shown. */
const keptName = (version: string): string => `~kept-${version}`

type StoredVersion = { version: string; name: string; shown: boolean }

/** What a change has read of the stored versions, and made of them since: nobody else writes them while it lasts. */
const inHand = new WeakMap<ChangeScope['connection'], StoredVersion[]>()

/**
 * Shows in `raw`, under the name of its table, the version of each source that the documents say, and keeps every other
 * version out of sight: undo and redo need those rows, but nothing may read them as if they were of the project. Each
 * source has one physical table a version; a delivery makes a new one and changes none.
 */
export const showVersions: Derivation = { of: ['source'], derive }

async function derive({ connection, list }: Pick<ChangeScope, 'connection' | 'list'>): Promise<void> {
  const stored = await storedVersions({ connection })
  const wanted = new Map((await list('source', Source)).map(({ version, table }) => [version, table.name]))
  const move = async (version: string, from: string, to: string, shown: boolean, name: string): Promise<void> => {
    await dropView(connection, name)
    connection.later(
      `ALTER TABLE raw.${ident(from)} RENAME TO ${ident(to)}`,
      `UPDATE chantier.stored SET shown = ${shown} WHERE version = ${text(version)}`
    )
  }
  for (const { version, name, shown } of stored)
    if (shown && wanted.get(version) !== name) await move(version, name, keptName(version), false, name)
  for (const { version, name, shown } of stored)
    if (!shown && wanted.get(version) === name) await move(version, keptName(version), name, true, name)
  inHand.delete(connection)
}

async function storedVersions({ connection }: Pick<ChangeScope, 'connection'>): Promise<StoredVersion[]> {
  const known = inHand.get(connection)
  if (known) return known
  const read = await connection.rowsAtOnce<StoredVersion>('SELECT version, name, shown FROM chantier.stored')
  inHand.set(connection, read)
  return read
}

/** Makes a table just loaded the first version of a source, within its change, under a name that no table has. */
export function storeFirst(
  { connection }: Pick<ChangeScope, 'connection'>,
  version: string,
  loaded: string,
  name: string
): void {
  connection.later(
    `ALTER TABLE raw.${ident(loaded)} RENAME TO ${ident(name)}`,
    `INSERT INTO chantier.stored VALUES (${text(version)}, ${text(name)}, true)`
  )
  inHand.get(connection)?.push({ version, name, shown: true })
}

/** Makes a table just loaded the next version of a source, within its change; the derivation then shows it. */
export function storeNext(
  { connection }: Pick<ChangeScope, 'connection'>,
  version: string,
  loaded: string,
  name: string
): void {
  connection.later(
    `ALTER TABLE raw.${ident(loaded)} RENAME TO ${ident(keptName(version))}`,
    `INSERT INTO chantier.stored VALUES (${text(version)}, ${text(name)}, false)`
  )
  inHand.get(connection)?.push({ version, name, shown: false })
}

/** The table of `raw` that holds the rows of a version, shown or kept; null where they are no longer there. */
export async function tableOfVersion(project: Project, version: string): Promise<string | null> {
  const [found] = await project.rows<StoredVersion>(
    `SELECT version, name, shown FROM chantier.stored WHERE version = ${text(version)}`
  )
  return found ? (found.shown ? found.name : keptName(version)) : null
}

/** Every table name that a source has or had, as often as it has versions: redo may bring it back. */
export async function takenNames(scope: Pick<ChangeScope, 'connection'>): Promise<string[]> {
  return (await storedVersions(scope)).map(({ name }) => name)
}

/** A clean view is bound to the columns of the rows it was made over: it is made again over the others. */
async function dropView(connection: ChangeScope['connection'], name: string): Promise<void> {
  const views = await connection.rows(
    `SELECT 1 AS there FROM duckdb_views() WHERE schema_name = 'clean' AND view_name = ${text(name)} AND database_name = current_database()`
  )
  if (views.length) await connection.run(`DROP VIEW ${tableName({ schema: 'clean', name })}`)
}
