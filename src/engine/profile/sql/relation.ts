import { ident } from '../../sql'

/** Where the values of one column come from: rows of the table (each weighs 1), or its distinct values with their counts. */
export interface Relation {
  /** What stands after `FROM`; gives `v` (the value) and `n` (its weight). */
  readonly sql: string
  readonly grouped: boolean
}

const GROUPS = 'profile_groups'

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

export const dropGroupsSql = `DROP TABLE IF EXISTS ${GROUPS}`
