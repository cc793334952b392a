import { columnFamily } from '../../charts'
import type { ChartIntent, TimeUnit } from '../../contract'
import { fail } from '../errors'
import { text } from '../sql'
import { aggregateSql, colourRank } from './aggregate'
import {
  colourExpression,
  columnOf,
  fromWhere,
  measureExpression,
  numberExpression,
  timeExpression,
  type ChartTable
} from './columns'

/** Points of one line beyond which a unit is too fine and a coarser one is taken. */
export const MAX_PERIODS = 2000

/** The measure along time, by periods that suit the span, or along a number by its values. */
export function compileLine(intent: ChartIntent, table: ChartTable): string {
  const family = columnFamily(columnOf(table, intent.x.column).type)
  if (family === 'time') return alongTime(intent, table)
  if (family === 'number') return alongNumber(intent, table)
  throw notALine(intent.x.column)
}

/** Empty periods stay visible: zero rows or a zero sum where these are counted, a gap for means, medians and shares. */
function alongTime(intent: ChartIntent, table: ChartTable): string {
  const colour = colourRank(intent)
  const empty = intent.y.aggregate === 'count' || intent.y.aggregate === 'sum' ? 'coalesce(cells.y, 0)' : 'cells.y'
  return `WITH base AS (
  SELECT ${timeExpression(table, intent.x.column)} AS x, ${colourExpression(intent, table)} AS colour, ${measureExpression(intent, table)} AS y
  ${fromWhere(intent, table)}
),
${colour.cte}span AS (
  SELECT min(x) AS first, max(x) AS last, ${unitSql(intent.x.timeUnit)} AS unit
  FROM base
),
placed AS (
  SELECT date_trunc(span.unit, base.x) AS x, ${colour.kind} AS colour_kind, ${colour.value} AS colour, y
  FROM base CROSS JOIN span${colour.join}
  WHERE base.x IS NOT NULL
),
cells AS (
  SELECT x, colour_kind, colour, ${aggregateSql(intent, intent.colour === undefined ? '' : 'x')} AS y, count(y) AS n, count(*) - count(y) AS missing
  FROM placed GROUP BY x, colour_kind, colour
),
periods AS (
  SELECT unnest(generate_series(date_trunc(unit, first), last, ${stepSql()})) AS x FROM span
),
series AS (SELECT DISTINCT colour_kind, colour FROM placed)
SELECT
  epoch_ms(periods.x) AS x, series.colour_kind, left(series.colour, 300) AS colour, ${empty} AS y, coalesce(cells.n, 0) AS n,
  coalesce(cells.missing, 0) AS missing, (SELECT count(*) FROM base WHERE x IS NULL) AS x_missing,
  ${colour.others} AS colour_others, (SELECT unit FROM span) AS unit
FROM periods CROSS JOIN series
LEFT JOIN cells ON cells.x = periods.x AND cells.colour_kind = series.colour_kind AND cells.colour IS NOT DISTINCT FROM series.colour
ORDER BY CASE series.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, series.colour, periods.x`
}

function alongNumber(intent: ChartIntent, table: ChartTable): string {
  const colour = colourRank(intent)
  return `WITH base AS (
  SELECT ${numberExpression(table, intent.x.column)} AS x, ${colourExpression(intent, table)} AS colour, ${measureExpression(intent, table)} AS y
  ${fromWhere(intent, table)}
),
${colour.cte}placed AS (
  SELECT base.x, ${colour.kind} AS colour_kind, ${colour.value} AS colour, y
  FROM base${colour.join}
  WHERE base.x IS NOT NULL
)
SELECT
  x::DOUBLE AS x, colour_kind, left(placed.colour, 300) AS colour, ${aggregateSql(intent, intent.colour === undefined ? '' : 'placed.x')} AS y,
  count(y) AS n, count(*) - count(y) AS missing, (SELECT count(*) FROM base WHERE x IS NULL) AS x_missing,
  ${colour.others} AS colour_others, (SELECT count(DISTINCT x) FROM placed) AS x_distinct
FROM placed
GROUP BY placed.x, colour_kind, placed.colour
QUALIFY dense_rank() OVER (ORDER BY placed.x) <= ${MAX_PERIODS}
ORDER BY CASE colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.colour, placed.x`
}

/** The unit asked for, unless it makes too many periods; else the one that suits the span. */
function unitSql(asked: TimeUnit | undefined): string {
  const days = `date_diff('day', min(x), max(x))`
  const suited = `CASE WHEN ${days} <= 3 THEN 'hour' WHEN ${days} <= 92 THEN 'day' WHEN ${days} <= 366 THEN 'week' WHEN ${days} <= 3660 THEN 'month' WHEN ${days} <= 14600 THEN 'quarter' ELSE 'year' END`
  return asked
    ? `CASE WHEN date_diff(${text(asked)}, min(x), max(x)) < ${MAX_PERIODS} THEN ${text(asked)} ELSE ${suited} END`
    : suited
}

function stepSql(): string {
  return `CASE unit WHEN 'hour' THEN INTERVAL 1 HOUR WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 YEAR END`
}

function notALine(name: string): Error {
  return fail(
    'input',
    {
      fr: `«\u00a0${name}\u00a0» n’est ni une date ni un nombre\u00a0: une courbe n’y aurait pas de sens.`,
      en: `“${name}” is neither a date nor a number: a line along it would mean nothing.`
    },
    {
      hint: {
        fr: 'Choisissez un diagramme en barres, ou convertissez la colonne en date dans Préparer.',
        en: 'Choose a bar chart, or convert the column to a date in Prepare.'
      }
    }
  )
}
