import { ident, type PlacedRows } from '../../sql'
import { SHOWN_CHARACTERS } from './facts'
import { groupRelation, type Relation } from './relation'

/** The most frequent values, most frequent first and ties in order, so that the answer is always the same. */
export function topSql(count: number): string {
  return `SELECT left(v::VARCHAR, ${SHOWN_CHARACTERS}) AS value, n FROM (SELECT v, n FROM ${groupRelation.sql} WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT ${count})`
}

/** Distinct values and the most frequent ones in one grouping, for columns with too many values to be kept. */
export function distinctAndTopSql(table: string, column: string, count: number): string {
  const value = ident(column)
  return `WITH groups AS (SELECT ${value} AS v, count(*) AS n FROM ${table} WHERE ${value} IS NOT NULL GROUP BY ALL)
SELECT count(*) AS distinct_values, list_transform(min({a: -n, v: v}, ${count}), lambda g: {value: left(g.v::VARCHAR, ${SHOWN_CHARACTERS}), n: -g.a}) AS top FROM groups`
}

/** The first values in order, for a column where each stands once: its most frequent ones by the order of ties. */
export function firstValuesSql(table: string, column: string, count: number): string {
  const value = ident(column)
  return `SELECT left(v::VARCHAR, ${SHOWN_CHARACTERS}) AS value, 1 AS n FROM (SELECT ${value} AS v FROM ${table} WHERE ${value} IS NOT NULL ORDER BY ${value} LIMIT ${count})`
}

/** Values to look at, as text with their weights: the most frequent where the relation is grouped, else rows at a regular stride. */
export function sampleSql(relation: Relation, table: string, column: string, rows: number, count: number): string {
  if (relation.grouped) return topSql(count)
  const stride = Math.max(1, Math.floor(rows / (count * 2)))
  return `SELECT left(${ident(column)}::VARCHAR, ${SHOWN_CHARACTERS}) AS value, 1 AS n FROM ${table} WHERE rowid % ${stride} = 0 AND ${ident(column)} IS NOT NULL LIMIT ${count}`
}

/** A value as text (cut) and how often it stands in the column. */
export type ValueCount = { value: string; n: number }

/** Present values of about `count` rows at a regular stride, as a relation `v, n`. */
export function columnSampleSql(
  { from, place }: Pick<PlacedRows, 'from' | 'place'>,
  column: string,
  rows: number,
  count: number
): string {
  const stride = Math.max(1, Math.floor(rows / count))
  return `(SELECT ${ident(column)} AS v, 1 AS n FROM ${from} WHERE ${place} % ${stride} = 0 AND ${ident(column)} IS NOT NULL)`
}
