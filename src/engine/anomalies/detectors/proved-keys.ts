import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'

/** Steps that a repair may take. */
const MOST_STEPS = 3

/**
 * Lists of columns such that keeping one of the rows alike in each list removes rows of the given groups only, and how many rows
 * go; each list is counted against the whole table before it is proposed.
 */
export async function provedKeys(
  { table, rows: ask }: DetectorContext,
  columns: readonly ColumnProfile[],
  groups: readonly number[][]
): Promise<{ by: string[][]; removed: number }> {
  const by: string[][] = []
  const of = groups.flatMap((group, place) => group.map((id) => `(${id}, ${place})`)).join(', ')
  const found = `(VALUES ${of}) AS found(id, number)`
  let left = groups.map((group, place) => ({ group, place }))
  let removed = 0
  const agreeing = await ask<Record<string, boolean | number>>(
    `SELECT number, ${columns.map(({ name }, place) => `count(DISTINCT ${ident(name)}) = 1 AND count(${ident(name)}) = count(*) AS c${place}`).join(', ')} FROM ${table.sql} AS t JOIN ${found} ON found.id = t.rowid GROUP BY number`
  )
  const sets = new Map(
    agreeing.map((row) => [Number(row.number), columns.filter((_, place) => row[`c${place}`]).map(({ name }) => name)])
  )
  while (by.length < MOST_STEPS && left.length) {
    const tried = commonest(left.map(({ place }) => sets.get(place) ?? []))
    if (!tried.length) break
    const next = left.filter(({ place }) => !tried.every((name) => sets.get(place)?.includes(name)))
    const all = groups.filter((_, place) => tried.every((name) => sets.get(place)?.includes(name)))
    const keys = tried.map(ident).join(', ')
    const [counted] = await ask<{ n: number }>(
      `SELECT coalesce(sum(n - 1), 0)::BIGINT AS n FROM (SELECT count(*) AS n FROM ${table.sql} WHERE ${tried.map((name) => `${ident(name)} IS NOT NULL`).join(' AND ')} GROUP BY ${keys} HAVING count(*) > 1)`
    )
    if (counted?.n === copiesOf(all)) {
      by.push(tried)
      removed += copiesOf(left.filter((one) => !next.includes(one)).map(({ group }) => group))
      left = next
    } else left = left.filter(({ place }) => sets.get(place)?.join('\n') !== tried.join('\n'))
  }
  return { by, removed }
}

/** The list of columns that most groups agree in. */
function commonest(lists: readonly string[][]): string[] {
  const counts = new Map<string, { list: string[]; n: number }>()
  for (const list of lists) {
    const key = list.join('\n')
    counts.set(key, { list, n: (counts.get(key)?.n ?? 0) + 1 })
  }
  return [...counts.values()].sort((a, b) => b.n - a.n || b.list.length - a.list.length)[0]?.list ?? []
}

function copiesOf(groups: readonly number[][]): number {
  return groups.reduce((sum, { length }) => sum + length - 1, 0)
}
