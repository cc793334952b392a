/**
 * Of values beyond the bulk, those that a gap parts from all others: each wider apart from the bulk than `gap`, on a logarithmic scale. A
 * long tail thins out by and by, so that values after a gap as wide as the bulk are of another kind. `inside` is the greatest value of the
 * bulk; all are positive. Null where there is no gap.
 */
export function beyondGap(
  inside: number,
  beyond: readonly number[],
  gap: number
): { from: number; n: number; last: number } | null {
  const sorted = [...beyond].sort((a, b) => a - b)
  let last = inside
  for (const [place, value] of sorted.entries()) {
    if (Math.log(value / last) >= gap) return { from: value, n: sorted.length - place, last }
    last = value
  }
  return null
}
