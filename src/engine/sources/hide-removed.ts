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
  const present = await connection.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'raw' AND database_name = current_database()`
  )
  for (const { name } of present) {
    const shown = shownName(name)
    const wanted = live.has(shown) ? shown : HIDDEN + shown
    if (name.startsWith('~loading-') || name === wanted) continue
    await connection.run(`ALTER TABLE raw.${ident(name)} RENAME TO ${ident(wanted)}`)
  }
}

/** The name a raw table has in the project, hidden or not. */
export function shownName(name: string): string {
  return name.startsWith(HIDDEN) ? name.slice(HIDDEN.length) : name
}
