import type { Connection } from '../db'
import type { Relation } from './sql/relation'

/** The measured values of a column in ascending order, each with its number of rows. */
export type CountedValues = readonly { x: number; n: number }[]

/** So many different values are read once; order statistics and bins are then counted from them, by the same doubles. */
const MOST = 1_000

/** The values of a grouped column that has few of them; null where they are better counted by the database. */
export async function readCountedValues(
  connection: Connection,
  relation: Relation,
  measure: string,
  distinct: number,
  signal?: AbortSignal
): Promise<CountedValues | null> {
  if (!relation.grouped || distinct > MOST) return null
  return connection.rows<{ x: number; n: number }>(
    `SELECT x, n FROM (SELECT ${measure} AS x, n FROM ${relation.sql}) WHERE x IS NOT NULL ORDER BY x`,
    { signal }
  )
}

/** The values at 0-based ranks; NaN beyond the last. */
export function atRanks(values: CountedValues, ranks: readonly number[]): Map<number, number> {
  const found = new Map<number, number>()
  let [place, upto] = [0, values[0]?.n ?? 0]
  for (const rank of ranks.toSorted((a, b) => a - b)) {
    while (upto <= rank && place < values.length) upto += values[++place]?.n ?? 0
    found.set(rank, values[place]?.x ?? NaN)
  }
  return found
}

/** The same values by their distance to one. */
export function distancesTo(values: CountedValues, from: number): CountedValues {
  return values.map(({ x, n }) => ({ x: Math.abs(x - from), n })).sort((a, b) => a.x - b.x)
}

/** Counts by lower edge; null for values below the first one. Bins hold their lower edge, not their upper one. */
export function countByEdge(values: CountedValues, edges: readonly number[]): { edge: number | null; n: number }[] {
  const counts = new Map<number | null, number>()
  let place = -1
  for (const { x, n } of values) {
    while (place + 1 < edges.length && (edges[place + 1] ?? Infinity) <= x) place++
    const edge = edges[place] ?? null
    counts.set(edge, (counts.get(edge) ?? 0) + n)
  }
  return [...counts].map(([edge, n]) => ({ edge, n }))
}
