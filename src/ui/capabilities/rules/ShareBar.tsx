import type { RuleCounts } from '../../../contract'
import { formatPercent } from '../../parts'

/** The share of failing rows as a bar and in figures; a few rows are seen too. */
export function ShareBar({ counts: { share, state } }: { counts: Pick<RuleCounts, 'share' | 'state'> }) {
  return (
    <span className="rule-share">
      <span className="rule-bar" aria-hidden>
        {share !== null && share > 0 && (
          <span className={`rule-bar-fill rule-bar-${state}`} style={{ width: `max(3px, ${share * 100}%)` }} />
        )}
      </span>
      <span className="num rule-share-text">{formatPercent(share)}</span>
    </span>
  )
}
