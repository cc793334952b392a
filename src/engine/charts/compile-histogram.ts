import { columnFamily } from '../../charts'
import type { ChartIntent } from '../../contract'
import { fail } from '../errors'
import { colourRank } from './aggregate'
import { colourExpression, columnOf, fromWhere, numberExpression, type ChartTable } from './columns'

const MIN_BINS = 5
const MAX_BINS = 60
/** Least width by the size of the values: bins are numbered from zero, exactly while there are fewer than 2^53. */
const FINEST = '1e-14'

/**
 * Rows counted by bins of equal width. The width is Freedman and Diaconis' (1981, 2·IQR/∛n), Sturges' where the IQR is 0,
 * kept between 5 and 60 bins, or that of the number of bins asked for; then rounded to 1, 2 or 5 times a power of ten,
 * never below 1 for whole numbers. Bins are closed on the left; the last one also on the right.
 */
export function compileHistogram(intent: ChartIntent, table: ChartTable): string {
  const { type } = columnOf(table, intent.x.column)
  if (columnFamily(type) !== 'number') throw notAHistogram(intent.x.column)
  const whole = /INT/i.test(type)
  const colour = colourRank(intent)
  const y =
    intent.y.aggregate === 'share'
      ? 'coalesce(cells.n, 0)::DOUBLE / nullif((SELECT n FROM facts), 0)'
      : 'coalesce(cells.n, 0)::DOUBLE'
  return `WITH base AS (
  SELECT (${numberExpression(table, intent.x.column)})::DOUBLE AS x, ${colourExpression(intent, table)} AS colour
  ${fromWhere(intent, table)}
),
${colour.cte}facts AS (
  SELECT count(x) AS n, min(x) AS low, max(x) AS high, quantile_cont(x, 0.75) - quantile_cont(x, 0.25) AS iqr FROM base
),
width AS (
  SELECT *, greatest(CASE WHEN high > low THEN ${wishedWidth(intent)} ELSE 1 END, ${FINEST} * greatest(abs(low), abs(high))) AS wished FROM facts WHERE n > 0
),
scale AS (
  SELECT *, floor(log10(wished)) AS power, wished / pow(10, floor(log10(wished))) AS mantissa FROM width
),
step AS (
  SELECT *, ${whole ? 'CASE WHEN power < 0 THEN 1 ELSE ' : ''}CASE WHEN mantissa < 1.5 THEN 1 WHEN mantissa < 3.5 THEN 2 WHEN mantissa < 7.5 THEN 5 ELSE 10 END${whole ? ' END' : ''} AS digit,
    ${whole ? 'greatest(power, 0)' : 'power'} AS exponent
  FROM scale
),
edges AS (
  SELECT *, ${binOf('low')} AS first_bin, greatest(${binOf('low')}, ${whole ? binOf('high') : `ceil(round(${scaled('high')}, 9)) - 1`}) AS last_bin FROM step
),
cells AS (
  SELECT least(${binOf('base.x')}, last_bin)::BIGINT AS bin, ${colour.kind} AS colour_kind, ${colour.value} AS colour, count(*) AS n
  FROM base CROSS JOIN edges${colour.join}
  WHERE base.x IS NOT NULL GROUP BY ALL
),
bins AS (SELECT unnest(generate_series(first_bin::BIGINT, last_bin::BIGINT)) AS bin, digit, exponent FROM edges),
series AS (SELECT DISTINCT colour_kind, colour FROM cells)
SELECT
  ${edgeOf('bins.bin')} AS x, ${edgeOf('(bins.bin + 1)')} AS x2, series.colour_kind, left(series.colour, 300) AS colour,
  ${y} AS y, coalesce(cells.n, 0) AS n, (SELECT count(*) FROM base WHERE x IS NULL) AS x_missing, ${colour.others} AS colour_others
FROM bins CROSS JOIN series
LEFT JOIN cells ON cells.bin = bins.bin AND cells.colour_kind = series.colour_kind AND cells.colour IS NOT DISTINCT FROM series.colour
ORDER BY bins.bin, CASE series.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, series.colour`
}

function wishedWidth({ x }: ChartIntent): string {
  if (x.bins) return `(high - low) / ${x.bins}`
  const free = `CASE WHEN iqr > 0 THEN 2 * iqr / cbrt(n) ELSE (high - low) / (ceil(log2(n)) + 1) END`
  return `greatest((high - low) / ${MAX_BINS}, least((high - low) / ${MIN_BINS}, ${free}))`
}

/** A value counted in bin widths from zero; powers of ten are only multiplied or divided whole, so that 0.3 falls where it is written. */
function scaled(value: string): string {
  return `(CASE WHEN exponent < 0 THEN ${value} * pow(10, -exponent) ELSE ${value} / pow(10, exponent) END / digit)`
}

function binOf(value: string): string {
  return `floor(round(${scaled(value)}, 9))`
}

function edgeOf(bin: string): string {
  return `CASE WHEN exponent < 0 THEN ${bin} * digit / pow(10, -exponent) ELSE ${bin} * digit * pow(10, exponent) END`
}

function notAHistogram(name: string): Error {
  return fail(
    'input',
    {
      fr: `La colonne «\u00a0${name}\u00a0» n’est pas numérique\u00a0: un histogramme répartit des nombres.`,
      en: `Column “${name}” is not numeric: a histogram spreads numbers.`
    },
    {
      hint: {
        fr: 'Choisissez un diagramme en barres pour des catégories, une courbe pour des dates.',
        en: 'Choose a bar chart for categories, a line for dates.'
      }
    }
  )
}
