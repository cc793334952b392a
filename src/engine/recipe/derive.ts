import { createHash } from 'node:crypto'
import { Source, Step, type ColumnInfo, type StepSpec } from '../../contract'
import type { Connection } from '../db'
import type { ChangeScope, Derivation } from '../project'
import { tableName, text } from '../sql'
import { contentOf, VIEW } from '../tables'
import { applySteps } from './apply-steps'
import { columnsAfter, compileRecipe } from './compile'
import { inJoinOrder } from './join-order'
import { tablesOf } from './steps'
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
  const made = await readBuilt(connection)
  for (const [name, present] of made) if (!sources.has(name)) connection.later(...dropping(name, present))
  const rawColumns = once(() => readRawColumns(connection))
  const columns = new Map<string, readonly ColumnInfo[]>()
  const prints = new Map<string, string>()
  const joined = new Set(steps.flatMap(({ spec }) => tablesOf(spec)))
  for (const name of inJoinOrder([...sources.keys()], steps)) {
    const source = sources.get(name)
    if (!source) continue
    const own = steps.filter(({ table }) => table === name)
    // Without steps there is nothing to look up: what stands is a view of these rows, or becomes one.
    const raw = own.length || joined.has(name) ? ((await rawColumns()).get(name) ?? []) : []
    let specs = soundSpecs(walkSteps(raw, own, columns))
    let print = fingerprintOf(source, specs, prints)
    // What stands was not too large.
    if (own.length && made.get(name) !== print) {
      specs = (await applySteps(connection, { name, columns: raw }, own, columns, signal)).specs
      print = fingerprintOf(source, specs, prints)
    }
    const wanted = specs.length ? print : VIEW + print
    if (made.get(name) !== wanted) {
      const query = compileRecipe(name, raw, specs, columns)
      const kind = isView(wanted) ? 'VIEW' : 'TABLE'
      const making = `CREATE ${kind} ${tableName({ schema: 'clean', name })} AS ${query}`
      connection.later(...dropping(name, made.get(name)))
      // A table takes its time, and can be stopped.
      if (kind === 'VIEW') connection.later(making)
      else await connection.run(making, { signal })
      connection.later(`INSERT INTO chantier.built VALUES (${text(name)}, ${text(wanted)})`)
    }
    columns.set(name, columnsAfter(raw, specs, columns))
    prints.set(name, print)
  }
}

function isView(fingerprint: string | undefined): boolean {
  return fingerprint === undefined || fingerprint.startsWith(VIEW)
}

/** The fingerprint of each table and view of `clean` that a change made. */
async function readBuilt(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.rowsAtOnce<{ name: string; fingerprint: string }>(
    'SELECT name, fingerprint FROM chantier.built'
  )
  return new Map(rows.map(({ name, fingerprint }) => [name, fingerprint]))
}

/** The statements that take away what stands under the name of a table. */
function dropping(name: string, present: string | undefined): string[] {
  const kind = isView(present) ? 'VIEW' : 'TABLE'
  // Views of projects made by the first versions have no fingerprint.
  const drop = `DROP ${kind} IF EXISTS ${tableName({ schema: 'clean', name })}`
  return present === undefined ? [drop] : [drop, `DELETE FROM chantier.built WHERE name = ${text(name)}`]
}

/** Of the source, its steps, and of what its joins bring. */
function fingerprintOf(source: Source, specs: readonly StepSpec[], prints: ReadonlyMap<string, string>): string {
  const joined = specs.flatMap(tablesOf).map((name) => prints.get(name))
  return createHash('sha256')
    .update(JSON.stringify([contentOf(source), source.version, specs, ...joined]))
    .digest('hex')
}

/** The columns of all raw tables, in one look at the catalogue. */
async function readRawColumns(connection: Connection): Promise<Map<string, ColumnInfo[]>> {
  const rows = await connection.rows<{ table: string; name: string; type: string }>(
    `SELECT table_name AS "table", column_name AS name, data_type AS type FROM duckdb_columns() WHERE schema_name = 'raw' AND database_name = current_database() ORDER BY table_name, column_index`
  )
  const found = new Map<string, ColumnInfo[]>()
  for (const { table, name, type } of rows) {
    const columns = found.get(table)
    if (columns) columns.push({ name, type })
    else found.set(table, [{ name, type }])
  }
  return found
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => (reading ??= read())
}
