import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from './Button'
import { CopyButton } from './CopyButton'
import { closeEvidence, useEvidence } from './evidence'
import { formatInteger } from './format'
import { DataGrid } from './grid'
import { IconButton } from './IconButton'
import { useLocalize, useText } from './i18n'
import { text } from './text'
import { visibleText } from './visible-text'

/** What stands behind the figure on show: meaning, population, query, rows, and what can be done with it. */
export function EvidencePanel() {
  const t = useText(text)
  const localize = useLocalize()
  const { evidence, figure, actions } = useEvidence()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [evidence])
  if (!evidence) return null
  return (
    <aside
      className="evidence"
      aria-label={t('evidence')}
      onKeyDown={(event) => event.key === 'Escape' && closeEvidence()}
    >
      <header className="evidence-header">
        <div>
          <p className="overline">{t('evidence')}</p>
          <h2 ref={heading} tabIndex={-1} className="isolate">
            {visibleText(localize(evidence.title))}
          </h2>
        </div>
        <IconButton label={t('close')} shortcut="Esc" icon={X} onPress={closeEvidence} />
      </header>
      {figure && <p className="evidence-figure num">{figure}</p>}
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
      {actions.length > 0 && (
        <div className="evidence-actions">
          {actions.map((action) => (
            <Button key={action.id} icon={action.icon} onPress={() => void action.run(evidence, figure)}>
              {localize(action.label)}
            </Button>
          ))}
        </div>
      )}
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
          <DataGrid label={t('rows')} source={{ kind: 'query', sql: evidence.rowsSql }} />
        ) : (
          <p className="muted">{t('noRows')}</p>
        )}
      </section>
    </aside>
  )
}
