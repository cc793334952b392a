import type { Anomaly } from '../../contract'

/** The worse, the lower. */
export const RANK: Record<Anomaly['severity'], number> = { critical: 0, warning: 1, info: 2 }

/** Whether a severity is worse than another one. */
export function isWorse(one: Anomaly['severity'], other: Anomaly['severity']): boolean {
  return RANK[one] < RANK[other]
}

/** Worst first: severity, then the rows at fault weighed by how sure it is; equal ones keep a fixed order. */
export function worstFirst(a: Anomaly, b: Anomaly): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    b.rows * b.confidence - a.rows * a.confidence ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}
