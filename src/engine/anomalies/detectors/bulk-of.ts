import type { ColumnProfile } from '../../../contract'
import { measureSql, quantileAt } from '../../profile'
import { ident, text } from '../../sql'
import type { DetectorContext } from '../detector'

/** How far beyond its quartiles the bulk of a column reaches at most, in their distance: 4.7 deviations of a normal distribution. */
const REACH = 3
/** Shares of the values beyond from which they hide one another, and up to which they are no part of the bulk. */
const HIDING = 0.02
const MOST = 0.12

/**
 * A column by its bulk alone: where so many values lie far off, or are codes, that the outermost quantiles are theirs, the quantiles are
 * those of the others. `beyond` is the share left out, 0 where nothing is; the quartiles judge, which a few in a hundred do not move.
 */
export async function bulkOf(
  context: DetectorContext,
  column: ColumnProfile
): Promise<{ column: ColumnProfile; beyond: number }> {
  const whole = { column, beyond: 0 }
  const facts = column.numeric
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const [q25, q75] = [0.25, 0.75].map((p) => quantileAt(facts, p)) as [number, number]
  if (!measure || !facts || facts.min === null || facts.max === null || !(q75 > q25)) return whole
  const width = REACH * (q75 - q25)
  const positive = q25 > 0
  const high = positive ? Math.max(q75 + width, q75 * (q75 / q25) ** REACH) : q75 + width
  const low = positive ? q25 * (q25 / q75) ** REACH : q25 - width
  const codes = column.disguised.map(({ value }) => text(value))
  if (facts.min >= low && facts.max <= high && !codes.length) return whole
  const { sql } = await context.sample()
  const isCode = codes.length ? `${ident(column.name)}::VARCHAR IN (${codes.join(', ')})` : 'false'
  const levels = facts.quantiles.map(({ p }) => p)
  const [seen] = await context.rows<{ n: number; beyond: number; levels: number[] | null }>(
    `SELECT count(*) AS n, count(*) FILTER (far) AS beyond, quantile_cont(v, [${levels.join(', ')}]) FILTER (NOT far) AS levels FROM (SELECT v, code OR v NOT BETWEEN ${low} AND ${high} AS far FROM (SELECT ${measure} AS v, ${isCode} AS code FROM ${sql}) WHERE v IS NOT NULL)`
  )
  const beyond = (seen?.beyond ?? 0) / Math.max(1, seen?.n ?? 0)
  if (!seen?.levels || beyond < HIDING || beyond > MOST) return whole
  const quantiles = facts.quantiles.map(({ p }, place) => ({ p, value: seen.levels?.[place] ?? NaN }))
  return { column: { ...column, numeric: { ...facts, quantiles } }, beyond }
}
