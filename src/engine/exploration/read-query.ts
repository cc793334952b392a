import type { ColumnAt } from '../../contract'
import type { Project } from '../project'
import { text } from '../sql'
import { listTables, visit } from '../tables'

/**
 * The tables of the project that a query reads and the columns that it names, by DuckDB's own parser. A star shows rows,
 * not columns. Null where the text is no query.
 */
export async function readQuery(
  project: Project,
  sql: string
): Promise<{ tables: string[]; columns: ColumnAt[] } | null> {
  const rows = await project.rows<{ tree: string }>(`SELECT json_serialize_sql(${text(sql)})::VARCHAR AS tree`)
  const tree = JSON.parse(rows[0]?.tree ?? '{}') as { error?: boolean }
  if (tree.error) return null
  const known = await listTables(project)
  const named = new Map<string, (typeof known)[number]>()
  const references: string[][] = []
  visit(tree, ({ type, class: kind, table_name: name, schema_name: schema, alias, column_names: path }) => {
    if (type === 'BASE_TABLE' && /^(raw|clean|)$/i.test(String(schema ?? ''))) {
      const table = known.find(({ ref }) => same(ref.name, String(name)))
      if (table)
        for (const called of [String(name), String(alias ?? '')]) if (called) named.set(called.toLowerCase(), table)
    }
    if (kind === 'COLUMN_REF' && Array.isArray(path)) references.push(path.map(String))
  })
  const tables = [...new Set(named.values())]
  const columns = references.flatMap((path) => {
    const column = path.at(-1) ?? ''
    const owner = named.get((path.at(-2) ?? '').toLowerCase())
    return (owner ? [owner] : tables).flatMap((table) => {
      const found = table.columns.find((one) => same(one.name, column))
      return found ? [{ table: table.ref.name, column: found.name }] : []
    })
  })
  const distinct = new Map(columns.map((at) => [JSON.stringify(at), at]))
  return { tables: tables.map(({ ref }) => ref.name).sort(), columns: [...distinct.values()] }
}

/** Names are told apart without case in SQL. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
