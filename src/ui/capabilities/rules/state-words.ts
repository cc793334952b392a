import type { RuleCounts, RuleState } from '../../../contract'
import type { Tone } from '../../parts'

/** How each state is shown, beside its word. */
export const TONES: Record<RuleState, Tone> = {
  critical: 'critical',
  error: 'critical',
  warning: 'warning',
  none: 'neutral',
  passed: 'good'
}

/** Whether a result asks for a look: beyond a threshold, or not applied. */
export function asksForALook(counts: RuleCounts | null): boolean {
  return !counts || !['passed', 'none'].includes(counts.state)
}
