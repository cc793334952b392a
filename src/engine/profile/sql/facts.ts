import type { Family } from '../../../contract'
import { SPACES } from '../../sql'
import type { Relation } from './relation'

export { SPACES }

/** Longest text that leaves the database for one value. */
export const SHOWN_CHARACTERS = 200

/**
 * One row of facts of a column: presence, ends, lengths; where the column has a measure its moments; where the relation is grouped the number
 * of distinct values. One pass over rows, two over groups, which are few.
 */
export function factsSql(relation: Relation, family: Family, measure: string | null): string {
  const basic = relation.grouped ? weighedFacts(family) : plainFacts(family)
  if (!measure) return `SELECT ${basic.join(', ')}\nFROM ${relation.sql}`
  return relation.grouped
    ? `WITH measured AS (SELECT v, n, ${measure} AS x FROM ${relation.sql}),
moments AS (SELECT sum(x * n) / sum(n) AS mean FROM measured WHERE x IS NOT NULL)
SELECT ${basic.join(', ')},
  coalesce(sum(n) FILTER (x IS NOT NULL), 0)::BIGINT AS measured_values, min(x) AS least, max(x) AS greatest, any_value(mean) AS mean,
  CASE WHEN sum(n) FILTER (x IS NOT NULL) > 1 THEN sqrt(sum(n * ((x - mean) * (x - mean))) / (sum(n) FILTER (x IS NOT NULL) - 1)) END AS sd,
  coalesce(sum(n) FILTER (x = 0), 0)::BIGINT AS zeros, coalesce(sum(n) FILTER (x < 0), 0)::BIGINT AS negatives,
  coalesce(bool_and(x = floor(x)), true) AS integers,
  sum(n * ((x - mean) * (x - mean) * (x - mean))) AS cubes
FROM measured, moments`
    : plainMomentsSql(relation, basic, measure)
}

/**
 * Moments as powers of the distances to the mean, corrected by their own sum (Chan, Golub and LeVeque, "Algorithms for computing the
 * sample variance", The American Statistician, 1983), so that values far from zero keep their digits whatever the first rows hold.
 */
function plainMomentsSql(relation: Relation, basic: readonly string[], measure: string): string {
  return `WITH amid AS (SELECT CASE WHEN isfinite(avg(x)) THEN avg(x) ELSE 0 END AS c FROM (SELECT (${measure})::DOUBLE AS x FROM ${relation.sql})),
measured AS (SELECT v, x, x - c AS d, c FROM (SELECT v, ${measure} AS x FROM ${relation.sql}), amid),
sums AS (SELECT ${basic.join(', ')}, count(x) AS k, min(x) AS least, max(x) AS greatest, any_value(c) AS c, sum(d) AS d1, sum(d * d) AS d2, sum(d * d * d) AS d3,
  count(*) FILTER (x = 0) AS zeros, count(*) FILTER (x < 0) AS negatives, coalesce(bool_and(x = floor(x)), true) AS integers FROM measured)
SELECT * EXCLUDE (k, c, d1, d2, d3), k AS measured_values, c + d1 / k AS mean,
  CASE WHEN k > 1 THEN sqrt(greatest(0, d2 - d1 * (d1 / k)) / (k - 1)) END AS sd,
  d3 - 3 * (d1 / k) * d2 + 2 * (d1 / k) * (d1 / k) * d1 AS cubes
FROM sums`
}

function plainFacts(family: Family): string[] {
  const length = lengthSql(family)
  return [
    'count(v) AS present',
    ...(family === 'text' ? [`count(*) FILTER (${blankSql('v::VARCHAR')}) AS blank`] : []),
    ...ENDS,
    ...(length ? [`min(${length}) AS shortest`, `avg(${length}) AS mean_length`, `max(${length}) AS longest`] : [])
  ]
}

function weighedFacts(family: Family): string[] {
  const length = lengthSql(family)
  return [
    'coalesce(sum(n) FILTER (v IS NOT NULL), 0)::BIGINT AS present',
    'count(v) AS distinct_values',
    ...(family === 'text' ? [`coalesce(sum(n) FILTER (${blankSql('v::VARCHAR')}), 0)::BIGINT AS blank`] : []),
    ...ENDS,
    ...(length
      ? [
          `min(${length}) AS shortest`,
          `sum(${length} * n::DOUBLE) / sum(n) FILTER (v IS NOT NULL) AS mean_length`,
          `max(${length}) AS longest`
        ]
      : [])
  ]
}

const ENDS = [
  `left(min(v)::VARCHAR, ${SHOWN_CHARACTERS}) AS lowest`,
  `left(max(v)::VARCHAR, ${SHOWN_CHARACTERS}) AS highest`
]

/** Whether a text holds nothing but white space. Only texts that begin with less than an ASCII sign, or beyond ASCII, are looked at whole. */
export function blankSql(value: string): string {
  return `CASE WHEN ${value} < '!' OR ${value} >= chr(128) THEN trim(${value}, ${SPACES}) = '' ELSE false END`
}

function lengthSql(family: Family): string | null {
  if (family === 'text') return 'length(v::VARCHAR)'
  if (family === 'binary') return 'octet_length(v)'
  return null
}
