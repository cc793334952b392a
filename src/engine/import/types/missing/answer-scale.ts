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

/**
 * The narrowest usual answer scale that takes nearly all numbers and of which most steps are used, its upper end among them; null when
 * none does. Stray codes (99, -1) do not hide it. `fromZero` says that a scale up to 10 starts at 0 (questions of recommendation).
 */
export function answerScale(values: readonly CountedNumber[], fromZero = false): { min: number; max: number } | null {
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
      covered >= 1 - STRAY &&
      // Scales that end on an even step are rarer than a rare best mark on the next wider one.
      beyond < (max === 4 || max === 6 ? 1e-9 : 0.005) &&
      used >= Math.ceil((max - min + 1) * 0.7) &&
      [max - 1, max].every((end) => inside.some(({ x, n }) => x === end && n >= total * 0.002))
    )
  })
  return found ? { min: found[0], max: found[1] } : null
}
