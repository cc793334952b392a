import { columnFamily } from '../../charts'
import type { ChartIntent } from '../../contract'
import { fail } from '../errors'
import { placedRows } from '../sql'
import { colourRank } from './aggregate'
import { colourExpression, columnOf, fromWhere, numberExpression, timeExpression, type ChartTable } from './columns'

export const MAX_POINTS = 5000
const SEED = 20260

/**
 * One point for each pair of values, sized by its rows. Beyond 5,000 different pairs, 5,000 rows are drawn: those with
 * the smallest hash of their place and a fixed seed, so that the same data always give the same picture.
 */
export function compileScatter(intent: ChartIntent, table: ChartTable): string {
  if (intent.y.column === undefined)
    throw fail('input', {
      fr: 'Choisissez la colonne de l’axe vertical.',
      en: 'Choose the column of the vertical axis.'
    })
  const colour = colourRank(intent)
  const { from, place } = placedRows(table.sql, table.columns)
  return `WITH base AS (
  SELECT ${place} AS id, ${coordinate(intent.x.column, table)} AS x, ${coordinate(intent.y.column, table, false)} AS y, ${colourExpression(intent, table)} AS colour
  ${fromWhere(intent, { ...table, sql: from })}
),
complete AS (SELECT * FROM base WHERE x IS NOT NULL AND y IS NOT NULL),
${colour.cte}placed AS (
  SELECT base.id, base.x, base.y, ${colour.kind} AS colour_kind, ${colour.value} AS colour
  FROM complete AS base${colour.join}
),
pairs AS (SELECT count(*) AS n FROM (SELECT DISTINCT x, y, colour_kind, colour FROM placed)),
drawn AS (
  SELECT * FROM placed WHERE (SELECT n FROM pairs) <= ${MAX_POINTS}
  UNION ALL
  SELECT * FROM (SELECT * FROM placed WHERE (SELECT n FROM pairs) > ${MAX_POINTS} ORDER BY hash(id, ${SEED}), id LIMIT ${MAX_POINTS})
)
SELECT
  x, y, colour_kind, left(drawn.colour, 300) AS colour, count(*) AS n,
  (SELECT count(*) FROM complete) AS total, (SELECT count(*) FROM base) - (SELECT count(*) FROM complete) AS x_missing, ${colour.others} AS colour_others
FROM drawn
GROUP BY x, y, colour_kind, drawn.colour
ORDER BY CASE colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, drawn.colour, x, y`
}

function coordinate(name: string, table: ChartTable, mayBeTime = true): string {
  const family = columnFamily(columnOf(table, name).type)
  if (family === 'time' && mayBeTime) return `epoch_ms(${timeExpression(table, name)})`
  return `(${numberExpression(table, name)})::DOUBLE`
}
