import type { ColumnProfile } from '../../../contract'
import { ident, placedList } from '../../sql'
import type { Table } from '../../tables'
import { matrixSql } from './association-sql'
import { gapSql } from './missing-sql'

/** A value as dependencies compare it: NULL where there is none or a blank one. */
export function valueSql(column: ColumnProfile): string {
  const name = ident(column.name)
  return column.family === 'text' && column.blank ? `CASE WHEN NOT ${gapSql(column)} THEN ${name} END` : name
}

/**
 * How far one column follows from others, over the rows where all have a value. Row `n, repeated, violations, commonest`: the last is the share of the
 * commonest dependent value.
 */
export function dependencySql(table: string, determinant: readonly ColumnProfile[], dependent: ColumnProfile): string {
  const xs = determinant.map((_, place) => `x${place}`)
  const values = determinant.map((column, place) => `${valueSql(column)} AS x${place}`).join(', ')
  return `WITH cells AS (
  SELECT ${xs.join(', ')}, y, count(*) AS cell FROM (SELECT ${values}, ${valueSql(dependent)} AS y FROM ${table})
  WHERE y IS NOT NULL AND ${xs.map((x) => `${x} IS NOT NULL`).join(' AND ')} GROUP BY ALL
),
groups AS (SELECT sum(cell) AS rows, max(cell) AS most FROM cells GROUP BY ${xs.join(', ')})
SELECT coalesce(sum(rows), 0)::BIGINT AS n, coalesce(sum(rows) FILTER (rows > 1), 0)::BIGINT AS repeated, coalesce(sum(rows - most), 0)::BIGINT AS violations,
  (SELECT max(of_value) / sum(of_value) FROM (SELECT sum(cell) AS of_value FROM cells GROUP BY y)) AS commonest
FROM groups`
}

/** How much rarer than the usual value of its group a slip of writing is, and the letters that it may miss: of longer texts two. */
const RARER = 0.1
const [SHORT, LONG] = [4, 8]

/** The rows that break a dependency by a slip of writing alone: a rare text next to the usual one of its group, no digit of it another. Row `n`. */
export function slipsSql(table: string, determinant: ColumnProfile, dependent: ColumnProfile): string {
  const bare = (text: string): string => `lower(strip_accents(${text}))`
  const digits = (text: string): string => `regexp_replace(${text}, '[^0-9]', '', 'g')`
  return `WITH cells AS MATERIALIZED (
  SELECT x, y, count(*) AS cell FROM (SELECT ${valueSql(determinant)} AS x, ${valueSql(dependent)} AS y FROM ${table}) WHERE x IS NOT NULL AND y IS NOT NULL GROUP BY ALL
),
totals AS (SELECT y, sum(cell) AS of_value FROM cells GROUP BY y),
usual AS (SELECT x, arg_max(y, cell) AS usual FROM cells GROUP BY x)
SELECT coalesce(sum(cell), 0)::BIGINT AS n FROM cells JOIN usual USING (x) JOIN totals AS own USING (y) JOIN totals AS most ON most.y = usual
WHERE cells.y <> usual AND own.of_value <= ${RARER} * most.of_value AND ${digits('cells.y')} = ${digits('usual')}
  AND damerau_levenshtein(${bare('cells.y')}, ${bare('usual')}) <= CASE WHEN length(usual) >= ${LONG} THEN 2 WHEN length(usual) >= ${SHORT} THEN 1 ELSE 0 END`
}

/** The rows of every determinant value that goes with more than one dependent value. */
export function breakingRowsSql(
  { sql: table, columns }: Pick<Table, 'sql' | 'columns'>,
  determinant: readonly ColumnProfile[],
  dependent: ColumnProfile
): string {
  const values = determinant.map(valueSql)
  const y = valueSql(dependent)
  const present = [...values, y].map((value) => `${value} IS NOT NULL`).join(' AND ')
  return `SELECT ${placedList(columns)}
FROM ${table}
WHERE ${present} AND (${values.join(', ')}) IN (
  SELECT ${values.length > 1 ? `(${values.join(', ')})` : values[0]} FROM ${table} WHERE ${present} GROUP BY ${values.join(', ')} HAVING count(DISTINCT ${y}) > 1
)
ORDER BY ${values.join(', ')}, ${y}`
}

/**
 * Rows of some columns as 53 bits of a hash, alike where values are, NULL where there is none. Two values of a sample share one once in some
 * ten million samples; what is screened by them is counted by the values themselves.
 */
export function codesSql(from: string, columns: readonly ColumnProfile[]): string {
  return matrixSql(
    from,
    columns.map((column) => ({ role: 'category', sql: valueSql(column) }))
  )
}

/** All rows of some of the values of a column: about one value in `every`. */
export function clusterSql(table: string, column: ColumnProfile, every: number): string {
  return `(SELECT * FROM ${table} WHERE hash(${ident(column.name)}) % ${every} = 0)`
}
