import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RowSource, RuleDraft } from '../../../../contract'
import { api } from '../../../client'
import { Badge, DataGrid, ErrorState, formatInteger, formatPercent, useText } from '../../../parts'
import { ShareBar } from '../ShareBar'
import { TONES } from '../state-words'
import { text } from '../text'
import { formText } from './text'
import { usePaused } from './usePaused'

/** How many rows fail a rule as it stands in the form, counted at each pause in typing, and these rows. */
export function LiveCount({ draft }: { draft: RuleDraft | null }) {
  const t = useText(formText)
  const w = useText(text)
  const asked = usePaused(draft && JSON.stringify(draft))
  const isWaiting = (draft && JSON.stringify(draft)) !== asked
  const found = useQuery({
    queryKey: ['rules', 'try', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    // A count that is no longer wanted is stopped in the engine too.
    queryFn: ({ signal }) => api.rules.try({ rule: JSON.parse(asked ?? 'null') as RuleDraft }, { signal })
  })
  const { counts, evidence } = found.data ?? {}
  const sql = evidence?.rowsSql
  const source = useMemo((): RowSource | null => (sql ? { kind: 'query', sql } : null), [sql])
  const isBusy = found.isFetching || isWaiting
  return (
    <section className="rule-live" aria-label={t('found')} aria-busy={isBusy}>
      {asked === null ? (
        <p className="muted">{t('waits')}</p>
      ) : found.isError ? (
        <ErrorState inline error={found.error} />
      ) : counts ? (
        <p className="rule-live-line" role="status">
          <Badge tone={TONES[counts.state]}>{w(counts.state)}</Badge>
          <strong className="num">
            {t('failingOf', { failing: formatInteger(counts.failing), judged: formatInteger(counts.judged) })}
          </strong>
          <ShareBar counts={counts} />
          {counts.missing > 0 && (
            <span className="muted num">
              {t('withoutValue', { n: formatInteger(counts.missing) })} (
              {formatPercent(counts.rows ? counts.missing / counts.rows : null)})
            </span>
          )}
          {isBusy && <span className="muted">{t('counting')}</span>}
        </p>
      ) : (
        <p className="muted">{t('counting')}</p>
      )}
      {asked !== null && !found.isError && source && counts && counts.failing > 0 && (
        <div className="rule-live-grid">
          <DataGrid label={t('found')} source={source} hasTools={false} />
        </div>
      )}
    </section>
  )
}
