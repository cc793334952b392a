import type { ColumnAt } from '../../contract'
import type { Project } from '../project'
import { listTables, readNames } from '../tables'

/** The tables of the project that a query reads and the columns that it names, raw and prepared rows being one table. Null where the text is no query. */
export async function readQuery(
  project: Project,
  sql: string
): Promise<{ tables: string[]; columns: ColumnAt[] } | null> {
  const { isQuery, mentions, columns } = await readNames(project, sql)
  if (!isQuery) return null
  const known = new Map((await listTables(project)).map(({ ref, columns }) => [ref.name, new Set(columns.map(({ name }) => name))])) // prettier-ignore
  const at = columns.flatMap(({ table: { name: table }, column }) => known.get(table)?.has(column) ? [{ table, column }] : []) // prettier-ignore
  return {
    tables: [...new Set(mentions.map(({ table }) => table.name))].filter((name) => known.has(name)).sort(),
    columns: [...new Map(at.map((one) => [JSON.stringify(one), one])).values()]
  }
}
