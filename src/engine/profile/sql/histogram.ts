import type { Relation } from './relation'

/** Counts by lower edge, rows `edge, n`; `edge` is null for values below the first one. Bins hold their lower edge, not their upper one. */
export function histogramSql(relation: Relation, measure: string, edges: readonly number[]): string {
  const measured = `(SELECT ${measure} AS x, n FROM ${relation.sql}) WHERE x IS NOT NULL`
  if (relation.grouped) {
    return `SELECT edges[place] AS edge, sum(n)::BIGINT AS n
FROM (SELECT edges, len(list_filter(edges, lambda edge: edge <= x)) AS place, n FROM (SELECT x, n, [${edges.map(double).join(', ')}] AS edges FROM ${measured}))
GROUP BY ALL ORDER BY edge`
  }
  // DuckDB's histogram closes bins above: on negated values that closes them below.
  const negated = edges.map((edge) => double(-edge)).reverse()
  return `SELECT CASE WHEN isfinite(bin.key) THEN 0 - bin.key END AS edge, bin.value AS n
FROM (SELECT unnest(map_entries(histogram(-x, [${negated.join(', ')}]))) AS bin FROM ${measured})
WHERE bin.value > 0 ORDER BY edge`
}

function double(value: number): string {
  return `'${value}'::DOUBLE`
}
