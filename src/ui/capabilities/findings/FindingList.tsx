import type { ReactNode } from 'react'
import type { Finding } from '../../../contract'
import { ErrorState, Loading, useText } from '../../parts'
import { FindingCard } from './FindingCard'
import { useFindings } from './queries'
import { text } from './text'

export type FindingListProps = {
  /** Keeps some of the findings; all where absent. */
  only?: (finding: Finding) => boolean
  /** Further actions of each card, e.g. a link to a workstream. */
  actions?: (finding: Finding) => ReactNode
  /** What stands where there is none; a sentence of its own where absent. */
  empty?: ReactNode
  /** Level of the titles among the headings of the page. */
  level?: 2 | 3
}

/** The findings, latest first, each as a card. */
export function FindingList({ only, actions, empty, level }: FindingListProps) {
  const t = useText(text)
  const { data, isPending, isError, error, refetch } = useFindings()
  if (isPending) return <Loading lines={2} height={48} />
  if (isError) return <ErrorState inline error={error} onRetry={() => void refetch()} />
  const shown = (only ? data.filter(only) : data).toReversed()
  if (!shown.length) return <>{empty ?? <p className="muted">{t('empty')}</p>}</>
  return (
    <ul className="finding-list" aria-label={t('list')}>
      {shown.map((finding) => (
        <li key={finding.id}>
          <FindingCard finding={finding} level={level}>
            {actions?.(finding)}
          </FindingCard>
        </li>
      ))}
    </ul>
  )
}
