/**
 * Comparisons that so many groups side by side let one make: each against all others together. Two groups mirror each
 * other, so they make one; one group alone makes none.
 */
export function groupComparisons(groups: number): number {
  return groups < 2 ? 0 : groups === 2 ? 1 : groups
}
