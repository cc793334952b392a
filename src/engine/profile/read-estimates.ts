import type { Project } from '../project'
import { estimatesSql, readEstimate } from './sql/estimate'

/** Columns asked for at once: wide tables stay within one readable query. */
const BATCH = 500

/** The storage's estimate of the distinct values of each column; null where it has none. */
export async function readEstimates(
  project: Project,
  { sql, names }: { sql: string; names: readonly string[] },
  signal?: AbortSignal
): Promise<(number | null)[]> {
  const estimates: (number | null)[] = []
  for (let first = 0; first < names.length; first += BATCH) {
    const asked = names.slice(first, first + BATCH)
    const row = (await project.rows(estimatesSql(sql, asked), { signal }))[0]
    estimates.push(...asked.map((_, place) => readEstimate(row?.[`s${place}`])))
  }
  return estimates
}
