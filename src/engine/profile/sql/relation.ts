import { ident } from '../../sql'

/** Where the values of one column come from: rows of the table (each weighs 1), or its distinct values with their counts. */
export interface Relation {
  /** What stands after `FROM`; gives `v` (the value) and `n` (its weight). */
  readonly sql: string
  readonly grouped: boolean
}

const GROUPS = 'profile_groups'
const READ = 'profile_read'

/** The rows of a table, read one column at a time. */
export function rowRelation(table: string, column: string): Relation {
  return { sql: `(SELECT ${ident(column)} AS v, 1 AS n FROM ${table})`, grouped: false }
}

/** The distinct values of a column (NULL among them) as `groupsTableSql` keeps them. */
export const groupRelation: Relation = { sql: GROUPS, grouped: true }

/** Keeps the distinct values of a column and their counts in a temporary table of the connection. */
export function groupsTableSql(table: string, column: string): string {
  return `CREATE OR REPLACE TEMP TABLE ${GROUPS} AS SELECT ${ident(column)} AS v, count(*) AS n FROM ${table} GROUP BY ALL`
}

/** A relation whose values are read once and kept as `x`, for a measure that costs more than its storage; `v` is that measure. */
export function readRelation({ grouped }: Relation): Relation {
  return { sql: `(SELECT x AS v, n FROM ${READ})`, grouped }
}

/** Keeps the measure of every value of a relation, with its weight, in a temporary table of the connection. */
export function readTableSql(relation: Relation, measure: string): string {
  return `CREATE OR REPLACE TEMP TABLE ${READ} AS SELECT ${measure} AS x, n FROM ${relation.sql} WHERE v IS NOT NULL`
}

export const dropKeptSql = `DROP TABLE IF EXISTS ${GROUPS}; DROP TABLE IF EXISTS ${READ}`
