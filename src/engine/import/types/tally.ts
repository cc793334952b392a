/** A distinct text of a column, without outer spaces, and how many cells of the sample hold it. */
export interface Counted {
  value: string
  n: number
}

export interface Tally {
  values: Counted[]
  /** Cells looked at: those that hold a text, and those that hold none. */
  present: number
  empty: number
}

const DISTINCT = 2_000

/** The distinct texts of a sample with their counts, from all over it; at most 2,000, which ends the look. */
export function tallyOf(sample: readonly (string | null)[], distinct = DISTINCT): Tally {
  const counts = new Map<string, number>()
  let present = 0
  let empty = 0
  const step = strideOf(sample.length)
  for (let seen = 0, at = 0; seen < sample.length; seen += 1, at = (at + step) % sample.length) {
    const value = sample[at]?.trim() ?? ''
    if (value === '') {
      empty += 1
      continue
    }
    present += 1
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size >= distinct) break
  }
  return { values: [...counts].map(([value, n]) => ({ value, n })), present, empty }
}

/** A step that comes to every place once, far from the last one: sorted columns then show all of their range early. */
function strideOf(length: number): number {
  let step = Math.max(1, Math.floor(length * 0.618))
  while (gcd(step, length) > 1) step += 1
  return step
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
