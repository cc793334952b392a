import type { ColumnProfile } from '../../../contract'
import { measureSql, quantileAt } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'

export const YEAR = 365.2425 * 86_400
/** How far from others dates are of another age: so many years, and so many times what the others span. */
const REACH = { years: 20, spans: 3 }
/** Share of the dates that may lie so far on one side, and years without any that part them from the others. */
const MOST = 0.05
const APART = 10 * YEAR

/** How far from dates that span so much others are of another age. */
export function reachOf(span: number): number {
  return Math.max(REACH.years * YEAR, REACH.spans * Math.max(YEAR, span))
}

/**
 * Where the outermost hundredths of some dates begin, in seconds since 1970: of the others, where these hundredths are full of dates of another age that a gap
 * of years parts from them.
 */
export async function dateBulk(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile
): Promise<{ first: number; last: number }> {
  const at = (p: number): number => quantileAt(column.numeric, p)
  const ends = { first: at(0.01), last: at(0.99) }
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const reach = reachOf(at(0.95) - at(0.05))
  const [low, high] = [at(0.05) - reach, at(0.95) + reach]
  if (!measure || (ends.first >= low && ends.last <= high)) return ends
  const [seen] = await ask<
    Record<'n' | 'below' | 'above', number> & Record<'before' | 'first' | 'last' | 'after', number | null>
  >(
    `SELECT count(v) AS n, count(*) FILTER (v < ${low}) AS below, count(*) FILTER (v > ${high}) AS above, max(v) FILTER (v < ${low}) AS before, min(v) FILTER (v >= ${low}) AS first, max(v) FILTER (v <= ${high}) AS last, min(v) FILTER (v > ${high}) AS after FROM (SELECT ${measure} AS v FROM ${table.sql})`
  )
  if (!seen) return ends
  const { n, below, above, before, first, last, after } = seen
  const isApart = (count: number, gap: number): boolean => count > 0 && count <= MOST * n && gap >= APART
  return {
    first: first !== null && before !== null && isApart(below, first - before) ? first : ends.first,
    last: last !== null && after !== null && isApart(above, after - last) ? last : ends.last
  }
}
