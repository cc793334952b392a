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

/** Whether less than half of the rows that a rule is about could be judged: what it says of the others is nothing. */
export function isHardlyJudged({ judged, rows }: RuleCounts): boolean {
  return judged < rows / 2
}

/** How the state of some counts is shown: nothing is good of which most was not judged. */
export function toneOf(counts: RuleCounts): Tone {
  return counts.state === 'passed' && isHardlyJudged(counts) ? 'neutral' : TONES[counts.state]
}

/** The word of the state of some counts. */
export function stateWord(counts: RuleCounts): RuleState | 'hardlyPassed' {
  return counts.state === 'passed' && isHardlyJudged(counts) ? 'hardlyPassed' : counts.state
}

/** Whether a result asks for a look: beyond a threshold, or not applied. */
export function asksForALook(counts: RuleCounts | null): boolean {
  return !counts || !['passed', 'none'].includes(counts.state)
}
