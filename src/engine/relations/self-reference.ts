import { chanceOf, UNLIKELY } from './chance'
import type { ColumnLook } from './look'
import { nameLikeness, namesPeople, namesRole } from './names'
import { isCode, measures } from './plausibility'

/** What a name that says which other row of the table is meant counts for; a link to a table that it names counts more. */
export const ROLE = 0.75
/** Share of the keys' range that numbers must reach into where the name says no role: a kind or a grade stays in its corner. */
const REACH = 0.3

/** How much a column's name speaks of another row of its own table: `parent_id`, `id_client_parrain`, `reports_to` among people. */
export function selfLikeness({ called, table }: ColumnLook, target: ColumnLook): number {
  const role = namesRole(called)
  if (role === 'thing' || (role === 'person' && namesPeople(table.ref.name, table.columns.map(({ name }) => name)))) return ROLE // prettier-ignore
  // `client_id` beside the key `id_client` would be the same thing said twice, not another row.
  const likeness = nameLikeness(called, target.called, table.ref.name)
  return likeness < 0.9 ? likeness : 0
}

/**
 * Whether a column may name rows of its own table, before anything is counted. Any counter below the number of rows lies within
 * the keys, so that bare numbers need a name that says a role, or that names the key and reaches far into its range; codes
 * need one only where all rows have a different one.
 */
export function mayReferToOwn(foreign: ColumnLook, target: ColumnLook): boolean {
  if (foreign.column === target.column || measures(foreign)) return false
  const likeness = selfLikeness(foreign, target)
  if (likeness >= ROLE && namesRole(foreign.called)) return true
  if (repeatsNothing(foreign)) return false
  if (foreign.digits <= 0.5) return isCode(foreign)
  if (chanceOf(foreign, target) < UNLIKELY) return true
  return foreign.named && likeness >= 0.8 && reachOf(foreign, target) >= REACH
}

function repeatsNothing({ about, present, table }: ColumnLook): boolean {
  return present === table.rows && about >= 0.75 * present
}

/** Share of the range of the keys that a column's numbers span; 0 where either is none. */
export function reachOf({ low, high, span }: ColumnLook, target: ColumnLook): number {
  const [from, to] = [low ?? span?.[0], high ?? span?.[1]]
  if (from == null || to == null || !target.span) return 0
  return (to - from + 1) / (target.span[1] - target.span[0] + 1)
}
