import { columnFamily } from '../../charts'
import type { ChartIntent, TimeUnit } from '../../contract'
import { ident } from '../sql'
import { aggregateSql, colourRank, sizeSql, weightSql } from './aggregate'
import {
  categoryExpression,
  colourExpression,
  columnOf,
  fromWhere,
  measureExpression,
  timeExpression,
  TOP_CATEGORIES,
  type ChartTable
} from './columns'

/**
 * One bar a value of x, the top ones apart, the rest recomputed together from its rows (never an average of averages).
 * Values with an order of their own keep it; others stand by size; "others" and missing come last.
 */
export function compileBar(intent: ChartIntent, table: ChartTable): string {
  const colour = colourRank(intent)
  const partition = intent.colour === undefined ? '' : 'placed.x_kind, placed.x'
  const order = hasOrder(intent, table) ? 'min(own_order)' : `${sizeSql(intent)} DESC NULLS LAST`
  return `WITH base AS (
  SELECT ${category(intent, table)} AS x, ${naturalOrder(intent, table)} AS own_order, ${colourExpression(intent, table)} AS colour, ${measureExpression(intent, table)} AS y
  ${fromWhere(intent, table)}
),
weights AS (
  SELECT x, row_number() OVER (ORDER BY ${weightSql(intent)} DESC NULLS LAST, x) AS place, row_number() OVER (ORDER BY ${order}, x) AS rank
  FROM base WHERE x IS NOT NULL GROUP BY x
),
${colour.cte}placed AS (
  SELECT
    CASE WHEN base.x IS NULL THEN 1 WHEN weights.place <= ${TOP_CATEGORIES} THEN 0 ELSE 2 END AS x_kind,
    CASE WHEN weights.place <= ${TOP_CATEGORIES} THEN base.x END AS x,
    CASE WHEN weights.place <= ${TOP_CATEGORIES} THEN weights.rank END AS rank,
    ${colour.kind} AS colour_kind,
    ${colour.value} AS colour,
    y
  FROM base
  LEFT JOIN weights ON base.x = weights.x${colour.join}
)
SELECT
  placed.x_kind, left(placed.x, 300) AS x, placed.colour_kind, left(placed.colour, 300) AS colour,
  ${aggregateSql(intent, partition)} AS y,
  count(y) AS n, count(*) - count(y) AS missing,
  (SELECT greatest(count(*) - ${TOP_CATEGORIES}, 0) FROM weights) AS x_others,
  ${colour.others} AS colour_others
FROM placed
GROUP BY placed.x_kind, placed.x, placed.rank, placed.colour_kind, placed.colour
ORDER BY CASE placed.x_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.rank, CASE placed.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.colour`
}

/** Whether the values of x have an order of their own. */
export function hasOrder({ x }: ChartIntent, table: ChartTable): boolean {
  const { type } = columnOf(table, x.column)
  return columnFamily(type) !== 'text' || /^ENUM/i.test(type)
}

function category({ x }: ChartIntent, table: ChartTable): string {
  const column = columnOf(table, x.column)
  if (x.timeUnit && columnFamily(column.type) === 'time')
    return PERIOD_NAMES[x.timeUnit](timeExpression(table, column.name))
  return categoryExpression(column)
}

function naturalOrder(intent: ChartIntent, table: ChartTable): string {
  return hasOrder(intent, table) ? ident(intent.x.column) : 'NULL'
}

/** A period as text that sorts and reads in both languages. */
const PERIOD_NAMES: Record<TimeUnit, (at: string) => string> = {
  year: (at) => `strftime(${at}, '%Y')`,
  quarter: (at) => `(strftime(${at}, '%Y') || '-T' || quarter(${at}))`,
  month: (at) => `strftime(${at}, '%Y-%m')`,
  week: (at) => `strftime(${at}, '%G-S%V')`,
  day: (at) => `strftime(${at}, '%Y-%m-%d')`,
  hour: (at) => `strftime(${at}, '%Y-%m-%d %H h')`
}
