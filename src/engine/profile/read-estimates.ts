import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { estimatesSql, readEstimate } from './sql/estimate'

/** Columns asked for at once: wide tables stay within one readable query. */
const BATCH = 500

/** The storage's estimate of the distinct values of each column; null where it has none. */
export async function readEstimates(
  project: Project,
  { sql, columns }: { sql: string; columns: readonly ColumnInfo[] },
  signal?: AbortSignal
): Promise<(number | null)[]> {
  const estimates: (number | null)[] = []
  for (let first = 0; first < columns.length; first += BATCH) {
    const names = columns.slice(first, first + BATCH).map(({ name }) => name)
    const row = (await project.rows(estimatesSql(sql, names), { signal }))[0]
    estimates.push(...names.map((_, place) => readEstimate(row?.[`s${place}`])))
  }
  return estimates
}
