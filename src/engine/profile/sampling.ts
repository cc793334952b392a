import type { Sampled } from '../../contract'
import { countedRows, hidesRowid } from '../sql'
import type { ProfiledTable } from './filtered'

/** Some rows of a table, or all of them. */
export interface Drawn {
  /** For `FROM`; bears `rowid` and the columns of the table. */
  sql: string
  /** Null where all rows are taken. */
  sampled: Sampled | null
}

/**
 * About `count` rows, one at a random place of each of as many equal stretches of the table (stratified by place, so that a table in order
 * of time or place is seen throughout); always the same ones. All rows where the table has hardly more.
 */
export function drawRows(table: ProfiledTable, count: number): Drawn {
  const stretch = Math.floor(table.rows / count)
  if (stretch < 2) return { sql: table.sql, sampled: null }
  const places = `SELECT i * ${table.rows} // ${count} + (hash(i) % ${stretch})::BIGINT AS place FROM range(${count}) AS r(i)`
  const { kept } = table
  if (hidesRowid(table.columns)) {
    const { from, place, all } = countedRows(table.sql, table.columns)
    const picked = `SELECT ${all} FROM ${from} AS sampled SEMI JOIN (${places}) AS picked ON sampled.${place} = picked.place`
    return { sql: `(${picked})`, sampled: { n: count, of: table.rows } }
  }
  if (kept) {
    const ranked = `SELECT rowid AS place, row_number() OVER (ORDER BY rowid) - 1 AS rank FROM ${kept.whole} WHERE ${kept.predicate}`
    const picked = `SELECT ranked.place FROM (${ranked}) AS ranked SEMI JOIN (${places}) AS drawn ON ranked.rank = drawn.place`
    return {
      sql: `${kept.whole} AS sampled SEMI JOIN (${picked}) AS picked ON sampled.rowid = picked.place`,
      sampled: { n: count, of: table.rows }
    }
  }
  return {
    sql: `${table.sql} AS sampled SEMI JOIN (${places}) AS picked ON sampled.rowid = picked.place`,
    sampled: { n: count, of: table.rows }
  }
}
