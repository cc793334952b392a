import type { ColumnInfo } from '../../contract'
import type { Connection } from '../db'
import { countsSql, keySides } from '../relations'
import { tableName } from '../sql'
import type { JoinSpec } from './steps/join'
import type { Others } from './steps/kind'

/** Rows of the left that a join links and does not, with those that have no key value, and the rows that it makes. `left.sql` stands after `FROM`. */
export async function countJoin(
  reader: Pick<Connection, 'rows'>,
  left: { sql: string; columns: readonly ColumnInfo[]; rows: number },
  spec: JoinSpec,
  others: Others,
  signal?: AbortSignal
): Promise<{ matched: number; unmatched: number; keyless: number; rows: number }> {
  const sides = keySides(
    spec.on,
    { alias: 'l', columns: left.columns },
    { alias: 'r', columns: others.get(spec.with) ?? [] },
    spec.normalise
  )
  const right = tableName({ schema: 'clean', name: spec.with })
  const [row] = await reader.rows<Record<'present' | 'one' | 'several' | 'pairs', number | null>>(
    countsSql(left.sql, right, sides),
    { signal }
  )
  const matched = (row?.one ?? 0) + (row?.several ?? 0)
  const unmatched = left.rows - matched
  const keyless = left.rows - (row?.present ?? 0)
  return { matched, unmatched, keyless, rows: (row?.pairs ?? 0) + (spec.how === 'left' ? unmatched : 0) }
}
