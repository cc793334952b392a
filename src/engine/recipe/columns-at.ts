import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { ident, unknownColumn } from '../sql'
import { rowsAt, type TriedAt } from './rows-at'
import { asText } from './steps/as-text'

const MOST_VALUES = 200

/** The columns that come to a place in a recipe, with the most frequent values of one of them where one is named. */
export async function columnsAt(
  project: Project,
  table: string,
  at: TriedAt,
  valuesOf: string | null,
  signal?: AbortSignal
): Promise<{ columns: ColumnInfo[]; values: { text: string; rows: number }[] }> {
  const { columns, rows } = await rowsAt(project, table, at, signal)
  if (valuesOf === null) return { columns, values: [] }
  const type = columns.find(({ name }) => name === valuesOf)?.type
  if (type === undefined) throw unknownColumn(valuesOf)
  const values = await project.rows<{ text: string; rows: number }>(
    `SELECT ${asText(ident(valuesOf), type)} AS text, count(*) AS rows FROM (${rows}) WHERE ${ident(valuesOf)} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_VALUES}`,
    { signal }
  )
  return { columns, values }
}
