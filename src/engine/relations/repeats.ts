import type { Connection } from '../db'
import { ident } from '../sql'
import type { Table } from '../tables'

/** Rows that are looked at for repeats, about. */
const LOOKED_AT = 16_000

/**
 * Which sets of columns are seen to repeat: all rows of some of their values are looked at, taken by hash over the whole
 * table, for all sets in one pass. What repeats here is no key; what does not may still repeat elsewhere.
 */
export async function seenToRepeat(
  connection: Connection,
  table: Table,
  sets: readonly (readonly string[])[],
  signal?: AbortSignal
): Promise<boolean[]> {
  const every = Math.floor(table.rows / LOOKED_AT)
  if (every < 2 || !sets.length) return sets.map(() => false)
  const hashes = sets.map((columns, place) => `${hashSql(columns)} AS h${place}`)
  const terms = sets.map((_, place) => {
    // 64 bits of hash: among so few rows two different values are alike once in a hundred thousand million tables.
    const taken = `FILTER (h${place} % ${every} = 0)`
    return `count(DISTINCT h${place}) ${taken} < count(h${place}) ${taken} AS r${place}`
  })
  const [row] = await connection.rows<Record<string, boolean>>(
    `SELECT ${terms.join(', ')} FROM (SELECT ${hashes.join(', ')} FROM ${table.sql})`,
    { signal }
  )
  return sets.map((_, place) => row?.[`r${place}`] === true)
}

/** Which columns go strictly upwards from row to row without a gap: they are unique, and nothing has to be counted. */
export async function goUpwards(
  connection: Connection,
  table: Table,
  columns: readonly string[],
  signal?: AbortSignal
): Promise<boolean[]> {
  if (!columns.length) return []
  const terms = columns.map((_, place) => `count(v${place}) = count(*) AND coalesce(bool_and(v${place} > b${place}), true) AS u${place}`) // prettier-ignore
  const moves = columns.map((_, place) => `v${place}, lag(v${place}) OVER () AS b${place}`)
  const values = columns.map((name, place) => `${ident(name)} AS v${place}`)
  // In whichever order the rows come: what always grows never repeats.
  const [row] = await connection.rows<Record<string, boolean>>(
    `SELECT ${terms.join(', ')} FROM (SELECT ${moves.join(', ')} FROM (SELECT ${values.join(', ')} FROM ${table.sql}))`,
    { signal }
  )
  return columns.map((_, place) => row?.[`u${place}`] === true)
}

function hashSql(columns: readonly string[]): string {
  const names = columns.map(ident)
  return `CASE WHEN ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')} THEN hash(${names.join(', ')}) END`
}
