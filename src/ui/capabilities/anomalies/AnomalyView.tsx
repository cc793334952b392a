import { Pin, Table2 } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import type { RowSource } from '../../../contract'
import { go, tableParam } from '../../app/route'
import { setStatus } from '../../app/status'
import {
  Badge,
  Button,
  CopyButton,
  DataGrid,
  Figure,
  formatInteger,
  formatPercent,
  ScreenHeader,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { tellLook } from '../exploration'
import { askToPin, withPinHints } from '../findings'
import { AddRepair } from './AddRepair'
import { TONES } from './AnomalyList'
import { DecisionPanel } from './DecisionPanel'
import type { Listed } from './register-view'
import { RepairNotes } from './RepairNotes'
import { text } from './text'
import { VerdictNotes } from './VerdictNotes'

/** One anomaly: why it is one, what was decided, what could be done, its rows in the grid and its query. */
export function AnomalyView({ entry, owners }: { entry: Listed; owners: readonly string[] }) {
  const { anomaly, verdict, found } = entry
  const t = useText(text)
  const localize = useLocalize()
  const source = useMemo((): RowSource => ({ kind: 'query', sql: anomaly.sql }), [anomaly.sql])
  // A finding made of what was accepted is named by the register.
  const linked = ['accepted', 'in_repair', 'repaired'].includes(verdict.state) ? anomaly.id : undefined
  const hints = { kind: 'anomaly', unit: 'count', title: localize(anomaly.message), anomaly: linked } as const
  const evidence = useMemo(
    () => withPinHints(anomaly.evidence, { kind: 'anomaly', unit: 'count', anomaly: linked }),
    [anomaly.evidence, linked]
  )
  useEffect(() => setStatus({ table: visibleText(anomaly.table.name, 120) }), [anomaly.table.name])
  useEffect(() => {
    const { table, columns, message } = anomaly
    tellLook({ kind: 'anomaly', table, columns, figure: message })
  }, [anomaly])
  return (
    <>
      <ScreenHeader
        title={visibleText(localize(anomaly.message), 300)}
        subtitle={`${visibleText(anomaly.table.name, 80)} · ${t(anomaly.kind)}`}
      >
        {found && (
          <Button
            icon={Table2}
            onPress={() => go('explore', { table: tableParam(anomaly.table), anomaly: anomaly.id })}
          >
            {t('toTable')}
          </Button>
        )}
        <Button variant="primary" icon={Pin} onPress={() => askToPin(evidence, formatInteger(anomaly.rows), hints)}>
          {t('pin')}
        </Button>
      </ScreenHeader>
      <div className="anomaly-view">
        <div className="anomaly-facts">
          <Badge tone={TONES[anomaly.severity]}>{t(anomaly.severity)}</Badge>
          <span className="anomaly-fact">
            <span className="muted">{t('rows')}</span>
            <Figure value={anomaly.rows} format={formatInteger} label={t('rows')} evidence={evidence} />
            {anomaly.evidence.n !== null && (
              <span className="muted num">{t('outOf', { n: formatInteger(anomaly.evidence.n) })}</span>
            )}
          </span>
          <span className="anomaly-fact">
            <span className="muted">{t('cells')}</span>
            <Figure value={anomaly.cells} format={formatInteger} label={t('cells')} />
          </span>
          <span className="anomaly-fact">
            <span className="muted">{t('confidence')}</span>
            <Figure value={anomaly.confidence} format={(share) => formatPercent(share, 0)} label={t('confidence')} />
          </span>
        </div>
        <VerdictNotes entry={entry} />
        <RepairNotes entry={entry} />
        <DecisionPanel entries={[entry]} owners={owners} />
        <p className="isolate">{visibleText(localize(anomaly.explanation), 2000)}</p>
        <dl className="facts">
          <dt>{t('column')}</dt>
          <dd className="mono isolate">
            {anomaly.columns.length ? visibleText(anomaly.columns.join(', '), 400) : t('allColumns')}
          </dd>
          <dt>{t('dimension')}</dt>
          <dd>{t(anomaly.dimension)}</dd>
          {anomaly.proposal && (
            <>
              <dt>{t('proposal')}</dt>
              <dd className="isolate">
                {visibleText(localize(anomaly.proposal.text), 1000)}
                <div>
                  <AddRepair entries={[entry]} />
                </div>
              </dd>
            </>
          )}
        </dl>
        <details className="anomaly-query">
          <summary>{t('query')}</summary>
          <div className="section-line">
            <CopyButton value={anomaly.sql} />
          </div>
          <pre className="sql-block" tabIndex={0}>
            {visibleSql(anomaly.sql)}
          </pre>
        </details>
        {found && <h2 className="anomaly-rows-title">{t('offending')}</h2>}
      </div>
      {found && (
        <div className="anomaly-grid">
          <DataGrid isEvidence label={t('offending')} source={source} pinned={anomaly.columns} />
        </div>
      )}
    </>
  )
}

/** Very long lists of values are cut on screen; the copy has them all. */
function visibleSql(sql: string): string {
  return sql.length > 6000 ? `${sql.slice(0, 6000)}…` : sql
}
