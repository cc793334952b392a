import type { TableRef } from '../../contract'
import type { Project } from '../project'
import { tableName, text } from '../sql'
import type { Node } from './parse-tree'
import { readColumns } from './resolve'

/** One mention of a project table in a query: where it stands (byte offset), which table it is, and its names there. */
export interface Mention {
  offset: number
  table: TableRef
  /** True where it is named without a schema: it is then the clean table. */
  isBare: boolean
  hasAlias: boolean
  /** By what the rest of the query calls it. */
  called: string
}

/** A column of a table that a query names. */
export interface NamedColumn {
  table: TableRef
  column: string
}

/** What a query reads, by DuckDB's own parser; `isQuery` is false for a text that is none. */
export interface QueryNames {
  isQuery: boolean
  mentions: Mention[]
  /** Each once, as the query names them; a star shows rows, not columns. */
  columns: NamedColumn[]
}

/** Every place where the query names a table of the project. */
export async function tableMentions(project: Project, sql: string): Promise<Mention[]> {
  return mentionsIn(project, await parsed(project, sql))
}

/** The tables of the project that a query reads and the columns of them that it names. */
export async function readNames(project: Project, sql: string): Promise<QueryNames> {
  const tree = await parsed(project, sql)
  const mentions = await mentionsIn(project, tree)
  const tables = new Map(mentions.map(({ table }) => [tableName(table), table]))
  const known = new Map<string, readonly string[]>()
  for (const [key, table] of tables)
    known.set(
      key,
      (await readColumns(project, table)).map(({ name }) => name)
    )
  const columns = new Map<string, NamedColumn>()
  for (const { path } of scopedNodes(tree).columns) {
    const { owner, names } = ownerOf(path, mentions)
    for (const table of owner ? [owner] : tables.values())
      for (const name of names) {
        const column = known.get(tableName(table))?.find((one) => same(one, name))
        if (column === undefined) continue
        columns.set(JSON.stringify([table, column]), { table, column })
        break
      }
  }
  return { isQuery: !tree.error, mentions, columns: [...columns.values()] }
}

/** The query with the schema written before each table that it names without. */
export function withSchemas(sql: string, mentions: readonly Mention[]): string {
  let bytes = Buffer.from(sql, 'utf8')
  for (const { offset, table } of mentions.filter(({ isBare }) => isBare).sort((a, b) => b.offset - a.offset))
    bytes = Buffer.concat([bytes.subarray(0, offset), Buffer.from(`${table.schema}.`), bytes.subarray(offset)])
  return bytes.toString('utf8')
}

interface Tree {
  error?: boolean
}

async function parsed(project: Project, sql: string): Promise<Tree> {
  const rows = await project.rows<{ tree: string }>(`SELECT json_serialize_sql(${text(sql)})::VARCHAR AS tree`)
  return JSON.parse(rows[0]?.tree ?? '{}') as Tree
}

async function mentionsIn(project: Project, tree: Tree): Promise<Mention[]> {
  const known = await project.rows<{ schema: string; name: string }>(
    `SELECT DISTINCT schema_name AS schema, table_name AS name FROM duckdb_columns() WHERE schema_name IN ('raw', 'clean') AND database_name = current_database()`
  )
  return scopedNodes(tree).tables.flatMap(({ node, ctes }) => {
    const table = tableOf(known, node, ctes)
    if (!table) return []
    const alias = String(node.alias ?? '')
    const [isBare, hasAlias] = [!node.schema_name, alias !== '']
    return [{ offset: Number(node.query_location), table, isBare, hasAlias, called: alias || String(node.table_name) }]
  })
}

/** Names are case-insensitive in SQL: the reference bears the name as the project writes it. A table that is gone keeps its name as written. */
function tableOf(
  known: readonly { schema: string; name: string }[],
  node: Node,
  ctes: ReadonlySet<string>
): TableRef | null {
  const name = String(node.table_name)
  const isBare = !node.schema_name
  const schema = isBare ? 'clean' : String(node.schema_name).toLowerCase()
  if ((schema !== 'raw' && schema !== 'clean') || (isBare && ctes.has(name.toLowerCase()))) return null
  const match = known.find((table) => table.schema === schema && same(table.name, name))
  return isBare && !match ? null : { schema, name: match?.name ?? name }
}

/** Of which table a column is, by how the query calls it, and what its name may be: what follows it may be parts of its value. */
function ownerOf(path: readonly string[], mentions: readonly Mention[]): { owner: TableRef | null; names: string[] } {
  for (const at of [0, 1]) {
    const owner = path.length > at + 1 && mentions.find(({ called }) => same(called, path[at] ?? ''))
    if (owner) return { owner: owner.table, names: path.slice(at + 1, at + 2) }
  }
  return { owner: null, names: [path[0] ?? '', path.at(-1) ?? ''] }
}

/**
 * The tables and columns of a parse tree, each table with the WITH clauses that are in sight where it stands. The query of a
 * WITH clause sees those before it, and itself only where it is recursive: so DuckDB resolves names too.
 */
function scopedNodes(tree: Tree): {
  tables: { node: Node; ctes: ReadonlySet<string> }[]
  columns: { path: string[] }[]
} {
  const tables: { node: Node; ctes: ReadonlySet<string> }[] = []
  const columns: { path: string[] }[] = []
  // Without recursion: a hostile query nests as deep as it likes.
  const pending: { value: unknown; ctes: ReadonlySet<string> }[] = [{ value: tree, ctes: new Set() }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, ctes } = next
    if (!value || typeof value !== 'object') continue
    const node = value as Node
    if (node.type === 'BASE_TABLE') tables.push({ node, ctes })
    if (node.class === 'COLUMN_REF' && Array.isArray(node.column_names))
      columns.push({ path: node.column_names.map(String) })
    const clauses = (node.cte_map as { map?: { key: string; value: Node }[] } | undefined)?.map ?? []
    let inSight = ctes
    const parts: typeof pending = []
    for (const { key, value: clause } of clauses) {
      const after = new Set([...inSight, key.toLowerCase()])
      const query = (clause.query as Node | undefined)?.node as Node | undefined
      parts.push({ value: clause, ctes: query?.type === 'RECURSIVE_CTE_NODE' ? after : inSight })
      inSight = after
    }
    for (const [key, item] of Object.entries(node)) if (key !== 'cte_map') parts.push({ value: item, ctes: inSight })
    pending.push(...parts.reverse())
  }
  return { tables, columns }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
