import type { TableRef } from '../../contract'
import type { Project } from '../project'
import { tableName, text } from '../sql'
import { namedColumns, type NamedColumn } from './named-columns'
import type { Node } from './parse-tree'
import { readColumns } from './resolve'

/** One mention of a project table in a query: where it stands (byte offset), which table it is, and its names there. */
export interface Mention {
  offset: number
  table: TableRef
  /** True where it is named without a schema: it is then the clean table. */
  isBare: boolean
  hasAlias: boolean
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
  return once((await tablesIn(project, await parsed(project, sql))).values())
}

/** The tables of the project that a query reads and the columns of them that it names. */
export async function readNames(project: Project, sql: string): Promise<QueryNames> {
  const tree = await parsed(project, sql)
  const found = await tablesIn(project, tree)
  const columns = new Map<string, string[]>()
  for (const { table } of found.values())
    if (!columns.has(tableName(table)))
      columns.set(
        tableName(table),
        (await readColumns(project, table)).map(({ name }) => name)
      )
  const tableOf = (node: Node) => {
    const mention = found.get(node)
    return mention ? { table: mention.table, columns: columns.get(tableName(mention.table)) ?? [] } : null
  }
  return {
    isQuery: !tree.error,
    mentions: once(found.values()),
    columns: namedColumns(tree.statements ?? [], tableOf)
  }
}

/** The query with the schema written before each table that it names without. */
export function withSchemas(sql: string, mentions: readonly Mention[]): string {
  let bytes = Buffer.from(sql, 'utf8')
  for (const { offset, table } of mentions.filter(({ isBare }) => isBare).sort((a, b) => b.offset - a.offset))
    bytes = Buffer.concat([bytes.subarray(0, offset), Buffer.from(`${table.schema}.`), bytes.subarray(offset)])
  return bytes.toString('utf8')
}

/** Each place once: a clause that the parser writes twice in its tree stands once in the text. */
function once(mentions: Iterable<Mention>): Mention[] {
  return [...new Map([...mentions].map((mention) => [mention.offset, mention])).values()]
}

interface Tree {
  error?: boolean
  statements?: Node[]
}

async function parsed(project: Project, sql: string): Promise<Tree> {
  const rows = await project.rows<{ tree: string }>(`SELECT json_serialize_sql(${text(sql)})::VARCHAR AS tree`)
  return JSON.parse(rows[0]?.tree ?? '{}') as Tree
}

/** The nodes of a parse tree that are tables of the project. */
async function tablesIn(project: Project, tree: Tree): Promise<Map<Node, Mention>> {
  const known = await project.rows<{ schema: string; name: string }>(
    `SELECT schema_name AS schema, table_name AS name FROM duckdb_tables() WHERE schema_name IN ('raw', 'clean') AND database_name = current_database()
UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE schema_name IN ('raw', 'clean') AND database_name = current_database()`
  )
  const mentions = new Map<Node, Mention>()
  for (const { node, ctes } of scopedTables(tree)) {
    const table = tableOf(known, node, ctes)
    if (!table) continue
    const alias = String(node.alias ?? '')
    const [isBare, hasAlias] = [!node.schema_name, alias !== '']
    mentions.set(node, { offset: Number(node.query_location), table, isBare, hasAlias })
  }
  return mentions
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

/**
 * The tables of a parse tree, each with the WITH clauses that are in sight where it stands. The query of a
 * WITH clause sees those before it, and itself only where it is recursive: so DuckDB resolves names too.
 */
function scopedTables(tree: Tree): { node: Node; ctes: ReadonlySet<string> }[] {
  const tables: { node: Node; ctes: ReadonlySet<string> }[] = []
  // Without recursion: a hostile query nests as deep as it likes.
  const pending: { value: unknown; ctes: ReadonlySet<string> }[] = [{ value: tree, ctes: new Set() }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, ctes } = next
    if (!value || typeof value !== 'object') continue
    const node = value as Node
    if (node.type === 'BASE_TABLE') tables.push({ node, ctes })
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
  return tables
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
