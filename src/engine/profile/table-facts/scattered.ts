import type { ColumnProfile } from '../../../contract'
import type { Connection } from '../../db'
import { isAmount } from '../amounts'
import { valueSql } from './dependency-sql'

/** Greatest share of rows that may break a rule whose breaches are scattered as faults are. */
export const MOST_SCATTERED = 0.12
/** Rows of a group from which its breaches are looked at, the share of all rows that such groups must have, and how many must be. */
const LARGE = 20
const IN_LARGE = 0.8
const LEAST_GROUPS = 5
/** Different usual values that the groups must have. */
const LEAST_USUAL = 4
/** What the usual value of a group must reach for it to be clear, and the share of rows, and of breaches, that must be as asked. */
const CLEAR = 0.75
const MOST_ROWS = 0.9
/** Share of a group below which a value is one of few, as slips are. */
const RARE = 0.02
/** How far the groups may differ in how often they break the rule (the square of the spread, as a part of the mean), beside chance. */
const UNEVEN = 0.1
/** How many times oftener than by chance two breaches of a group may agree, and the pairs of breaches by which that is seen. */
const AGREE = 2.5
const LEAST_PAIRS = 30

type Scatter = {
  groups: number
  rows: number
  large: number
  usual: number
  clear: number
  spread: number
  broken: number
  known: number
  pairs: number
  agreeing: number
  expected: number
}

/**
 * Whether what breaks a rule lies as faults do, though more rows break it than a rule at large may: each large group has a clear usual
 * value; all break it about as often; and in a group the others are now this value, now that one, each usual elsewhere or rare. A
 * client of two towns, or a mode that others use too, has its other values in some groups, or the same ones again and again.
 */
export async function isScattered(
  connection: Connection,
  table: string,
  [x, y]: readonly [ColumnProfile, ColumnProfile],
  signal?: AbortSignal
): Promise<boolean> {
  if (!isLabel(x) || !isLabel(y)) return false
  const [seen] = await connection.rows<Scatter>(scatterSql(table, x, y), { signal })
  if (!seen || seen.groups < LEAST_GROUPS || seen.usual < LEAST_USUAL || seen.large < IN_LARGE * seen.rows) return false
  return (
    seen.clear >= MOST_ROWS * seen.large &&
    seen.spread <= 1 + (UNEVEN * seen.broken) / seen.groups + 3 * Math.sqrt(2 / seen.groups) &&
    seen.known >= MOST_ROWS * seen.broken &&
    seen.pairs >= LEAST_PAIRS &&
    seen.agreeing <= AGREE * seen.expected + 3 * Math.sqrt(seen.expected)
  )
}

/** Names and codes: an amount, or a moment, has no usual value of its own. */
export function isLabel(column: ColumnProfile): boolean {
  const { family, semantic, numeric } = column
  const isCode = family === 'number' && ['identifier', 'postcode', 'category'].includes(semantic.kind)
  return family === 'text' || (isCode && !!numeric?.integers && !isAmount(column))
}

function scatterSql(table: string, x: ColumnProfile, y: ColumnProfile): string {
  const rate = '(SELECT sum(e) / sum(of) FROM large)'
  return `WITH cells AS MATERIALIZED (
  SELECT x, y, count(*) AS cell FROM (SELECT ${valueSql(x)} AS x, ${valueSql(y)} AS y FROM ${table}) WHERE x IS NOT NULL AND y IS NOT NULL GROUP BY ALL
),
totals AS (SELECT y, sum(cell) AS n, sum(cell) / sum(sum(cell)) OVER () AS p FROM cells GROUP BY y),
groups AS MATERIALIZED (SELECT x, sum(cell) AS of, max(cell) AS most, arg_max(y, cell) AS usual FROM cells GROUP BY x),
large AS MATERIALIZED (SELECT g.*, of - most AS e, p AS own FROM groups AS g JOIN totals ON y = usual WHERE of >= ${LARGE}),
others AS MATERIALIZED (SELECT cells.y, cell, t.n, of FROM cells JOIN large AS g ON g.x = cells.x AND cells.y <> g.usual JOIN totals AS t ON t.y = cells.y)
SELECT count(*) AS groups, sum(of)::BIGINT AS large, (SELECT sum(of) FROM groups)::BIGINT AS rows, count(DISTINCT usual) AS usual,
  coalesce(sum(of) FILTER (most >= ${CLEAR} * of), 0)::BIGINT AS clear,
  (sum((e - ${rate} * of) ** 2) / nullif(sum(of * ${rate} * (1 - ${rate})), 0))::DOUBLE AS spread,
  sum(e)::BIGINT AS broken, (SELECT coalesce(sum(cell), 0) FROM others WHERE n <= greatest(2, ${RARE} * of) OR y IN (SELECT usual FROM large))::BIGINT AS known,
  sum(e * (e - 1))::DOUBLE AS pairs, (SELECT coalesce(sum(cell * (cell - 1)), 0) FROM others)::DOUBLE AS agreeing,
  sum(e * (e - 1) * ((SELECT sum(p * p) FROM totals) - own * own) / ((1 - own) * (1 - own)))::DOUBLE AS expected
FROM large`
}
