import type { Relation } from './relation'

/** The order statistics at the given 0-based ranks, read off the cumulated counts of a grouped relation. */
export function groupedRanksSql(relation: Relation, measure: string, ranks: readonly number[]): string {
  const terms = ranks.map((rank, place) => `min(x) FILTER (upto > ${rank}) AS r${place}`)
  return `SELECT ${terms.join(', ')} FROM (SELECT x, sum(n) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS upto FROM (SELECT ${measure} AS x, n FROM ${relation.sql}) WHERE x IS NOT NULL)`
}

/** How many values stand in each of `count` equal slices of [min, max]; slices are numbered from 0. */
export function slicesSql(relation: Relation, measure: string, slices: Slices): string {
  return `SELECT ${sliceSql(slices)} AS slice, count(*) AS n FROM (SELECT ${measure} AS x FROM ${relation.sql}) WHERE x IS NOT NULL GROUP BY ALL ORDER BY slice`
}

/** The values of some slices with their counts, in ascending order: exact order statistics without sorting the whole column. */
export function keptSlicesSql(relation: Relation, measure: string, slices: Slices, kept: readonly number[]): string {
  return `SELECT x, count(*)::DOUBLE AS n FROM (SELECT ${measure} AS x FROM ${relation.sql})
WHERE x IS NOT NULL AND ${sliceSql(slices)} IN (${kept.join(', ')}) GROUP BY x ORDER BY x`
}

/** The order statistics by sorting: for columns whose values crowd into few slices. */
export function sortedRanksSql(relation: Relation, measure: string, n: number, ranks: readonly number[]): string {
  // Half a rank keeps quantile_disc, which takes ceil(p × n) - 1, clear of rounding.
  const shares = ranks.map((rank) => `${(rank + 0.5) / n}`)
  return `SELECT quantile_disc(x, [${shares.join(', ')}]) AS ranks FROM (SELECT ${measure} AS x FROM ${relation.sql}) WHERE x IS NOT NULL`
}

export interface Slices {
  readonly min: number
  readonly width: number
  readonly count: number
}

function sliceSql({ min, width, count }: Slices): string {
  return `least(floor((x - (${double(min)})) / ${double(width)}), ${count - 1})::INTEGER`
}

function double(value: number): string {
  return `'${value}'::DOUBLE`
}
