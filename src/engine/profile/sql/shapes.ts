/** Longest shape that is told: what is longer is text rather than a code. */
export const LONGEST_SHAPE = 40

/** The shape of a text as SQL: `A` for a capital, `a` for another letter, `9` for a digit, the rest as it is. */
export function shapeSql(value: string): string {
  const letters = `regexp_replace(regexp_replace(${value}::VARCHAR, '[\\p{Lu}\\p{Lt}]', 'A', 'g'), '[\\p{Ll}\\p{Lo}\\p{Lm}]', 'a', 'g')`
  const shape = `regexp_replace(${letters}, '\\p{Nd}', '9', 'g')`
  return `CASE WHEN length(${value}::VARCHAR) > ${LONGEST_SHAPE} THEN left(${shape}, ${LONGEST_SHAPE}) || '…' ELSE ${shape} END`
}

/** Shapes of the values of a relation `v, n`, the most frequent first: rows `shape, n`, and the totals on each row. */
export function shapesSql(relation: string, count: number): string {
  return `SELECT shape, sum(n)::BIGINT AS n, (count(*) OVER ())::BIGINT AS shapes, (sum(sum(n)) OVER ())::BIGINT AS present
FROM (SELECT ${shapeSql('v')} AS shape, n FROM ${relation} WHERE v IS NOT NULL)
GROUP BY shape ORDER BY n DESC, shape LIMIT ${count}`
}
