import type { ChartIntent } from '../../contract'
import type { Project } from '../project'
import { hidesRowid } from '../sql'
import { gateSelect, resolveTable, shapeColumns, type Table } from '../tables'

/** What a chart reads: its table, or the rows of the user's query in its place. */
export async function chartTable(project: Project, intent: ChartIntent, signal?: AbortSignal): Promise<Table> {
  if (intent.query === undefined) return resolveTable(project, intent.table)
  const inner = await gateSelect(project, intent.query, signal)
  const columns = await shapeColumns(project, inner, signal)
  const table = await resolveTable(project, intent.table)
  const hidden = hidesRowid(columns)
  return {
    ...table,
    columns,
    // On lines of its own: a comment at the end of the query must not swallow what follows it.
    sql: hidden ? `(\n${inner}\n)` : `(SELECT row_number() OVER () AS rowid, * FROM (\n${inner}\n))`
  }
}
