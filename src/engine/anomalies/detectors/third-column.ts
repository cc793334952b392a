import type { ColumnProfile } from '../../../contract'
import { text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'

/** Columns asked about one rule, and rows of one of their values that say what goes with it. */
const MOST_ASKED = 3
const GROUP = 4
/** Part of these rows that must share a value. */
const MAJORITY = 0.5
/** Rows that a predicate names one by one: the groups are then counted once, however often the rows are asked for. */
const MOST_NAMED = 200

/**
 * Of the rows that break the rule "x tells y", those where the fault is in x: a third column that tells y as well bears out the value of y,
 * and has nearly always another x. As a predicate, null where there are none. `broken` picks the rows by x and y alone.
 */
export async function clearedByThird(
  context: DetectorContext,
  { x, y, broken }: { x: ColumnProfile; y: ColumnProfile; broken: string },
  thirds: readonly ColumnProfile[]
): Promise<string | null> {
  const cleared: string[] = []
  for (const third of thirds.slice(0, MOST_ASKED)) {
    const one = await clearedBy(context, x, y, third, broken)
    if (one) cleared.push(one)
  }
  return cleared.length ? `(${cleared.join(' OR ')})` : null
}

async function clearedBy(
  context: DetectorContext,
  x: ColumnProfile,
  y: ColumnProfile,
  third: ColumnProfile,
  broken: string
): Promise<string | null> {
  const [a, b, c] = [x, y, third].map((column) => comparedSql(context, column))
  const { sql } = context.table
  const usual = (of: string): string =>
    `SELECT z, arg_max(v, alike) AS v FROM (SELECT z, ${of} AS v, sum(n) AS alike FROM triples GROUP BY ALL) GROUP BY z HAVING sum(alike) >= ${GROUP} AND max(alike) >= ${MAJORITY} * sum(alike)`
  const found = `WITH triples AS MATERIALIZED (SELECT ${a} AS x, ${b} AS y, ${c} AS z, bool_or(${broken}) AS broken, count(*) AS n FROM ${sql} WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL AND ${c} IN (SELECT ${c} FROM ${sql} WHERE ${broken}) GROUP BY 1, 2, 3)
SELECT x, y, z FROM triples JOIN (${usual('y')}) AS told USING (z) JOIN (${usual('x')}) AS other USING (z) WHERE broken AND y = told.v AND x <> other.v`
  const rows = await context.rows<{ x: string; y: string; z: string }>(
    `SELECT x::VARCHAR AS x, y::VARCHAR AS y, z::VARCHAR AS z FROM (${found}) ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
  )
  if (!rows.length) return null
  if (rows.length > MOST_NAMED) return `coalesce((${a}, ${b}, ${c}) IN (${found}), false)`
  const named = rows.map((row) => `(${[row.x, row.y, row.z].map(text).join(', ')})`)
  return `coalesce((${a}::VARCHAR, ${b}::VARCHAR, ${c}::VARCHAR) IN (${named.join(', ')}), false)`
}
