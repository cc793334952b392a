/** How a part of a product counts: by itself, or as a percentage or a share that is taken off or added. */
export type Way = 'itself' | 'less_percent' | 'more_percent' | 'less_share' | 'more_share'

interface Counting {
  of: (value: number) => number
  sql: (value: string) => string
  /** The value that counts as a factor. */
  back: (factor: string) => string
  /** What stands around the name in a sentence. */
  around: readonly [before: string, after: string]
}

export const WAYS: Readonly<Record<Way, Counting>> = {
  itself: { of: (x) => x, sql: (x) => x, back: (x) => x, around: ['', ''] },
  less_percent: {
    of: (x) => 1 - x / 100,
    sql: (x) => `(1 - ${x} / 100)`,
    back: (x) => `(100 * (1 - ${x}))`,
    around: ['(1 − ', ' ÷ 100)']
  },
  more_percent: {
    of: (x) => 1 + x / 100,
    sql: (x) => `(1 + ${x} / 100)`,
    back: (x) => `(100 * (${x} - 1))`,
    around: ['(1 + ', ' ÷ 100)']
  },
  less_share: { of: (x) => 1 - x, sql: (x) => `(1 - ${x})`, back: (x) => `(1 - ${x})`, around: ['(1 − ', ')'] },
  more_share: { of: (x) => 1 + x, sql: (x) => `(1 + ${x})`, back: (x) => `(${x} - 1)`, around: ['(1 + ', ')'] }
}

/** Of a percentage, the most that is added at the usual; taken off, no more than all. */
const MOST_ADDED = 300

/** The ways in which a column may count that is no factor by itself, by where most of its values lie. */
export function waysOf(low: number, high: number): Way[] {
  if (!(low >= 0)) return []
  const ways: Way[] = []
  if (high <= 1) ways.push('less_share', 'more_share')
  if (high <= 100) ways.push('less_percent')
  if (high <= MOST_ADDED) ways.push('more_percent')
  return ways
}
