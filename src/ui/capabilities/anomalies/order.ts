import type { Anomaly, Severity } from '../../../contract'

const RANK: Record<Severity, number> = { critical: 0, warning: 1, info: 2 }

/** Worst first, as the engine's final report has them. */
export function worstFirst(a: Anomaly, b: Anomaly): number {
  return RANK[a.severity] - RANK[b.severity] || b.rows * b.confidence - a.rows * a.confidence || (a.id < b.id ? -1 : 1)
}
