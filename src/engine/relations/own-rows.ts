import type { Connection } from '../db'
import type { Candidate } from './candidates'
import { keySides } from './key-sql'
import type { LinkFacts } from './link-facts'
import { namesRole } from './names'
import { reachOf, ROLE, selfLikeness } from './self-reference'

/** Share of the rows that may name themselves: the heads of a hierarchy do, a copy of the key does on every row. */
const MOST_OWN = 0.5
const INCLUSION = 0.95
/** Share of the keys' range that few numbers must reach into. */
const FAR = 0.05

/** Whether counts bear out that a column names rows of its own table: nearly all its values do, and hardly a row names itself. */
export function refersToOwn({ foreign, target, key }: Candidate, facts: LinkFacts, ownRows: number): boolean {
  const { values, orphanValues, present, matchedRows } = facts
  if (!key.unique || key.score < 0.5 || ownRows > MOST_OWN * present) return false
  if (1 - orphanValues / values < INCLUSION || matchedRows / present < INCLUSION) return false
  const role = selfLikeness(foreign, target) >= ROLE && namesRole(foreign.called) !== null
  if (!role) return values >= 10
  if (values >= 10) return true
  if (values < 2) return false
  // Few numbers may be counted, such as a number of parents: the name says otherwise, or gaps and far-off rows do.
  return foreign.named || foreign.digits <= 0.5 || (present < facts.rows && reachOf(foreign, target) >= FAR)
}

/** Rows on which a column holds the key of the row itself. */
export async function countOwnRows(
  connection: Connection,
  { foreign, target, normalise }: Candidate,
  signal?: AbortSignal
): Promise<number> {
  const { sql, columns } = foreign.table
  const on = [{ left: foreign.column.name, right: target.column.name }]
  const sides = keySides(on, { alias: 't', columns }, { alias: 't', columns }, normalise)
  const [row] = await connection.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${sql} AS t WHERE ${sides.left[0]} = ${sides.right[0]}`,
    { signal }
  )
  return row?.n ?? 0
}
