import type { LocalizedText, RuleCounts, RuleState, Thresholds } from '../../contract'

/** Judged rows below which a share says little: one row more or less would change it. */
export const FEW = 30

/** The worst threshold that a share of failing rows goes beyond; `none` where nothing was judged. */
export function stateOf(share: number | null, { warning, error, critical }: Thresholds): RuleState {
  if (share === null) return 'none'
  if (critical !== null && share > critical) return 'critical'
  if (error !== null && share > error) return 'error'
  return warning !== null && share > warning ? 'warning' : 'passed'
}

/** Each state in words, as a list tells it. */
export const RULE_STATE_WORDS: Record<RuleState, LocalizedText> = {
  critical: { fr: 'critique', en: 'critical' },
  error: { fr: 'erreur', en: 'error' },
  warning: { fr: 'à surveiller', en: 'warning' },
  none: { fr: 'rien à juger', en: 'nothing to judge' },
  passed: { fr: 'respectée', en: 'kept' }
}

const RANK: Record<RuleState, number> = { critical: 0, error: 1, warning: 2, none: 3, passed: 4 }

/** Worst first: by state, share, then failing rows; what cannot be judged stands before what passes. */
export function worseThan(one: RuleCounts | null, other: RuleCounts | null): number {
  const rank = (counts: RuleCounts | null): number => (counts ? RANK[counts.state] : 2.5)
  return (
    rank(one) - rank(other) || (other?.share ?? 0) - (one?.share ?? 0) || (other?.failing ?? 0) - (one?.failing ?? 0)
  )
}
