import { RotateCcw } from 'lucide-react'
import type { AnomalyReport } from '../../../contract'
import { Badge, Button, ErrorState, formatInteger, ProgressBar, useLocalize, useText, visibleText } from '../../parts'
import type { Standing } from './register-view'
import { cancelSearch, startSearch, type Search } from './search'
import { text } from './text'

type Props = { search: Search; state: string; standing: Standing | null }

/** How the search stands: under way with its cancel, done, stopped, failed, stale. */
export function SearchNotes({ search, state, standing }: Props) {
  const t = useText(text)
  if (search.progress) return <ProgressBar label={t('job')} progress={search.progress} onCancel={cancelSearch} />
  const stale = search.of !== null && search.of !== state
  const skipped = search.report?.skipped ?? []
  return (
    <>
      {search.error !== null && <ErrorState error={search.error} inline onRetry={() => void startSearch(state)} />}
      {search.stopped && <p className="muted">{t('stopped')}</p>}
      {stale && <Badge tone="stale">{t('stale')}</Badge>}
      <Skipped heading="skipped" checks={skipped.filter(({ bounded }) => !bounded)} />
      <Skipped heading="bounded" checks={skipped.filter(({ bounded }) => bounded)} />
      <div className="anomaly-count">
        <span className="muted num">{standing && <Counts standing={standing} />}</span>
        <Button
          size="small"
          variant={stale || search.stopped ? 'primary' : 'quiet'}
          icon={RotateCcw}
          onPress={() => void startSearch(state)}
        >
          {t('again')}
        </Button>
      </div>
    </>
  )
}

/** Checks that were not made, or in part only, and why. */
function Skipped({ heading, checks }: { heading: 'skipped' | 'bounded'; checks: AnomalyReport['skipped'] }) {
  const t = useText(text)
  const localize = useLocalize()
  if (!checks.length) return null
  return (
    <div className="anomaly-skipped">
      <p>{t(heading, { count: checks.length })}</p>
      <ul>
        {checks.map(({ detector, table, reason }) => (
          <li key={`${detector} ${table.schema}.${table.name}`} className="isolate">
            {visibleText(table.name, 60)} : {visibleText(localize(reason), 200)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How many were found, and why the list to deal with holds more of them or fewer. */
function Counts({ standing: { found, dismissed, followed, undone, settled } }: { standing: Standing }) {
  const t = useText(text)
  const parts = [
    t('found', { count: found, n: formatInteger(found) }),
    dismissed > 0 && t('foundDismissed', { count: dismissed, n: formatInteger(dismissed) }),
    followed > 0 && t('foundFollowed', { count: followed, n: formatInteger(followed) }),
    undone > 0 && t('foundUndone', { count: undone, n: formatInteger(undone) }),
    settled > 0 && t('showSettled', { count: settled, n: formatInteger(settled) })
  ]
  return parts.filter(Boolean).join(' · ')
}
