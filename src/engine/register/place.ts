import type { TableRef } from '../../contract'
import { missingDocument, type Project } from '../project'
import { listTables } from '../tables'
import { readSightings } from './sightings'

/** The place of the first cell at fault, in the rows of the table as they stand; null where there is none any more. */
export async function placeOf(
  project: Project,
  id: string,
  signal?: AbortSignal
): Promise<{ table: TableRef; row: number; column: number } | null> {
  const anomaly = (await readSightings(project)).get(id)?.anomaly
  if (!anomaly) throw missingDocument('anomaly', id)
  const table = (await listTables(project)).find(({ ref }) => ref.name === anomaly.table.name)
  if (!table) return null
  const column = Math.max(
    0,
    table.columns.findIndex(({ name }) => name === anomaly.columns[0])
  )
  // Queries of the raw rows do not hold for those of a recipe made since.
  if (table.ref.schema !== anomaly.table.schema) return null
  const [first] = await project.rows<{ row: number | null }>(`SELECT min(rowid) AS "row" FROM (${anomaly.sql}\n)`, {
    signal
  })
  if (first?.row === null || first === undefined) return null
  const [before] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${table.sql} WHERE rowid < ${first.row}`,
    { signal }
  )
  return { table: table.ref, row: before?.n ?? 0, column }
}
