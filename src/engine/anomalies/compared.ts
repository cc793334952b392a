import type { ColumnProfile } from '../../contract'
import { SPACES } from '../profile'
import { ident } from '../sql'
import type { DetectorContext } from './detector'

/** A value as the rows of a table are compared by it: texts without white space around them, NULL where nothing is left. */
export function comparedSql({ written }: DetectorContext, column: ColumnProfile): string {
  const name = ident(column.name)
  if (column.family !== 'text') return name
  const own = written.get(column.name)
  const bare = own && !own.read ? own.value : `trim(${name}::VARCHAR, ${SPACES})`
  // A column without blank texts needs no look at each.
  return column.blank ? `nullif(${bare}, '')` : bare
}
