import type { Evidence } from '../../contract'
import { CopyButton } from './CopyButton'
import { formatInteger } from './format'
import { DataGrid } from './grid'
import { useLocalize, useText } from './i18n'
import { text } from './text'
import { visibleText } from './visible-text'

/** Meaning and population of a figure. */
export function EvidenceFacts({ evidence }: { evidence: Evidence }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <dl className="facts">
      <dt>{t('definition')}</dt>
      <dd>{localize(evidence.definition)}</dd>
      <dt>{t('population')}</dt>
      <dd className="isolate">
        {evidence.n !== null && (
          <strong>
            {t('observations', { count: evidence.n, n: formatInteger(evidence.n) })}
            {' · '}
          </strong>
        )}
        {visibleText(localize(evidence.filter), 2000)}
      </dd>
      {evidence.table && (
        <>
          <dt>{t('table')}</dt>
          <dd className="mono isolate">{visibleText(`${evidence.table.schema}.${evidence.table.name}`)}</dd>
        </>
      )}
      {evidence.columns.length > 0 && (
        <>
          <dt>{t('columns')}</dt>
          <dd className="mono isolate">{visibleText(evidence.columns.join(', '), 1000)}</dd>
        </>
      )}
    </dl>
  )
}

/** The query of a figure, and its rows. */
export function EvidenceRows({ evidence }: { evidence: Evidence }) {
  const t = useText(text)
  return (
    <>
      <section aria-label={t('query')} className="evidence-sql">
        <div className="section-line">
          <h3>{t('query')}</h3>
          <CopyButton value={evidence.sql} />
        </div>
        <pre className="sql-block" tabIndex={0}>
          {evidence.sql}
        </pre>
      </section>
      <section aria-label={t('rows')} className="evidence-rows">
        <h3>{t('rows')}</h3>
        {evidence.rowsSql ? (
          <DataGrid isEvidence hasTools={false} label={t('rows')} source={{ kind: 'query', sql: evidence.rowsSql }} />
        ) : (
          <p className="muted">{t('noRows')}</p>
        )}
      </section>
    </>
  )
}
