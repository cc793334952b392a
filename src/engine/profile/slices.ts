import type { Connection } from '../db'
import type { CountedValues } from './counted-values'
import { keptSlicesSql, slicesSql, type Slices } from './sql/quantiles'
import type { Relation } from './sql/relation'

/** Equal slices of the range of a column: enough that the few which hold a wanted rank are a small part of the rows. */
const SLICES = 4_096

/** The values of a column counted by slice of its range, and the values themselves of the slices that are asked for. */
export class SlicedValues {
  /** Values below each slice; the last is their number. */
  private readonly below: Float64Array

  private constructor(
    private readonly slices: Slices,
    counts: readonly { slice: number; n: number }[]
  ) {
    this.below = new Float64Array(slices.count + 1)
    for (const { slice, n } of counts) this.below[slice + 1] = n
    for (let slice = 0; slice < slices.count; slice++) this.below[slice + 1]! += this.below[slice]!
  }

  /** Counts the slices in one pass; null where the range cannot be cut. */
  static async count(
    connection: Connection,
    { relation, measure, min, max }: { relation: Relation; measure: string; min: number; max: number },
    signal?: AbortSignal
  ): Promise<SlicedValues | null> {
    const slices: Slices = { min, width: (max - min) / SLICES, count: SLICES }
    if (!Number.isFinite(slices.width) || !(slices.width > 0)) return null
    const counts = await connection.rows<{ slice: number; n: number }>(slicesSql(relation, measure, slices), { signal })
    return new SlicedValues(slices, counts)
  }

  /** The slice that holds a 0-based rank. */
  sliceAt(rank: number): number {
    let [low, high] = [0, this.slices.count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.below[middle + 1]! > rank) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The slice of a value, by the arithmetic that the database counts with. */
  sliceOf(x: number): number {
    const { min, width, count } = this.slices
    return Math.min(Math.floor((x - min) / width), count - 1)
  }

  /** Values in slices `from` to `to`, both included, cut to those that there are. */
  between(from: number, to: number): number {
    const [first, last] = [Math.max(0, from), Math.min(this.slices.count - 1, to)]
    return first > last ? 0 : this.below[last + 1]! - this.below[first]!
  }

  /** How many values some slices hold. */
  heldBy(kept: ReadonlySet<number>): number {
    let held = 0
    for (const slice of kept) held += this.between(slice, slice)
    return held
  }

  /** A rank among all values as the rank among the values of the slices kept; its slice must be one of them. */
  rankAmong(kept: ReadonlySet<number>, rank: number): number {
    const own = this.sliceAt(rank)
    let before = 0
    for (const slice of kept) if (slice < own) before += this.between(slice, slice)
    return rank - this.below[own]! + before
  }

  /**
   * Slices that surely hold the values whose distances to the median have the given ranks, and the number of values that surely lie nearer; the median
   * lies in the slices `low` to `high`. Told from the counts alone: a slice more on each side makes up for rounding.
   */
  distancesAround(low: number, high: number, ranks: readonly number[]): { kept: Set<number>; nearer: number } {
    const [least, greatest] = [Math.min(...ranks), Math.max(...ranks)]
    let near = 0
    while (this.between(low - near - 1, high + near + 1) <= least) near++
    let far = near
    while (this.between(high + 1 - far, low + far - 1) <= greatest && far <= this.slices.count) far++
    const kept = new Set<number>()
    const inner = { from: high - near + 2, to: low + near - 2 }
    for (let slice = Math.max(0, low - far - 1); slice <= Math.min(this.slices.count - 1, high + far + 1); slice++)
      if (slice < inner.from || slice > inner.to) kept.add(slice)
    return { kept, nearer: inner.from > inner.to ? 0 : this.between(inner.from, inner.to) }
  }

  /** The values of some slices, in one pass. */
  async read(
    connection: Connection,
    { relation, measure }: { relation: Relation; measure: string },
    kept: ReadonlySet<number>,
    signal?: AbortSignal
  ): Promise<CountedValues> {
    const sql = keptSlicesSql(relation, measure, this.slices, [...kept])
    const [xs = new Float64Array(), ns = new Float64Array()] = await connection.doubles(sql, { signal })
    return { xs, ns }
  }
}
