import type { NumericFacts } from '../../contract'
import type { Project } from '../project'
import { measuredSql, type Reach } from './classes-sql'

interface Range {
  low: number
  high: number
}
type Facts = NumericFacts | null

/** How far from the bulk values are far, in its spreads: three times the 1st to 99th percentile for a normal distribution. */
const FAR = 10

/**
 * Where the values of both sides are not far: around their medians by median deviations, which values that are less than half of a side
 * (codes, mistakes) do not move. All values where nothing tells.
 */
export function nearOf(a: Facts, b: Facts): Range {
  const middles = [a, b].flatMap((facts) => middleOf(facts) ?? [])
  const [low, high] = [Math.min(...middles.map((one) => one.low)), Math.max(...middles.map((one) => one.high))]
  const reach = FAR * (high - low)
  return reach > 0 ? { low: low - reach, high: high + reach } : { low: -Infinity, high: Infinity }
}

function middleOf(facts: Facts): Range | null {
  const at = (p: number): number => facts?.quantiles.find((one) => one.p === p)?.value ?? NaN
  const range = facts?.mad ? { low: at(0.5) - facts.mad, high: at(0.5) + facts.mad } : { low: at(0.25), high: at(0.75) }
  return Number.isFinite(range.low) && Number.isFinite(range.high) ? range : null
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
