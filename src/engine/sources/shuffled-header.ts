import type { LocalizedText, TextReading } from '../../contract'
import { shuffledRemark } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'

const MOST_COLUMNS = 500

/**
 * What to tell of rows that hold the names of all columns in another order, as exports put one behind the other have. Only a
 * table of texts alone can have one: a column of another type holds no name.
 */
export async function shuffledHeader(
  project: Project,
  table: string,
  { names, readings }: { names: readonly string[]; readings: readonly TextReading[] },
  signal: AbortSignal
): Promise<LocalizedText[]> {
  if (names.length < 2 || names.length > MOST_COLUMNS || readings.some(({ kind }) => kind !== 'text')) return []
  const list = names.map(text).join(', ')
  const cells = names.map(ident)
  const first = cells.slice(0, 2).map((cell) => `${cell} IN (${list})`)
  const rows = await project.rows<{ place: number; cells: string[] }>(
    `SELECT place, cells FROM (SELECT rowid + 1 AS place, [${cells.join(', ')}] AS cells FROM raw.${ident(table)} WHERE ${first.join(' AND ')})
     WHERE list_sort(cells) = list_sort([${list}]) AND cells <> [${list}] ORDER BY place LIMIT 2`,
    { signal }
  )
  const [found] = rows
  return found ? [shuffledRemark(Number(found.place), found.cells, rows.length > 1)] : []
}
