import { isScaleCode } from './usual-codes'

/** A whole number of a column and how many cells hold it. */
export interface CountedNumber {
  x: number
  n: number
}

/** Scales in use for satisfaction, effort and agreement, narrowest first; 0 on a short 1-based scale is a code. */
const SCALES: readonly (readonly [number, number])[] = [
  [1, 4],
  [1, 5],
  [1, 6],
  [1, 7],
  [1, 10],
  [0, 10]
]
/** Values beyond the scale may be codes or typing errors, as long as they are this rare in all. */
const STRAY = 0.15
/** Share of marks beyond 10 that are slips where marks are asked for: no scale in use goes on there. */
const SLIPS = 0.03
/** Share of codes up to which a scale shows through, where every step of it is used, and what a step then needs of the marks. */
const MOST_CODES = 0.5
const STEP = 0.01
/** How much oftener than the lowest mark 0 must then stand to be no mark, and share of it that the highest needs: counts fade out. */
const PEAK = 1.2
const FADED = 0.65

/** How much more than the step below it a step of a count that fades out may stand, by chance; share of the first that its last has at most. */
const RISE = 1.1
const OUT = 0.5
/** Times the last step of such a count that what follows may stand, and times its number that it may reach. */
const GOES_ON = 1.5
const REACH = 2

/**
 * The narrowest usual answer scale that takes nearly all numbers and of which most steps are used, its upper end among them; null when
 * none does. Codes (99, -1, 0 below 1) do not hide it, however many of half the numbers they are, where the others are a complete run.
 * `fromZero` says that a scale up to 10 starts at 0 (questions of recommendation), `isAsked` that the
 * column's name speaks of marks: without it, numbers that fade out beyond the scale are a count of a few things.
 */
export function answerScale(
  values: readonly CountedNumber[],
  { fromZero = false, isAsked = false }: { fromZero?: boolean; isAsked?: boolean } = {}
): { min: number; max: number } | null {
  const total = values.reduce((sum, { n }) => sum + n, 0)
  if (!total) return null
  const found = SCALES.find(([min, max]) => {
    const inside = values.filter(({ x }) => Number.isInteger(x) && x >= min && x <= max)
    const used = inside.filter(({ n }) => n >= total * 0.002).length
    const covered = inside.reduce((sum, { n }) => sum + n, 0) / total
    // A zero beside 1 to 10, however rare, and every question of recommendation belong to the scale from 0 to 10.
    if (min === 1 && max === 10 && (fromZero || values.some(({ x }) => x === 0))) return false
    const neighbours = values.filter(({ x }) => x === max + 1 || (x === min - 1 && x !== 0))
    const beyond = neighbours.reduce((sum, { n }) => sum + n, 0) / total
    return (
      (covered >= 1 - STRAY || isCoded(values, { min, max })) &&
      // Scales that end on an even step are rarer than a rare best mark on the next wider one.
      beyond < (max === 4 || max === 6 ? 1e-9 : max === 10 && isAsked ? SLIPS : 0.005) &&
      used >= Math.ceil((max - min + 1) * 0.7) &&
      [max - 1, max].every((end) => inside.some(({ x, n }) => x === end && n >= total * 0.002))
    )
  })
  if (!found) return null
  const scale = { min: found[0], max: found[1] }
  return !isAsked && fadesOut(values, scale) ? null : scale
}

/** Whether numbers get rarer from the lowest on and go on beyond a scale as they came: nights, persons, pieces. */
function fadesOut(values: readonly CountedNumber[], { min, max }: { min: number; max: number }): boolean {
  const at = (step: number): number => values.reduce((sum, { x, n }) => sum + (x === step ? n : 0), 0)
  const counts = Array.from({ length: max - min + 1 }, (_, step) => at(min + step))
  const [first, last] = [counts[0] ?? 0, counts.at(-1) ?? 0]
  const rest = values.filter(({ x }) => x > max && x <= REACH * max)
  return (
    rest.length > 0 &&
    last <= OUT * first &&
    counts.every((n, step) => step === 0 || n <= RISE * (counts[step - 1] ?? 0)) &&
    rest.every(({ n }) => n <= GOES_ON * last)
  )
}

/** Whether, codes for "no answer" set aside, the numbers are a complete run of a scale. */
function isCoded(values: readonly CountedNumber[], scale: { min: number; max: number }): boolean {
  const { min, max } = scale
  const sum = (some: readonly CountedNumber[]): number => some.reduce((all, { n }) => all + n, 0)
  const counts = Array.from({ length: max - min + 1 }, (_, step) => sum(values.filter(({ x }) => x === min + step)))
  const [lowest, highest] = [counts[0] ?? 0, counts.at(-1) ?? 0]
  const none = sum(values.filter(({ x }) => x === 0))
  const isMark = min === 1 && none > 0 && (none < PEAK * lowest || highest < FADED * lowest)
  const codes = sum(values.filter(({ x }) => (x === 0 && min === 1) || isScaleCode(x, scale)))
  const marks = counts.reduce((all, n) => all + n, 0)
  const total = sum(values)
  return (
    !isMark &&
    codes <= MOST_CODES * total &&
    marks >= (1 - STRAY) * (total - codes) &&
    counts.every((n) => n >= STEP * marks)
  )
}
