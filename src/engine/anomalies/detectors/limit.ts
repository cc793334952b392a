import type { LocalizedText } from '../../../contract'

/** Between what ends the values of a column may lie, and why. */
export interface Limit {
  low: number | null
  high: number | null
  confidence: number
  /** Worse than a warning where it is sure; a rule that some values break may have its exceptions. */
  severity?: 'warning'
  reason: LocalizedText
  /** Whether what lies below 0 counts only where it does so by as much as usual values lie above. */
  ifFar?: boolean
  /** Tells this limit apart from another one of the column, and where the latter begins, below which it tells. */
  beside?: { aspect: string; from: number }
  /** Whether numbers between two whole ones lie outside too. */
  isWhole?: boolean
  /** Share of the numbers that may lie outside; a tenth where it is not said. */
  most?: number
}
