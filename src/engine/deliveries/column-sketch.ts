import type { Project } from '../project'
import { ident } from '../sql'

/** Hashes of a column's distinct values, ascending: all of them, or the smallest ones where there are more. */
export type Sketch = Float64Array

const SAMPLE_ROWS = 20_000
const MOST_VALUES = 1_000
const AT_ONCE = 100

/**
 * A sketch of each named column, over the first rows of a raw table. The smallest hashes are the same sample whichever
 * column holds the values, so that two sketches compare (bottom-k sampling; Cohen & Kaplan, 2007).
 */
export async function sketchColumns(
  project: Project,
  table: string,
  names: readonly string[],
  signal?: AbortSignal
): Promise<Map<string, Sketch>> {
  const sketches = new Map<string, Sketch>()
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const batch = names.slice(at, at + AT_ONCE)
    // 52 bits of the hash: a number here is exact below 2^53.
    const lists = batch.map(
      (name) =>
        `coalesce(min(DISTINCT hash(CAST(${ident(name)} AS VARCHAR)) >> 12, ${MOST_VALUES}) FILTER (${ident(name)} IS NOT NULL), [])`
    )
    const [row] = await project.rows<{ sketches: number[][] }>(
      `SELECT [${lists.join(', ')}] AS sketches FROM (SELECT ${batch.map(ident).join(', ')} FROM raw.${ident(table)} LIMIT ${SAMPLE_ROWS})`,
      { signal }
    )
    for (const [place, name] of batch.entries()) sketches.set(name, Float64Array.from(row?.sketches[place] ?? []))
  }
  return sketches
}

/** Share of common values among all of two columns (Jaccard: exact up to 1,000 values each, else estimated), and how many all are. */
export function compareSketches(one: Sketch, other: Sketch): { share: number; union: number } {
  // Behind the last hash of a cut sketch nothing is known.
  const limit = Math.min(lastKnown(one), lastKnown(other))
  let common = 0
  let union = 0
  let at = 0
  let otherAt = 0
  // Plain variables: this runs for each pair of columns.
  for (;;) {
    const a = at < one.length ? (one[at] ?? Infinity) : Infinity
    const b = otherAt < other.length ? (other[otherAt] ?? Infinity) : Infinity
    const least = a < b ? a : b
    if (least === Infinity || least > limit) break
    union += 1
    if (a === b) common += 1
    if (a === least) at += 1
    if (b === least) otherAt += 1
  }
  return { share: union ? common / union : 0, union }
}

function lastKnown(sketch: Sketch): number {
  return sketch.length < MOST_VALUES ? Infinity : (sketch.at(-1) ?? 0)
}
