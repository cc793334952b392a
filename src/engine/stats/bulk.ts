/** Two ends, both within. */
export interface Range {
  low: number
  high: number
}

/** What tells where the middle of values is; null for what is not known. */
export interface Middle {
  median: number | null
  /** Median of the distances from the median. */
  mad: number | null
  lower: number | null
  upper: number | null
}

/** How far from the bulk values are far, in its spreads: three times the 1st to 99th percentile for a normal distribution. */
const FAR = 10

/** How many times as long as the bulk a tail beyond the 1st or 99th percentile is left out of the picture. */
const LONG_TAIL = 3

/**
 * Where values are not far, of one side or of several taken together: around their medians by median deviations, which values
 * that are less than half of a side (codes, mistakes) do not move; by quartiles where more than half are one value. All
 * values where nothing tells. Method: Hampel 1974, doi:10.1080/01621459.1974.10482962.
 */
export function nearOf(sides: readonly (Middle | null)[]): Range {
  const middles = sides.flatMap((side) => middleOf(side) ?? [])
  const [low, high] = [Math.min(...middles.map((one) => one.low)), Math.max(...middles.map((one) => one.high))]
  const reach = FAR * (high - low)
  return reach > 0 ? { low: low - reach, high: high + reach } : { low: -Infinity, high: Infinity }
}

/** The part worth drawing of values that run from `low` to `high`: all of it, unless a tail beyond `first` or `last` (1st and 99th percentile) is far longer than what lies between. */
export function withoutLongTails({ low, high }: Range, first: number, last: number): Range {
  const spread = last - first
  if (!(spread > 0)) return { low, high }
  return {
    low: first - low > LONG_TAIL * spread ? first : low,
    high: high - last > LONG_TAIL * spread ? last : high
  }
}

function middleOf(side: Middle | null): Range | null {
  const { median, mad, lower, upper } = side ?? {}
  const range = mad
    ? { low: (median ?? NaN) - mad, high: (median ?? NaN) + mad }
    : { low: lower ?? NaN, high: upper ?? NaN }
  return Number.isFinite(range.low) && Number.isFinite(range.high) ? range : null
}
