import type { ColumnProfile } from '../../../contract'
import { dateSql } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { onceAColumn } from '../once-a-search'

/** Rows that tell how near its place a date usually stands, and steps from row to row that say anything. */
const TRIED_ROWS = 50_000
const LEAST_STEPS = 30
/** Share of the steps from row to row that must go one way for the column to be in the order of its rows. */
const ORDERED = 0.85
/** Rows on either side that tell where a date should stand. */
const NEIGHBOURS = 5
/** Days within which a date stands at its place, at least and at most. */
const [NEAR, MOST_NEAR] = [3, 10]

/** Where the dates of a column that follows the order of its rows stand. */
export interface RowPlace {
  /** Query of `id`, `day`, and `due`: the row, its date, and the middle one of its neighbours. */
  placed: string
  /** Days within which a date stands at its place. */
  near: number
  /** Steps from row to row. */
  n: number
}

/** Where the neighbours of each row say that its date stands; null where the column does not follow the order of its rows. */
export const placeOf = onceAColumn(findPlace)

async function findPlace({ table, rows: ask }: DetectorContext, column: ColumnProfile): Promise<RowPlace | null> {
  const dated = `SELECT rowid AS id, ${dayOf(column)} AS day FROM ${table.sql} WHERE ${ident(column.name)} IS NOT NULL`
  const [steps] = await ask<{ n: number; up: number; down: number }>(
    `SELECT count(*) AS n, count(*) FILTER (day >= before) AS up, count(*) FILTER (day <= before) AS down FROM (SELECT day, lag(day) OVER () AS before FROM (${dated}) WHERE day IS NOT NULL) WHERE before IS NOT NULL`
  )
  if (!steps || steps.n < LEAST_STEPS || Math.max(steps.up, steps.down) < ORDERED * steps.n) return null
  const placedOf = (rows: string): string =>
    `SELECT id, day, quantile_disc(day, 0.5) OVER (ORDER BY id ROWS BETWEEN ${NEIGHBOURS} PRECEDING AND ${NEIGHBOURS} FOLLOWING) AS due FROM (${rows}) WHERE day IS NOT NULL`
  const [usual] = await ask<{ near: number | null }>(
    `SELECT quantile_disc(abs(day - due), 0.75) AS near FROM (${placedOf(`${dated} AND rowid < ${TRIED_ROWS}`)})`
  )
  if (usual?.near == null || usual.near > MOST_NEAR) return null
  return { placed: placedOf(dated), near: Math.max(NEAR, 2 * usual.near), n: steps.n }
}

/** A date column by its days. */
export function dayOf({ name, reading }: ColumnProfile): string {
  return `${reading?.kind === 'date' ? dateSql(ident(name), reading) : ident(name)}::DATE`
}
