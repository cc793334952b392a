import type { MeasureResult, SegmentResult } from '../../../contract'

/** Below this corrected p a difference to the rest is told as one. */
export const TOLD_BELOW = 0.05

/** Which side of the rest a segment clearly stands on; null where chance could explain it. */
export function sideOf({ difference }: SegmentResult): 'below' | 'above' | null {
  if (!difference || difference.adjusted >= TOLD_BELOW) return null
  return difference.value < 0 ? 'below' : 'above'
}

/** The segment that the title is about: the lowest of those clearly below the rest. */
export function lowestApart({ segments }: MeasureResult): SegmentResult | null {
  const below = segments.filter((segment) => sideOf(segment) === 'below' && segment.value !== null)
  return below.reduce<SegmentResult | null>(
    (lowest, segment) => (lowest === null || (segment.value ?? 0) < (lowest.value ?? 0) ? segment : lowest),
    null
  )
}
