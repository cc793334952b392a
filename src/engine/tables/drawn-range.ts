import type { Project } from '../project'
import { nearOf, withoutLongTails, type Range } from '../stats/bulk'

/** The ends of values, and the part of them that is worth drawing: a code or a mistake far out does not flatten the others. */
export interface DrawnRange extends Range {
  min: number
  max: number
}

/** So many rows tell where the bulk is; what lies outside is then counted over all of them. */
const SAMPLE = 50_000

/** The range worth drawing of a measure over some rows; null where it has no finite value. */
export async function drawnRange(
  project: Project,
  from: string,
  measure: string,
  signal?: AbortSignal
): Promise<DrawnRange | null> {
  const finite = `(SELECT x FROM (SELECT (${measure})::DOUBLE AS x FROM ${from}) WHERE isfinite(x))`
  const [middle] = await project.rows<{ quartiles: (number | null)[] | null; mad: number | null }>(
    `SELECT quantile_cont(x, [0.25, 0.5, 0.75]) AS quartiles, mad(x) AS mad FROM (FROM ${finite} USING SAMPLE reservoir(${SAMPLE} ROWS) REPEATABLE (1))`,
    { signal }
  )
  const [lower = null, median = null, upper = null] = middle?.quartiles ?? []
  const { low, high } = nearOf([{ median, mad: middle?.mad ?? null, lower, upper }])
  const [ends] = await project.rows<Record<'min' | 'max' | 'low' | 'high', number | null> & { tails: number[] | null }>(
    `SELECT min(x) AS min, max(x) AS max, min(x) FILTER (near) AS low, max(x) FILTER (near) AS high, reservoir_quantile(x, [0.01, 0.99], ${SAMPLE}) FILTER (near) AS tails
FROM (SELECT x, x BETWEEN '${low}'::DOUBLE AND '${high}'::DOUBLE AS near FROM ${finite})`,
    { signal }
  )
  if (!ends || ends.min === null || ends.max === null) return null
  const near = { low: ends.low ?? ends.min, high: ends.high ?? ends.max }
  const [first = near.low, last = near.high] = ends.tails ?? []
  return { min: ends.min, max: ends.max, ...withoutLongTails(near, first, last) }
}
