import type { NumericFacts } from '../../contract'
import { middleOfFacts } from '../profile'
import type { Project } from '../project'
import { nearOf as nearOfMiddles, type Range } from '../stats/bulk'
import { measuredSql, type Reach } from './classes-sql'

type Facts = NumericFacts | null

/** Where the values of both sides are not far. */
export function nearOf(a: Facts, b: Facts): Range {
  return nearOfMiddles([a, b].map(middleOfFacts))
}

/** The facts of one side, its quantiles being those of the values that are not far. */
export async function nearFacts(
  project: Project,
  reach: Reach,
  facts: Facts,
  near: Range,
  signal?: AbortSignal
): Promise<Facts> {
  if (facts === null || facts.min === null || facts.max === null) return facts
  if (facts.min >= near.low && facts.max <= near.high) return facts
  const shares = facts.quantiles.map(({ p }) => p)
  const [row] = await project.rows<{ values: number[] | null }>(
    `SELECT quantile_cont(x, [${shares.join(', ')}]) AS "values" FROM (SELECT (${reach.measure})::DOUBLE AS x FROM ${measuredSql(reach)})
WHERE x BETWEEN '${near.low}'::DOUBLE AND '${near.high}'::DOUBLE`,
    { signal }
  )
  const values = row?.values
  return values ? { ...facts, quantiles: shares.map((p, place) => ({ p, value: values[place] ?? NaN })) } : facts
}

/** The facts of both sides as those of one column, so that its bins suit both: ends and outer quantiles that lie farther out, the mean of the inner ones. */
export function pooled(a: Facts, b: Facts): Facts {
  if (!a || !b || a.min === null || b.min === null || a.max === null || b.max === null) return null
  return {
    ...a,
    n: a.n + b.n,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    integers: a.integers && b.integers,
    quantiles: a.quantiles.map(({ p, value }) => {
      const other = b.quantiles.find((one) => one.p === p)?.value ?? value
      if (p < 0.25) return { p, value: Math.min(value, other) }
      return { p, value: p > 0.75 ? Math.max(value, other) : (value + other) / 2 }
    })
  }
}
