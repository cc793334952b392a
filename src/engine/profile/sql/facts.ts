import type { Family } from '../../../contract'
import type { Relation } from './relation'

/** Longest text that leaves the database for one value. */
export const SHOWN_CHARACTERS = 200

/**
 * One row of facts of a column: presence, ends, lengths; where the column has a measure its moments (two passes, so that the
 * variance of values far from zero keeps its digits); where the relation is grouped the number of distinct values.
 */
export function factsSql(relation: Relation, family: Family, measure: string | null): string {
  const length = lengthSql(family)
  const basic = [
    'coalesce(sum(n) FILTER (v IS NOT NULL), 0)::BIGINT AS present',
    ...(relation.grouped ? ['count(v) AS distinct_values'] : []),
    ...(family === 'text' ? [`coalesce(sum(n) FILTER (trim(v::VARCHAR, ${SPACES}) = ''), 0)::BIGINT AS blank`] : []),
    `left(min(v)::VARCHAR, ${SHOWN_CHARACTERS}) AS lowest`,
    `left(max(v)::VARCHAR, ${SHOWN_CHARACTERS}) AS highest`,
    ...(length
      ? [
          `min(${length}) AS shortest`,
          `sum(${length} * n::DOUBLE) / sum(n) FILTER (v IS NOT NULL) AS mean_length`,
          `max(${length}) AS longest`
        ]
      : [])
  ]
  if (!measure) return `SELECT ${basic.join(', ')}\nFROM ${relation.sql}`
  return `WITH measured AS (SELECT v, n, ${measure} AS x FROM ${relation.sql}),
moments AS (SELECT sum(x * n) / sum(n) AS mean FROM measured WHERE x IS NOT NULL)
SELECT ${basic.join(', ')},
  coalesce(sum(n) FILTER (x IS NOT NULL), 0)::BIGINT AS measured_values, min(x) AS least, max(x) AS greatest, any_value(mean) AS mean,
  CASE WHEN sum(n) FILTER (x IS NOT NULL) > 1 THEN sqrt(sum(n * ((x - mean) * (x - mean))) / (sum(n) FILTER (x IS NOT NULL) - 1)) END AS sd,
  coalesce(sum(n) FILTER (x = 0), 0)::BIGINT AS zeros, coalesce(sum(n) FILTER (x < 0), 0)::BIGINT AS negatives,
  coalesce(bool_and(x = floor(x)), true) AS integers,
  sum(n * ((x - mean) * (x - mean) * (x - mean))) AS cubes
FROM measured, moments`
}

/** All that Unicode and habit call white space, as an SQL literal of characters to trim. */
export const SPACES = `' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(8239) || chr(8203) || chr(65279)`

function lengthSql(family: Family): string | null {
  if (family === 'text') return 'length(v::VARCHAR)'
  if (family === 'binary') return 'octet_length(v)'
  return null
}
