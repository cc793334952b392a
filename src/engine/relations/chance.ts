import type { ColumnLook } from './look'

/** Chance of an inclusion below which it speaks for itself. */
export const UNLIKELY = 1e-4

/**
 * The chance that all values of a column of whole numbers are keys by accident: they fall into the range of the keys, which
 * is as full as it is. Near 1 for counters, which hold each other's values (Zhang et al., PVLDB 2010); 1 where it cannot be told.
 */
export function chanceOf(foreign: ColumnLook, target: ColumnLook): number {
  if (!target.span || !foreign.span) return 1
  const full = target.about / (target.span[1] - target.span[0] + 1)
  // Gaps of a fuller range lie together: deleted rows, not chance.
  return full > 0.5 ? 1 : full ** foreign.about
}
