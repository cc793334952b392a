/** A column of categories as small whole numbers below `size`; −1 where there is no value. */
export interface Categories {
  codes: Int32Array
  size: number
}

/** Numbers that tell categories apart (hashes, NaN for none), numbered in the order in which they come. */
export function categoriesOf(hashes: Float64Array): Categories {
  const numbers = new Map<number, number>()
  const codes = new Int32Array(hashes.length)
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row]!
    if (Number.isNaN(hash)) {
      codes[row] = -1
      continue
    }
    let code = numbers.get(hash)
    if (code === undefined) numbers.set(hash, (code = numbers.size))
    codes[row] = code
  }
  return { codes, size: numbers.size }
}

/**
 * Cramér's V corrected for bias (Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society,
 * 2013), over the `n` rows where both have a value; null where one of the two has a single category there.
 */
export function cramersV(left: Categories, right: Categories): { n: number; value: number | null } {
  const [cells, lefts, rights] = [
    new Float64Array(left.size * right.size),
    new Float64Array(left.size),
    new Float64Array(right.size)
  ]
  let n = 0
  for (let row = 0; row < left.codes.length; row++) {
    const a = left.codes[row]!
    const b = right.codes[row]!
    if (a < 0 || b < 0) continue
    cells[a * right.size + b]!++
    lefts[a]!++
    rights[b]!++
    n++
  }
  const [r, k] = [filled(lefts), filled(rights)]
  if (r < 2 || k < 2 || n < 2) return { n, value: null }
  let phi2 = -1
  for (let a = 0; a < left.size; a++)
    for (let b = 0; b < right.size; b++) {
      const cell = cells[a * right.size + b]!
      if (cell) phi2 += (cell * cell) / (lefts[a]! * rights[b]!)
    }
  const least = Math.min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1))
  if (least <= 1) return { n, value: 0 }
  return { n, value: Math.min(1, Math.sqrt(Math.max(0, phi2 - ((r - 1) * (k - 1)) / (n - 1)) / (least - 1))) }
}

/**
 * Correlation ratio eta of numbers by a category over the `n` rows where both have a value: the root of the share of the variance that lies
 * between the `groups`; null where the number does not vary there or stands in a single category.
 */
export function correlationRatio(
  { codes, size }: Categories,
  values: Float64Array
): { n: number; groups: number; value: number | null } {
  const [counts, sums] = [new Float64Array(size), new Float64Array(size)]
  let n = 0
  let sum = 0
  let least = Infinity
  let greatest = -Infinity
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    const x = values[row]!
    if (code < 0 || Number.isNaN(x)) continue
    counts[code]!++
    sums[code]! += x
    n++
    sum += x
    if (x < least) least = x
    if (x > greatest) greatest = x
  }
  const groups = filled(counts)
  if (groups < 2 || !(least < greatest)) return { n, groups, value: null }
  const mean = sum / n
  const means = sums.map((total, code) => total / counts[code]!)
  let within = 0
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    const x = values[row]!
    if (code < 0 || Number.isNaN(x)) continue
    within += (x - means[code]!) ** 2
  }
  const between = means.reduce((total, of, code) => total + (counts[code] ? counts[code] * (of - mean) ** 2 : 0), 0)
  const eta = Math.sqrt(between / (between + within))
  return { n, groups, value: Number.isFinite(eta) ? eta : null }
}

function filled(counts: Float64Array): number {
  return counts.reduce((found, count) => found + (count ? 1 : 0), 0)
}
