import { createHash } from 'node:crypto'
import { Source, Step, type ColumnInfo, type StepSpec } from '../../contract'
import type { Connection } from '../db'
import type { ChangeScope, Derivation } from '../project'
import { tableName, text } from '../sql'
import { contentOf } from '../tables'
import { columnsAfter, compileRecipe } from './compile'
import { inJoinOrder } from './join-order'
import { findSwelling } from './swelling'
import { soundSpecs, walkSteps } from './walk'

/**
 * Keeps `clean.<table>` equal to what each recipe makes of its raw table, as part of each change, undo and redo, so that
 * rows and recipe never disagree: a table rebuilt when source, steps or a joined table changed, a plain view where there is no
 * step. Joined tables come first; a step that no longer fits, or a join that would
 * make too many rows, is left out, never an error in the middle of an undo.
 */
export const deriveCleanTables: Derivation = { of: ['source', 'step'], derive }

async function derive(
  { connection, list }: Pick<ChangeScope, 'connection' | 'list'>,
  signal?: AbortSignal
): Promise<void> {
  const sources = new Map((await list('source', Source)).map((source) => [source.table.name, source]))
  const steps = (await list('step', Step)).filter(({ enabled }) => enabled)
  const { made, present } = await readPresent(connection)
  for (const name of made.keys()) if (!sources.has(name)) await drop(connection, name, made.get(name))
  const columns = new Map<string, readonly ColumnInfo[]>()
  const prints = new Map<string, string>()
  for (const name of inJoinOrder([...sources.keys()], steps)) {
    const source = sources.get(name)
    if (!source) continue
    const raw = present.raw.get(name) ?? []
    const own = steps.filter(({ table }) => table === name)
    let specs = soundSpecs(walkSteps(raw, own, columns))
    let print = fingerprintOf(source, specs, prints)
    // What stands was not too large.
    if (made.get(name) !== print) {
      const swelling = await findSwelling(connection, name, raw, own, columns, signal)
      if (swelling.size) specs = soundSpecs(walkSteps(raw, own, columns, swelling))
      print = fingerprintOf(source, specs, prints)
    }
    const wanted = specs.length ? print : null
    if (!stands(made.get(name), wanted, raw, present.clean.get(name))) {
      await drop(connection, name, made.get(name))
      const query = compileRecipe(name, raw, specs, columns)
      await connection.run(`CREATE ${wanted ? 'TABLE' : 'VIEW'} ${tableName({ schema: 'clean', name })} AS ${query}`, {
        signal
      })
      if (wanted) await connection.run(`INSERT INTO chantier.built VALUES (${text(name)}, ${text(wanted)})`)
    }
    columns.set(name, columnsAfter(raw, specs, columns))
    prints.set(name, print)
  }
}

/** Whether what stands in `clean` is what is wanted; a view also where its raw table got other columns. */
function stands(
  present: string | null | undefined,
  wanted: string | null,
  raw: readonly ColumnInfo[],
  clean: readonly ColumnInfo[] = []
): boolean {
  if (present === undefined || present !== wanted) return false
  return wanted !== null || JSON.stringify(clean) === JSON.stringify(raw)
}

async function drop(connection: Connection, name: string, present: string | null | undefined): Promise<void> {
  if (present === undefined) return
  await connection.run(`DROP ${present === null ? 'VIEW' : 'TABLE'} IF EXISTS ${tableName({ schema: 'clean', name })}`)
  await connection.run(`DELETE FROM chantier.built WHERE name = ${text(name)}`)
}

/** Of the source, its steps, and of what its joins bring. */
function fingerprintOf(source: Source, specs: readonly StepSpec[], prints: ReadonlyMap<string, string>): string {
  const joined = specs.flatMap((spec) => (spec.kind === 'join' ? [prints.get(spec.with)] : []))
  return createHash('sha256')
    .update(JSON.stringify([contentOf(source), source.version, specs, ...joined]))
    .digest('hex')
}

interface Present {
  /** What stands in `clean`: for each table the fingerprint of its recipe, null for a view of the raw rows. */
  made: Map<string, string | null>
  /** The columns of all tables and views. */
  present: Record<'raw' | 'clean', Map<string, ColumnInfo[]>>
}

/** What there is, in one look at the catalogue. */
async function readPresent(connection: Connection): Promise<Present> {
  const rows = await connection.rows<{
    schema: 'raw' | 'clean'
    table: string
    name: string
    type: string
    fingerprint: string | null
  }>(
    `SELECT schema_name AS schema, table_name AS "table", column_name AS name, data_type AS type, fingerprint
     FROM duckdb_columns() LEFT JOIN chantier.built ON schema_name = 'clean' AND table_name = built.name
     WHERE schema_name IN ('raw', 'clean') AND database_name = current_database() ORDER BY schema_name, table_name, column_index`
  )
  const found: Present = { made: new Map(), present: { raw: new Map(), clean: new Map() } }
  for (const { schema, table, name, type, fingerprint } of rows) {
    if (schema === 'clean') found.made.set(table, fingerprint)
    const columns = found.present[schema].get(table)
    if (columns) columns.push({ name, type })
    else found.present[schema].set(table, [{ name, type }])
  }
  return found
}
