/** A column of one side and its measure over `v`. */
export interface Reach {
  from: string
  /** Quoted name. */
  column: string
  measure: string
}

/** Longest text that leaves the database for one value. */
const SHOWN_CHARACTERS = 200

/** The values of a column as a relation `v, n`, each row weighing 1. */
export function measuredSql({ from, column }: Pick<Reach, 'from' | 'column'>): string {
  return `(SELECT ${column} AS v, 1 AS n FROM ${from})`
}

/**
 * The values of two columns, compared as texts, with their rows on each side: those of the greatest shares on both sides
 * together (choosing by their difference would find one everywhere) by themselves, the others in one line whose `value` is NULL. `new_*` and `gone_*` count values (and rows) of one side only.
 */
export function valueCountsSql(
  a: { from: string; column: string; rows: number },
  b: { from: string; column: string; rows: number },
  most: number
): string {
  const counts = ({ from, column }: { from: string; column: string }): string =>
    `SELECT ${column}::VARCHAR AS value, count(*) AS n FROM ${from} WHERE ${column} IS NOT NULL GROUP BY ALL`
  const share = (side: 'a' | 'b', { rows }: { rows: number }): string => `${side} / ${Math.max(1, rows)}`
  return `WITH first AS (${counts(a)}),
second AS (${counts(b)}),
both_sides AS (SELECT value, coalesce(first.n, 0) AS a, coalesce(second.n, 0) AS b FROM first FULL JOIN second USING (value)),
ranked AS (SELECT *, row_number() OVER (ORDER BY ${share('a', a)} + ${share('b', b)} DESC, value) AS place FROM both_sides)
SELECT CASE WHEN place <= ${most} THEN left(value, ${SHOWN_CHARACTERS}) END AS value, count(*) AS "values", sum(a)::BIGINT AS a, sum(b)::BIGINT AS b,
  count(*) FILTER (a = 0) AS new_values, coalesce(sum(b) FILTER (a = 0), 0)::BIGINT AS new_rows,
  count(*) FILTER (b = 0) AS gone_values, coalesce(sum(a) FILTER (b = 0), 0)::BIGINT AS gone_rows
FROM ranked GROUP BY least(place, ${most + 1}), value IS NULL, CASE WHEN place <= ${most} THEN left(value, ${SHOWN_CHARACTERS}) END
ORDER BY min(place)`
}
