import { createHash } from 'node:crypto'
import type { StoredFinding, TableRef, TableState } from '../../contract'
import { ChantierError } from '../errors'
import type { Project } from '../project'
import { tableName, text } from '../sql'
import { resolveTable } from '../tables'

/** One mention of a project table in a query: where it stands (byte offset), which table it is, and whether it gets another name there. */
export interface Mention {
  offset: number
  table: TableRef
  hasAlias: boolean
}

/** What tells how the queries of a finding follow the recipe. */
type Followed = Pick<StoredFinding, 'kind' | 'evidence'>

/**
 * Whether the queries of a finding stay on the schema that they name: a user's own, a comparison, which may be of the
 * rows as loaded with those of the recipe, and a rule on the rows as loaded.
 */
export function staysAsWritten({ kind, evidence }: Followed): boolean {
  return kind === 'query' || kind === 'comparison' || (kind === 'rule' && evidence.table?.schema === 'raw')
}

/** The project tables that a query reads, as the query of a finding follows them: see `staysAsWritten`; every other figure is about the table as analysed. */
export async function followedTables(project: Project, sql: string, finding: Followed): Promise<TableRef[]> {
  const mentions = await tableMentions(project, sql)
  return distinct(
    mentions.map(({ table }) => (staysAsWritten(finding) ? table : { schema: 'clean', name: table.name }))
  )
}

/** The present state of each table, without those that no longer exist; the references stay as they were given. */
export async function tableStates(project: Project, refs: readonly TableRef[]): Promise<TableState[]> {
  const states = await Promise.all(
    distinct(refs).map(async (table) => {
      const resolved = await resolveTable(project, table).catch((error: unknown) => {
        if (error instanceof ChantierError && error.data.kind === 'not_found') return null
        throw error
      })
      return resolved ? [{ table, fingerprint: resolved.fingerprint, rows: resolved.rows }] : []
    })
  )
  return states.flat()
}

/** One fingerprint for the tables together. */
export function fingerprintOf(states: readonly TableState[]): string {
  const parts = states.map(({ table, fingerprint, rows }) => [table.schema, table.name, fingerprint, rows])
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The query moved to the tables as they are analysed now, where a recipe has come or gone since it was written. */
export async function rebaseQuery(project: Project, sql: string): Promise<string> {
  const mentions = (await tableMentions(project, sql)).sort((a, b) => b.offset - a.offset)
  let bytes = Buffer.from(sql, 'utf8')
  for (const { offset, table } of mentions) {
    const now = await analysed(project, table)
    const written = Buffer.from(tableName(table), 'utf8')
    if (!now || now.schema === table.schema || !bytes.subarray(offset).subarray(0, written.length).equals(written))
      continue
    bytes = Buffer.concat([
      bytes.subarray(0, offset),
      Buffer.from(tableName(now), 'utf8'),
      bytes.subarray(offset + written.length)
    ])
  }
  return bytes.toString('utf8')
}

async function analysed(project: Project, { name }: TableRef): Promise<TableRef | null> {
  const [state] = await tableStates(project, [{ schema: 'clean', name }])
  return state ? (await resolveTable(project, state.table)).ref : null
}

/** Every place where the query names a table of the project, by DuckDB's own parser. */
export async function tableMentions(project: Project, sql: string): Promise<Mention[]> {
  const rows = await project.rows<{ tree: string }>(`SELECT json_serialize_sql(${text(sql)})::VARCHAR AS tree`)
  const known = await project.rows<{ schema: string; name: string }>(
    `SELECT schema_name AS schema, table_name AS name FROM duckdb_tables() WHERE schema_name IN ('raw', 'clean') AND database_name = current_database()`
  )
  const mentions: Mention[] = []
  const pending: unknown[] = [JSON.parse(rows[0]?.tree ?? '{}')]
  while (pending.length) {
    const value = pending.pop()
    if (!value || typeof value !== 'object') continue
    const node = value as Record<string, unknown>
    const table = node.type === 'BASE_TABLE' ? knownTable(known, node) : null
    if (table) mentions.push({ offset: Number(node.query_location), table, hasAlias: Boolean(node.alias) })
    for (const item of Object.values(value)) pending.push(item)
  }
  return mentions
}

/** Names are case-insensitive in SQL: the reference bears the name as the project writes it. A table that is gone keeps its name as written. */
function knownTable(
  known: readonly { schema: string; name: string }[],
  node: Record<string, unknown>
): TableRef | null {
  const schema = String(node.schema_name).toLowerCase()
  const name = String(node.table_name)
  if (schema !== 'raw' && schema !== 'clean') return null
  const match = known.find((table) => table.schema === schema && table.name.toLowerCase() === name.toLowerCase())
  return { schema, name: match?.name ?? name }
}

function distinct(refs: readonly TableRef[]): TableRef[] {
  const byKey = new Map(refs.map((ref) => [JSON.stringify([ref.schema, ref.name]), ref]))
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}
