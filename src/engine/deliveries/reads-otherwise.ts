import type { TextReading } from '../../contract'
import { castSql } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'
import type { MeetingTable } from './share-types'

/** Whether a row of a table has another value in a column of texts by one reading than by another. */
export async function readsOtherwise(
  project: Project,
  { table, columns }: MeetingTable,
  name: string,
  [one, other]: readonly [TextReading, TextReading],
  signal?: AbortSignal
): Promise<boolean> {
  const column = columns.find((each) => each.name === name)
  if (column?.type !== 'VARCHAR') return false
  const cell = ident(column.source)
  const rows = await project.rows(
    `SELECT 1 AS found FROM raw.${ident(table)} WHERE ${castSql(one, cell)} IS DISTINCT FROM ${castSql(other, cell)} LIMIT 1`,
    { signal }
  )
  return rows.length > 0
}
