import type { Connection } from '../db'
import { atRanks, type CountedValues } from './counted-values'
import { groupedRanksSql, ranksInSlicesSql, slicesSql, sortedRanksSql, type Slices } from './sql/quantiles'
import type { Relation } from './sql/relation'

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

/**
 * Exact quantiles (type 7). Grouped columns are read off their cumulated counts; others by counting 1,024 slices of the range, then sorting
 * only the slices that hold a wanted rank. Where more than a quarter of the values would have to be sorted, all are.
 */
export async function quantiles(
  connection: Connection,
  column: Measured,
  signal?: AbortSignal,
  shares: readonly number[] = SHARES
): Promise<{ p: number; value: number }[]> {
  if (!column.n) return []
  const ranks = [...new Set(shares.flatMap((p) => [Math.floor(p * (column.n - 1)), Math.ceil(p * (column.n - 1))]))]
  const values = await orderStatistics(connection, column, ranks, signal)
  return shares.map((p) => {
    const rank = p * (column.n - 1)
    const low = values.get(Math.floor(rank)) ?? NaN
    const high = values.get(Math.ceil(rank)) ?? NaN
    return { p, value: low === high ? low : low + (high - low) * (rank - Math.floor(rank)) }
  })
}

async function orderStatistics(
  connection: Connection,
  column: Measured,
  ranks: number[],
  signal?: AbortSignal
): Promise<Map<number, number>> {
  const { relation, measure, n, min, max } = column
  if (min === max) return new Map(ranks.map((rank) => [rank, min]))
  if (column.counted) return atRanks(column.counted, ranks)
  if (relation.grouped) {
    const row = (await connection.rows(groupedRanksSql(relation, measure, ranks), { signal }))[0]
    return new Map(ranks.map((rank, place) => [rank, Number(row?.[`r${place}`])]))
  }
  const slices: Slices = { min, width: (max - min) / 1024, count: 1024 }
  if (Number.isFinite(slices.width) && slices.width > 0) {
    const counted = await connection.rows<{ slice: number; n: number }>(slicesSql(relation, measure, slices), {
      signal
    })
    const wanted = locate(counted, ranks)
    const kept = new Set(wanted.map(({ slice }) => slice))
    const toSort = counted.reduce((sum, { slice, n: count }) => sum + (kept.has(slice) ? count : 0), 0)
    if (toSort <= n / 4) {
      const found = await connection.rows<{ slice: number; place: number; x: number }>(
        ranksInSlicesSql(relation, measure, slices, wanted),
        { signal }
      )
      return new Map(
        wanted.map(({ rank, slice, place }) => [
          rank,
          Number(found.find((row) => row.slice === slice && row.place === place)?.x)
        ])
      )
    }
  }
  const sorted = await connection.rows<{ ranks: number[] }>(sortedRanksSql(relation, measure, n, ranks), { signal })
  return new Map(ranks.map((rank, place) => [rank, Number(sorted[0]?.ranks[place])]))
}

function locate(
  counted: readonly { slice: number; n: number }[],
  ranks: readonly number[]
): { rank: number; slice: number; place: number }[] {
  return ranks.map((rank) => {
    let before = 0
    for (const { slice, n } of counted) {
      if (rank < before + n) return { rank, slice, place: rank - before }
      before += n
    }
    throw new Error(`rank ${rank} lies beyond the counted values`)
  })
}
