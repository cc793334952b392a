import { Source } from '../../contract'
import type { Derivation } from '../project'
import { ident } from '../sql'

const HIDDEN = '~removed-'

/**
 * Keeps out of sight the raw tables of sources that were removed or undone, and brings them back with their source: their
 * rows stay in the file for redo, but nothing may read them as if they were still of the project.
 */
export const hideRemovedTables: Derivation = async ({ connection, list }) => {
  const live = new Set((await list('source', Source)).map(({ table }) => table.name))
  const present = await connection.rows<{ schema: string; name: string }>(
    `SELECT schema_name AS schema, table_name AS name FROM duckdb_tables() WHERE schema_name IN ('raw', 'clean') AND database_name = current_database()
     UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE schema_name = 'clean' AND database_name = current_database()`
  )
  // A source had its clean twin: other raw tables are not of ours to hide.
  const twins = new Set(present.filter(({ schema }) => schema === 'clean').map(({ name }) => name))
  for (const { schema, name } of present) {
    if (schema !== 'raw') continue
    const shown = shownName(name)
    const wanted = live.has(shown) ? shown : HIDDEN + shown
    if (name === wanted || (name === shown && !twins.has(name))) continue
    await connection.run(`ALTER TABLE raw.${ident(name)} RENAME TO ${ident(wanted)}`)
  }
}

/** The name a raw table has in the project, hidden or not. */
export function shownName(name: string): string {
  return name.startsWith(HIDDEN) ? name.slice(HIDDEN.length) : name
}
