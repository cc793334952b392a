/** A column of numbers as pairs of columns are compared: NaN, and −1, where there is no value. */
export interface Numbers {
  values: Float64Array
  /** Place of each value among the different ones in ascending order. */
  places: Int32Array
  /** Number of different values. */
  size: number
}

/** The two correlations of a pair over the `n` rows where both have a value; null where one of them does not vary there. */
export interface PairOfNumbers {
  n: number
  pearson: number | null
  spearman: number | null
}

/** A column with the places of its values, which Spearman's ranks are counted from. */
export function numbersOf(values: Float64Array): Numbers {
  const sorted = values.slice().sort()
  // NaN sorts last; −0 stands before 0, which it equals.
  let size = 0
  for (let at = 0; at < sorted.length && !Number.isNaN(sorted[at]!); at++)
    if (size === 0 || sorted[at] !== sorted[size - 1]) sorted[size++] = sorted[at]!
  const different = sorted.subarray(0, size)
  const places = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) places[row] = placeOf(different, values[row]!)
  return { values, places, size }
}

/**
 * Pearson's and Spearman's correlation of one pair. Ranks are those among the rows where both have a value, values alike share the mean of
 * theirs; counted by value, so that no pair is sorted again.
 */
export function compareNumbers(left: Numbers, right: Numbers): PairOfNumbers {
  const [lefts, rights] = [new Int32Array(left.size), new Int32Array(right.size)]
  const [x, y] = [left.values, right.values]
  const [as, bs] = [left.places, right.places]
  let n = 0
  let sumX = 0
  let sumY = 0
  for (let row = 0; row < x.length; row++) {
    const a = as[row]!
    const b = bs[row]!
    if (a < 0 || b < 0) continue
    lefts[a]!++
    rights[b]!++
    n++
    sumX += x[row]!
    sumY += y[row]!
  }
  if (!varies(lefts, n) || !varies(rights, n)) return { n, pearson: null, spearman: null }
  const [ranksX, ranksY] = [deviations(lefts, n), deviations(rights, n)]
  const [meanX, meanY] = [sumX / n, sumY / n]
  let xx = 0
  let yy = 0
  let xy = 0
  let ranks = 0
  for (let row = 0; row < x.length; row++) {
    const a = as[row]!
    const b = bs[row]!
    if (a < 0 || b < 0) continue
    const dx = x[row]! - meanX
    const dy = y[row]! - meanY
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
    ranks += ranksX[a]! * ranksY[b]!
  }
  return {
    n,
    pearson: within(xy / (Math.sqrt(xx) * Math.sqrt(yy))),
    spearman: within(ranks / Math.sqrt(spread(ranksX, lefts) * spread(ranksY, rights)))
  }
}

function placeOf(different: Float64Array, value: number): number {
  if (Number.isNaN(value)) return -1
  let low = 0
  let high = different.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (different[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function varies(counts: Int32Array, n: number): boolean {
  return n > 1 && !counts.includes(n)
}

/** The mean rank of each value less the mean of all ranks. */
function deviations(counts: Int32Array, n: number): Float64Array {
  const found = new Float64Array(counts.length)
  let before = 0
  for (let place = 0; place < counts.length; place++) {
    const own = counts[place]!
    found[place] = before + (own + 1) / 2 - (n + 1) / 2
    before += own
  }
  return found
}

function spread(ranks: Float64Array, counts: Int32Array): number {
  let sum = 0
  for (let place = 0; place < ranks.length; place++) sum += counts[place]! * ranks[place]! * ranks[place]!
  return sum
}

function within(r: number): number | null {
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null
}
