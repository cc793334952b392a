import type { Project } from '../project'
import { ident } from '../sql'

/** A table to look for a key in; `columns` give, for each candidate name, the SQL of its value as text or as it is. */
export interface KeyedTable {
  table: string
  rows: number
  /** SQL of a column's value by the common name. */
  value: (name: string) => string
}

const MOST_PAIRED = 6

/**
 * The fewest columns that tell the rows of both tables apart (one, else two), never missing in either; null where there are
 * none. Exact: what the estimate lets through is counted.
 */
export async function findRowKey(
  project: Project,
  names: readonly string[],
  tables: readonly [KeyedTable, KeyedTable],
  signal?: AbortSignal
): Promise<string[] | null> {
  if (tables.some(({ rows }) => rows === 0) || !names.length) return null
  const shares = await Promise.all(tables.map((table) => distinctShares(project, names, table, signal)))
  const least = names.map((name, place) => ({ name, share: Math.min(...shares.map((share) => share[place] ?? 0)) }))
  for (const { name, share } of least) if (share > 0.7 && (await isKey(project, [name], tables, signal))) return [name]
  const rich = [...least].sort((a, b) => b.share - a.share).slice(0, MOST_PAIRED)
  for (const [at, one] of rich.entries())
    for (const other of rich.slice(at + 1)) {
      const pair = names.filter((name) => name === one.name || name === other.name)
      if (one.share > 0.01 && (await isKey(project, pair, tables, signal))) return pair
    }
  return null
}

/** About how many of a table's rows have a value of their own, by column; 0 where one is missing. */
async function distinctShares(
  project: Project,
  names: readonly string[],
  { table, rows, value }: KeyedTable,
  signal?: AbortSignal
): Promise<number[]> {
  const parts = names.map(
    (name, place) =>
      `CASE WHEN count(${value(name)}) = count(*) THEN approx_count_distinct(${value(name)}) ELSE 0 END AS c${place}`
  )
  const [row] = await project.rows<Record<string, number>>(`SELECT ${parts.join(', ')} FROM raw.${ident(table)}`, {
    signal
  })
  return names.map((_, place) => Math.min(1, (row?.[`c${place}`] ?? 0) / rows))
}

async function isKey(
  project: Project,
  names: readonly string[],
  tables: readonly KeyedTable[],
  signal?: AbortSignal
): Promise<boolean> {
  for (const { table, rows, value } of tables) {
    const present = names.map((name) => `${value(name)} IS NOT NULL`).join(' AND ')
    const [row] = await project.rows<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT DISTINCT ${names.map(value).join(', ')} FROM raw.${ident(table)} WHERE ${present})`,
      { signal }
    )
    if (row?.n !== rows) return false
  }
  return true
}
