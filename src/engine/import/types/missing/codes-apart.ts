import { isDefaultYear, isNines, isScaleCode, isUsualCode } from './usual-codes'

/** A value as written, the number it stands for, and how many cells hold it. */
export interface CodedValue {
  value: string
  n: number
  x: number
}

export interface NumberFacts {
  /** Cells that hold a number, and those that hold a negative one. */
  n: number
  negatives: number
  /** The value below which a share of the numbers lies. */
  at: (share: number) => number
  scale: { min: number; max: number } | null
}

/** Times that a code must stand among other negative numbers, or as one digit beside a scale, and spreads that part it from the former. */
const REPEATED = 3
const APART = 3
/** Cells that hold a code nearer to the others than that. */
const OFTEN = 5

/**
 * The values that are usual codes for "no answer" (99, 999, -1, 1900 among years) and stand apart from the others: beside an answer scale, beyond the bulk
 * by twice its spread, the only negative ones, or repeated far below the other negative ones; with nothing in between.
 */
export function codesApart(values: readonly CodedValue[], facts: NumberFacts): (CodedValue & { confidence: number })[] {
  const { at, scale, n: numbers, negatives } = facts
  const isCode = ({ x, n }: CodedValue): boolean =>
    isUsualCode(x) || (scale ? n >= REPEATED && isScaleCode(x, scale) : isDefaultYear(x))
  const candidates = values.filter(isCode)
  const codes = new Set(candidates.map(({ x }) => x))
  if (!numbers || !candidates.length) return []
  const [low, high] = scale
    ? [scale.min, scale.max]
    : [bulkEnd(at(0.05), at(0.25), codes), bulkEnd(at(0.95), at(0.75), codes)]
  const spread = Math.max(at(0.75) - at(0.25), (high - low) / 4, 0)
  return candidates.flatMap((candidate) => {
    const { n, x } = candidate
    const beyond = x > high ? x - high : low - x
    const negative = x < 0 && negatives <= candidates.reduce((sum, other) => sum + (other.x < 0 ? other.n : 0), 0)
    const far = scale ? isScaleCode(x, scale) : beyond > Math.max(spread * 2, 1) && x >= 0 && !isDefaultYear(x)
    const lower = x < 0 && isNines(x) && n >= REPEATED && beyond > APART * spread
    if (n > numbers / 2 || (n < 2 && !scale)) return []
    if (!negative && !far && !lower)
      return isAlone(candidate, values, facts) || isHeapInTail(candidate, values, facts)
        ? [{ ...candidate, confidence: n >= 10 ? 0.75 : 0.6 }]
        : []
    // The only negative value of all, and repeated, goes on no tail: not even of numbers that begin right above it.
    const lone = negative && n === negatives && n >= OFTEN
    const between = values.some(
      (other) =>
        !lone && !codes.has(other.x) && (x > high ? other.x > high + beyond / 2 : x < low && other.x < low - beyond / 2)
    )
    return between ? [] : [{ ...candidate, confidence: n >= 3 ? 0.85 : 0.6 }]
  })
}

/** Share of their width that a code nearer to the others must lie beyond them. */
const GAP = 0.4
/** How many times any of the values next to it a code must stand where it lies nearer still, and how far off even then. */
const SPIKE = 3
const NEXT_VALUES = 5
const LEAST_GAP = 4

/**
 * Whether a code, though not far, stands alone: beyond all other whole numbers, of which all are known, with a gap between, and repeated as
 * no stray value is. The gap is wide, or the values at that end are few where the code is many.
 */
function isAlone({ x, n }: CodedValue, values: readonly CodedValue[], { n: numbers, at, scale }: NumberFacts): boolean {
  if (scale || n < OFTEN || (x < 90 && !isDefaultYear(x))) return false
  const others = values.filter((other) => other.x !== x && !(isDefaultYear(x) && isUsualCode(other.x)))
  const known = values.reduce((sum, other) => sum + other.n, 0)
  if (
    others.length < (isDefaultYear(x) ? FEW_YEARS : 10) ||
    known < numbers ||
    !others.every((other) => Number.isInteger(other.x))
  )
    return false
  const [least, most] = [Math.min(...others.map((other) => other.x)), Math.max(...others.map((other) => other.x))]
  const gap = isDefaultYear(x) ? least - x : x - most
  if (gap <= 1) return false
  const last = [...others].sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x)).slice(0, NEXT_VALUES)
  const isSpike = gap >= LEAST_GAP && last.length === NEXT_VALUES && last.every((other) => n >= SPIKE * other.n)
  if (isDefaultYear(x)) return most <= LAST_YEAR && (isSpike || (gap >= GAP * (most - least) && gap >= NEXT_YEARS))
  return isSpike || gap >= GAP * (most - at(0.05))
}

/** No table of use holds later years; so many years must lie between a default year and the first true one, and so many different ones there must be. */
const LAST_YEAR = 2200
const NEXT_YEARS = 10
const FEW_YEARS = 3

/** Nines that a tail goes on beyond: their least number, times that of any other value of the tail, share of the values below them, and other values. */
const HEAP = 10
const TIMES = 5
const IN_TAIL = 0.9
const OTHERS = 20
/** Share of the cells that end in 9 from which nines are the ends of prices. */
const PRICED = 0.3

/** Whether nines, from 999 on, stand in a tail that reaches beyond them, far oftener than any value around: as many as no other value of the tail, rare as each is there. */
function isHeapInTail(
  { x, n }: CodedValue,
  values: readonly CodedValue[],
  { n: numbers, at, scale }: NumberFacts
): boolean {
  if (scale || x < 999 || !isNines(x) || n < HEAP || x < at(IN_TAIL)) return false
  const others = values.filter((other) => other.x !== x)
  const known = values.reduce((sum, other) => sum + other.n, 0)
  const ended = others.reduce((sum, other) => sum + (Math.floor(other.x) % 10 === 9 ? other.n : 0), 0)
  if (others.length < OTHERS || ended > PRICED * (known - n)) return false
  // Of the values that are not listed none is more frequent than those that are.
  const unlisted = known < numbers ? Math.min(...others.map((other) => other.n)) : 0
  return others.every((other) => other.x < at(IN_TAIL) || n >= TIMES * other.n) && n >= TIMES * unlisted
}

/** How sure it is that 0 is a code on a scale from 1 up to a few: rarer than the lowest mark, surer. Null where there is none. */
export function zeroBelow<T extends CodedValue>(
  values: readonly T[],
  scale: NumberFacts['scale'],
  rows: number
): (T & { confidence: number }) | null {
  const zero = values.find(({ x }) => x === 0)
  if (!scale || scale.min !== 1 || !zero) return null
  const one = values.find(({ x }) => x === 1)?.n ?? 0
  return { ...zero, confidence: zero.n <= one || zero.n < rows * 0.05 ? 0.85 : 0.65 }
}

/** An end of the bulk that is no code itself. */
function bulkEnd(outer: number, inner: number, codes: ReadonlySet<number>): number {
  return codes.has(outer) ? inner : outer
}
