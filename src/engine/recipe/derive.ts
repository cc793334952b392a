import { createHash } from 'node:crypto'
import { Source, Step, type ColumnInfo } from '../../contract'
import type { Connection } from '../db'
import type { Derivation } from '../project'
import { tableName, text } from '../sql'
import { contentOf } from '../tables'
import { compileRecipe } from './compile'

/**
 * Keeps `clean.<table>` equal to what each recipe makes of its raw table, as part of each change, undo and redo, so that
 * rows and recipe never disagree: a table rebuilt when source or steps changed, a plain view where there is no step.
 */
export const deriveCleanTables: Derivation = async ({ connection, list }, signal) => {
  const sources = await list('source', Source)
  const steps = (await list('step', Step)).filter(({ enabled }) => enabled)
  const made = await readMade(connection)
  for (const name of made.keys())
    if (!sources.some(({ table }) => table.name === name)) await drop(connection, name, made.get(name))
  for (const source of sources) {
    const { name } = source.table
    const specs = steps.filter(({ table }) => table === name).map(({ spec }) => spec)
    const wanted = specs.length ? fingerprintOf(source, specs) : null
    const present = made.get(name)
    if (present !== undefined && present === wanted) continue
    await drop(connection, name, present)
    const query = compileRecipe(name, await rawColumns(connection, name), specs)
    await connection.run(`CREATE ${wanted ? 'TABLE' : 'VIEW'} ${tableName({ schema: 'clean', name })} AS ${query}`, {
      signal
    })
    if (wanted) await connection.run(`INSERT INTO chantier.built VALUES (${text(name)}, ${text(wanted)})`)
  }
}

/** What stands in `clean`: for each table the fingerprint of its recipe, null for a view of the raw rows. */
async function readMade(connection: Connection): Promise<Map<string, string | null>> {
  const tables = await connection.rows<{ name: string; fingerprint: string }>(
    'SELECT name, fingerprint FROM chantier.built'
  )
  const views = await connection.rows<{ name: string }>(
    `SELECT view_name AS name FROM duckdb_views() WHERE schema_name = 'clean' AND database_name = current_database()`
  )
  return new Map<string, string | null>([
    ...tables.map(({ name, fingerprint }) => [name, fingerprint] as const),
    ...views.map(({ name }) => [name, null] as const)
  ])
}

async function drop(connection: Connection, name: string, present: string | null | undefined): Promise<void> {
  if (present === undefined) return
  await connection.run(`DROP ${present === null ? 'VIEW' : 'TABLE'} IF EXISTS ${tableName({ schema: 'clean', name })}`)
  await connection.run(`DELETE FROM chantier.built WHERE name = ${text(name)}`)
}

function fingerprintOf(source: Source, specs: unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([contentOf(source), source.version, specs]))
    .digest('hex')
}

async function rawColumns(connection: Connection, name: string): Promise<ColumnInfo[]> {
  return connection.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE schema_name = 'raw' AND table_name = ${text(name)} AND database_name = current_database() ORDER BY column_index`
  )
}
