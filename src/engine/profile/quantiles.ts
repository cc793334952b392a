import { setImmediate } from 'node:timers/promises'
import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { atRanks, distancesTo, type CountedValues } from './counted-values'
import { SlicedValues } from './slices'
import { groupedRanksSql, sortedRanksSql } from './sql/quantiles'
import type { Relation } from './sql/relation'

/** Most values that are held here at once, 16 bytes each, whatever the number of rows. */
export const MOST_READ = 2_000_000
export const SHARES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const

export interface Measured {
  relation: Relation
  /** SQL of the measure over `v`. */
  measure: string
  n: number
  min: number
  max: number
  /** The values themselves, where these are few. */
  counted?: CountedValues | null
}

/** Order statistics of a column: its quantiles, and the median of the distances to its median (null where that is beyond doubles). */
export interface Spread {
  quantiles: { p: number; value: number }[]
  mad: number | null
}

/**
 * Exact quantiles (type 7) and median deviation. Few values are counted in memory; of many, 4,096 slices of the range are counted, and then only the
 * slices that hold a wanted rank are read. Where more than a quarter of the values stand in these, or more than `most`, the database sorts them
 * all: it may do so on disk.
 */
export async function spreadOf(
  connection: Connection,
  column: Measured,
  signal?: AbortSignal,
  most = MOST_READ
): Promise<Spread> {
  const { n, min, max, counted } = column
  if (!n) return { quantiles: [], mad: null }
  const ranks = ranksOf(SHARES, n)
  if (min === max)
    return spread(n, new Map(ranks.map((rank) => [rank, min])), () => new Map(middle(n).map((rank) => [rank, 0])))
  if (counted) return spread(n, atRanks(counted, ranks), (median) => atRanks(distancesTo(counted, median), middle(n)))
  return (
    (column.relation.grouped ? null : await sliced(connection, column, most, signal)) ??
    sorted(connection, column, signal)
  )
}

async function sliced(
  connection: Connection,
  column: Measured,
  most: number,
  signal?: AbortSignal
): Promise<Spread | null> {
  const slices = await SlicedValues.count(connection, column, signal)
  if (!slices) return null
  const { n } = column
  const ranks = ranksOf(SHARES, n)
  const middles = middle(n).map((rank) => slices.sliceAt(rank))
  const around = slices.distancesAround(Math.min(...middles), Math.max(...middles), middle(n))
  const kept = new Set([...ranks.map((rank) => slices.sliceAt(rank)), ...around.kept])
  if (slices.heldBy(kept) > Math.min(most, n / 4)) return null
  const values = await slices.read(connection, column, kept, signal)
  const wanted = new Map(ranks.map((rank) => [rank, slices.rankAmong(kept, rank)]))
  const found = atRanks(values, [...wanted.values()])
  const quantiles = valuesAt(SHARES, n, new Map([...wanted].map(([rank, among]) => [rank, found.get(among) ?? NaN])))
  // Other calls are answered between one pass over the values and the next.
  await setImmediate()
  throwIfCancelled(signal)
  const near = only(values, (x) => around.kept.has(slices.sliceOf(x)))
  await setImmediate()
  const far = distancesTo(near, medianOf(quantiles))
  await setImmediate()
  const at = atRanks(far, middle(n).map((rank) => rank - around.nearer)) // prettier-ignore
  const distances = new Map([...at].map(([rank, value]) => [rank + around.nearer, value]))
  return { quantiles, mad: finite(valuesAt([0.5], n, distances)[0]?.value) }
}

async function sorted(connection: Connection, column: Measured, signal?: AbortSignal): Promise<Spread> {
  const { n } = column
  const read = async (measure: string, ranks: readonly number[]): Promise<Map<number, number>> => {
    const { relation } = column
    if (relation.grouped) {
      const [row] = await connection.rows(groupedRanksSql(relation, measure, ranks), { signal })
      return new Map(ranks.map((rank, place) => [rank, Number(row?.[`r${place}`])]))
    }
    const sql = sortedRanksSql(relation, measure, n, ranks)
    const [row] = await connection.rows<{ ranks: number[] }>(sql, { signal })
    return new Map(ranks.map((rank, place) => [rank, Number(row?.ranks[place])]))
  }
  const quantiles = valuesAt(SHARES, n, await read(column.measure, ranksOf(SHARES, n)))
  const median = medianOf(quantiles)
  if (!Number.isFinite(Math.max(median - column.min, column.max - median))) return { quantiles, mad: null }
  const distances = await read(distanceSql(column.measure, median), middle(n))
  return { quantiles, mad: finite(valuesAt([0.5], n, distances)[0]?.value) }
}

function spread(
  n: number,
  values: ReadonlyMap<number, number>,
  distances: (median: number) => ReadonlyMap<number, number>
): Spread {
  const quantiles = valuesAt(SHARES, n, values)
  const found = distances(medianOf(quantiles))
  return { quantiles, mad: finite(valuesAt([0.5], n, found)[0]?.value) }
}

function valuesAt(shares: readonly number[], n: number, at: ReadonlyMap<number, number>): Spread['quantiles'] {
  return shares.map((p) => {
    const rank = p * (n - 1)
    const low = at.get(Math.floor(rank)) ?? NaN
    const high = at.get(Math.ceil(rank)) ?? NaN
    return { p, value: low === high ? low : low + (high - low) * (rank - Math.floor(rank)) }
  })
}

function ranksOf(shares: readonly number[], n: number): number[] {
  return [...new Set(shares.flatMap((p) => [Math.floor(p * (n - 1)), Math.ceil(p * (n - 1))]))]
}

function middle(n: number): number[] {
  return ranksOf([0.5], n)
}

function medianOf(quantiles: Spread['quantiles']): number {
  return quantiles.find(({ p }) => p === 0.5)?.value ?? NaN
}

function only({ xs, ns }: CountedValues, keeps: (x: number) => boolean): CountedValues {
  const kept = { xs: new Float64Array(xs.length), ns: new Float64Array(xs.length) }
  let n = 0
  for (let at = 0; at < xs.length; at++) {
    if (!keeps(xs[at]!)) continue
    kept.xs[n] = xs[at]!
    kept.ns[n++] = ns[at]!
  }
  return { xs: kept.xs.subarray(0, n), ns: kept.ns.subarray(0, n) }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

/** The distance of a measure to a value. */
function distanceSql(measure: string, from: number): string {
  return `abs((${measure}) - '${from}'::DOUBLE)`
}
