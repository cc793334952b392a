import { createHash } from 'node:crypto'
import { Source, Step, type ColumnInfo } from '../../contract'
import type { Connection } from '../db'
import type { Derivation } from '../project'
import { tableName, text } from '../sql'
import { compileRecipe } from './compile'

/**
 * Keeps every clean table equal to what its recipe makes of its raw table: rebuilt when source or steps changed, dropped
 * when there is no step left. Part of each change, undo and redo, so that rows and recipe never disagree.
 */
export const deriveCleanTables: Derivation = async ({ connection, list }, signal) => {
  const steps = await list('step', Step)
  const built = new Map(
    (await connection.rows<{ name: string; fingerprint: string }>('SELECT name, fingerprint FROM chantier.built')).map(
      (row) => [row.name, row.fingerprint]
    )
  )
  const wanted = new Set<string>()
  for (const source of await list('source', Source)) {
    const { name } = source.table
    const specs = steps.filter((step) => step.table === name && step.enabled).map(({ spec }) => spec)
    if (!specs.length) continue
    wanted.add(name)
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([source.file.sha256, source.report.dialect, specs]))
      .digest('hex')
    if (built.get(name) === fingerprint) continue
    const query = compileRecipe(name, await rawColumns(connection, name), specs)
    await connection.run(`CREATE OR REPLACE TABLE ${tableName({ schema: 'clean', name })} AS ${query}`, { signal })
    await connection.run(`DELETE FROM chantier.built WHERE name = ${text(name)}`)
    await connection.run(`INSERT INTO chantier.built VALUES (${text(name)}, ${text(fingerprint)})`)
  }
  for (const name of built.keys()) {
    if (wanted.has(name)) continue
    await connection.run(`DROP TABLE IF EXISTS ${tableName({ schema: 'clean', name })}`)
    await connection.run(`DELETE FROM chantier.built WHERE name = ${text(name)}`)
  }
}

async function rawColumns(connection: Connection, name: string): Promise<ColumnInfo[]> {
  return connection.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE schema_name = 'raw' AND table_name = ${text(name)} AND database_name = current_database() ORDER BY column_index`
  )
}
