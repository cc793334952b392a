import type { Connection } from '../db'
import type { Relation } from './sql/relation'

/** The measured values of a column in ascending order, and the number of rows of each. */
export interface CountedValues {
  xs: Float64Array
  ns: Float64Array
}

/** So many different values are read once; order statistics and bins are then counted from them, by the same doubles. */
const MOST = 500_000

/** The values of a grouped column that has few of them; null where they are better counted by the database. */
export async function readCountedValues(
  connection: Connection,
  relation: Relation,
  measure: string,
  distinct: number,
  signal?: AbortSignal
): Promise<CountedValues | null> {
  if (!relation.grouped || distinct > MOST) return null
  const [xs = new Float64Array(), ns = new Float64Array()] = await connection.doubles(
    `SELECT x, n::DOUBLE FROM (SELECT ${measure} AS x, n FROM ${relation.sql}) WHERE x IS NOT NULL ORDER BY x`,
    { signal }
  )
  return { xs, ns }
}

/** The values at 0-based ranks; NaN beyond the last. */
export function atRanks({ xs, ns }: CountedValues, ranks: readonly number[]): Map<number, number> {
  const found = new Map<number, number>()
  let place = 0
  let upto = ns[0] ?? 0
  for (const rank of ranks.toSorted((a, b) => a - b)) {
    while (upto <= rank && place < xs.length) upto += ns[++place] ?? 0
    found.set(rank, xs[place] ?? NaN)
  }
  return found
}

/** The same values by their distance to one: those below it backwards and those above it, merged. */
export function distancesTo({ xs, ns }: CountedValues, from: number): CountedValues {
  const found = { xs: new Float64Array(xs.length), ns: new Float64Array(xs.length) }
  let above = xs.findIndex((x) => x >= from)
  if (above < 0) above = xs.length
  let below = above - 1
  for (let at = 0; at < xs.length; at++) {
    const isBelow = above >= xs.length || (below >= 0 && from - xs[below]! <= xs[above]! - from)
    const place = isBelow ? below-- : above++
    found.xs[at] = Math.abs(xs[place]! - from)
    found.ns[at] = ns[place]!
  }
  return found
}

/** Counts by lower edge; null for values below the first one. Bins hold their lower edge, not their upper one. */
export function countByEdge({ xs, ns }: CountedValues, edges: readonly number[]): { edge: number | null; n: number }[] {
  const counts = new Map<number | null, number>()
  let place = -1
  for (let at = 0; at < xs.length; at++) {
    while (place + 1 < edges.length && (edges[place + 1] ?? Infinity) <= xs[at]!) place++
    const edge = edges[place] ?? null
    counts.set(edge, (counts.get(edge) ?? 0) + ns[at]!)
  }
  return [...counts].map(([edge, n]) => ({ edge, n }))
}
