import { ident } from '../../sql'

/**
 * How each present value stands to the one before it, in the order of the rows: one row `n, up, down, same`. Without an ORDER BY the window is
 * streamed in the order in which rows are stored, which is that of `rowid`.
 */
export function orderSql(table: string, column: string, first: number | null): string {
  const rows = `SELECT ${ident(column)} AS v FROM ${table} WHERE ${ident(column)} IS NOT NULL${first === null ? '' : ` LIMIT ${first}`}`
  return `SELECT count(*) AS n, count(*) FILTER (v > before) AS up, count(*) FILTER (v < before) AS down, count(*) FILTER (v = before) AS same
FROM (SELECT v, lag(v) OVER () AS before FROM (${rows}))`
}
