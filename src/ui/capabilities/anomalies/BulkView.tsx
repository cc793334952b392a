import { formatInteger, ScreenHeader, useLocalize, useText, visibleText } from '../../parts'
import { AddRepair } from './AddRepair'
import { DecisionPanel } from './DecisionPanel'
import { isSettled, type Listed } from './register-view'
import { text } from './text'

/** Several anomalies chosen: one decision on all of them. */
export function BulkView({ entries, owners }: { entries: readonly Listed[]; owners: readonly string[] }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <>
      <ScreenHeader
        title={t('chosen', { count: entries.length, n: formatInteger(entries.length) })}
        subtitle={t('chosenHint')}
      />
      <div className="anomaly-bulk">
        <DecisionPanel entries={entries} owners={owners} />
        <div>
          <AddRepair entries={entries} />
        </div>
        <ul className="anomaly-chosen">
          {entries.map(({ anomaly, verdict, settlement }) => (
            <li key={anomaly.id}>
              <span className="isolate">{visibleText(localize(anomaly.message), 200)}</span>{' '}
              <span className="muted isolate">
                {visibleText(anomaly.table.name, 60)} ·{' '}
                {t(isSettled({ settlement }) ? 'is_settled' : `is_${verdict.state}`)}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
