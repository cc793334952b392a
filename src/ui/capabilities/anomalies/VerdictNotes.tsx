import { Badge, formatDateTime, useLocalize, useText, visibleText } from '../../parts'
import type { Listed } from './register-view'
import { text } from './text'

/** What was decided and said of an anomaly, and what changed since. */
export function VerdictNotes({ entry }: { entry: Listed }) {
  const t = useText(text)
  const localize = useLocalize()
  const { verdict, changes, found, lastAt, finding, settlement } = entry
  const { decided, reason, comments } = verdict
  return (
    <>
      {settlement?.holds && (
        <p>
          <Badge tone="good">{t('settledOne')}</Badge> {t('settledSince', { at: formatDateTime(settlement.at) })}
        </p>
      )}
      {settlement?.holds === false && (
        <p>
          <Badge tone="stale">{t('undone')}</Badge> {t('undoneSince', { at: formatDateTime(settlement.at) })}
        </p>
      )}
      {!found && !settlement && (
        <p>
          <Badge tone="neutral">{t('gone')}</Badge> {t('goneSince', { at: formatDateTime(lastAt) })}
        </p>
      )}
      {changes.length > 0 && (
        <p className="isolate">
          <Badge tone="stale">{t('changed')}</Badge> {changes.map(localize).join(' ')}
        </p>
      )}
      {decided && (
        <p className="muted isolate">
          {t(decided.by ? 'decidedBy' : 'decidedAt', {
            at: formatDateTime(decided.at),
            by: visibleText(decided.by, 80)
          })}
          {reason && ` ${t('because', { reason: visibleText(reason, 2_000) })}`}
        </p>
      )}
      {finding && (
        <p className="isolate">
          {finding.gone ? t('findingGone') : t('findingMade', { title: visibleText(finding.title, 200) })}
        </p>
      )}
      {comments.length > 0 && (
        <ol className="anomaly-comments" aria-label={t('comments')}>
          {comments.map(({ at, by, text: words }) => (
            <li key={`${at} ${words}`}>
              <span className="muted isolate">
                {[formatDateTime(at), visibleText(by, 80)].filter(Boolean).join(' · ')}
              </span>
              <span className="isolate">{visibleText(words, 5_000)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
