import type { ReadingChoice } from '../../contract'
import { choicesFor } from '../import'
import type { Project } from '../project'
import { ident, unknownColumn } from '../sql'
import { rowsAt, type TriedAt } from './rows-at'
import { asText } from './steps/as-text'

const SAMPLED = 20_000

/** The readings that the texts of a column speak for, as they come to a place in a recipe; the likeliest first. */
export async function readingsAt(
  project: Project,
  table: string,
  column: string,
  at: TriedAt,
  signal?: AbortSignal
): Promise<ReadingChoice[]> {
  const { columns, rows } = await rowsAt(project, table, at, signal)
  const type = columns.find(({ name }) => name === column)?.type
  if (type === undefined) throw unknownColumn(column)
  const cell = ident(column)
  const sampled = await project.rows<{ cell: string }>(
    `SELECT cell FROM (SELECT left(${asText(cell, type)}, 200) AS cell FROM (${rows}) WHERE ${cell} IS NOT NULL) USING SAMPLE reservoir(${SAMPLED} ROWS) REPEATABLE (1)`,
    { signal }
  )
  const texts = sampled.map(({ cell: text }) => text)
  return choicesFor(texts, { name: column })
}
