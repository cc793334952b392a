import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RowSource, RuleDraft, RuleResult } from '../../../../contract'
import { api } from '../../../client'
import { Badge, DataGrid, ErrorState, formatInteger, useText } from '../../../parts'
import { ShareBar } from '../ShareBar'
import { TONES } from '../state-words'
import { text } from '../text'
import { formText } from './text'
import { usePaused } from './usePaused'

/** How a rule under way does on the rows of the moment. */
export type Live = {
  /** False where the form says no rule yet. */
  isAsked: boolean
  isBusy: boolean
  result: RuleResult | undefined
  error: unknown
}

/** Counts the rows that fail a rule as it stands in a form, at each pause in typing; a count no longer wanted is stopped in the engine too. */
export function useLive(draft: RuleDraft | null): Live {
  const present = draft && JSON.stringify(draft)
  const asked = usePaused(present)
  const found = useQuery({
    queryKey: ['rules', 'try', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.rules.try({ rule: JSON.parse(asked ?? 'null') as RuleDraft }, { signal })
  })
  return {
    isAsked: asked !== null,
    isBusy: found.isFetching || present !== asked,
    result: found.data,
    error: found.isError ? found.error : null
  }
}

/** How many rows fail, or what is wrong with the rule; always in sight. */
export function LiveCount({ live: { isAsked, isBusy, result, error } }: { live: Live }) {
  const t = useText(formText)
  const w = useText(text)
  const counts = result?.counts
  return (
    <section className="rule-live" aria-label={t('found')} aria-busy={isBusy}>
      {!isAsked ? (
        <p className="muted">{t('waits')}</p>
      ) : error ? (
        <ErrorState inline error={error} />
      ) : counts ? (
        <p className="rule-live-line" role="status">
          <Badge tone={TONES[counts.state]}>{w(counts.state)}</Badge>
          <strong className="num">
            {t('failingOf', { failing: formatInteger(counts.failing), judged: formatInteger(counts.judged) })}
          </strong>
          <ShareBar counts={counts} />
          {counts.missing > 0 && (
            <span className="muted num">{t('withoutValue', { n: formatInteger(counts.missing) })}</span>
          )}
          {isBusy && <span className="muted">{t('counting')}</span>}
        </p>
      ) : (
        <p className="muted">{t('counting')}</p>
      )}
    </section>
  )
}

/** The rows that fail as the rule stands. */
export function LiveRows({ live: { isAsked, result, error } }: { live: Live }) {
  const t = useText(formText)
  const sql = result?.counts?.failing ? result.evidence?.rowsSql : null
  const source = useMemo((): RowSource | null => (sql ? { kind: 'query', sql } : null), [sql])
  if (!isAsked || error || !source) return null
  return (
    <div className="rule-live-grid">
      <DataGrid isEvidence label={t('foundRows')} source={source} hasTools={false} />
    </div>
  )
}
