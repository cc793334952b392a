import { Pin, Table2 } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { ANOMALY_KIND_WORDS, type RowSource } from '../../../contract'
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
import { useNarrowed, useRowsFilter } from './narrowed'
import { isDoubtable, type Listed } from './register-view'
import { RepairColumns } from './RepairColumns'
import { RepairNotes } from './RepairNotes'
import { RepairPreview } from './RepairPreview'
import { RowsFilter } from './RowsFilter'
import { text } from './text'
import { useGone } from './useGone'
import { VerdictNotes } from './VerdictNotes'

/** One anomaly: why it is one, what was decided, what could be done, its rows in the grid and its query. */
export function AnomalyView({ entry, owners }: { entry: Listed; owners: readonly string[] }) {
  const { anomaly, verdict, repair, found } = entry
  const t = useText(text)
  const localize = useLocalize()
  // Personal data, a break in time or a small sample is no fault whose chance could be told.
  const sureness = isDoubtable(anomaly) ? 'confidence' : 'sureness'
  const { present, filter: chosen } = useRowsFilter(anomaly.table)
  // What is no longer found has no rows to be read through a filter, and none can be chosen.
  const filter = found ? chosen : undefined
  const narrowed = useNarrowed(anomaly, filter)
  // Under a filter, what is not known yet is not shown: the numbers of all rows would be taken for those of the filter.
  const shown = filter
    ? narrowed.data
    : { rows: anomaly.rows, cells: anomaly.cells, sql: anomaly.sql, evidence: anomaly.evidence }
  const sql = shown?.sql
  const source = useMemo((): RowSource | null => (sql ? { kind: 'query', sql } : null), [sql])
  const gone = useGone(anomaly, found ? source : null)
  const hasRows = found && !gone
  // A finding made of what was accepted is named by the register.
  const linked = ['accepted', 'in_repair', 'repaired'].includes(verdict.state) ? anomaly.id : undefined
  const proof = shown?.evidence
  const evidence = useMemo(
    () => proof && withPinHints(proof, { kind: 'anomaly', unit: 'count', anomaly: linked }),
    [proof, linked]
  )
  const pin = (): void => {
    if (!shown || !evidence) return
    const title = localize(filter ? evidence.title : anomaly.message)
    askToPin(evidence, formatInteger(shown.rows), { kind: 'anomaly', unit: 'count', title, anomaly: linked })
  }
  useEffect(() => setStatus({ table: visibleText(anomaly.table.name, 120) }), [anomaly.table.name])
  useEffect(() => {
    const { table, columns, message } = anomaly
    tellLook({ kind: 'anomaly', table, columns, filter, figure: message })
  }, [anomaly, filter])
  return (
    <>
      <ScreenHeader
        title={visibleText(localize(anomaly.message), 300)}
        subtitle={`${visibleText(anomaly.table.name, 80)} · ${localize(ANOMALY_KIND_WORDS[anomaly.kind])}`}
      >
        {hasRows && (
          <Button
            icon={Table2}
            onPress={() => go('explore', { table: tableParam(anomaly.table), anomaly: anomaly.id })}
          >
            {t('toTable')}
          </Button>
        )}
        <Button variant="primary" icon={Pin} isDisabled={!shown} onPress={pin}>
          {t('pin')}
        </Button>
      </ScreenHeader>
      <div className="anomaly-view">
        <div className="anomaly-facts">
          <Badge tone={TONES[anomaly.severity]}>{t(anomaly.severity)}</Badge>
          {shown && evidence && (
            <>
              <span className="anomaly-fact">
                <span className="muted">{t('rows')}</span>
                <Figure value={shown.rows} format={formatInteger} label={t('rows')} evidence={evidence} />
                {evidence.n !== null && (
                  <span className="muted num">{t('outOf', { n: formatInteger(evidence.n) })}</span>
                )}
              </span>
              <span className="anomaly-fact">
                <span className="muted">{t('cells')}</span>
                <Figure value={shown.cells} format={formatInteger} label={t('cells')} />
              </span>
            </>
          )}
          <span className="anomaly-fact">
            <span className="muted">{t(sureness)}</span>
            <Figure value={anomaly.confidence} format={(share) => formatPercent(share, 0)} label={t(sureness)} />
          </span>
        </div>
        {hasRows && (
          <RowsFilter
            table={anomaly.table}
            present={present}
            filter={filter}
            narrowed={narrowed.data}
            error={narrowed.error}
          />
        )}
        {found && gone && <GoneNote columns={gone} />}
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
                <RepairColumns repair={anomaly.proposal.repair} />
                <RepairPreview key={anomaly.id} entry={entry} />
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
            <CopyButton value={sql ?? anomaly.sql} />
          </div>
          <pre className="sql-block" tabIndex={0}>
            {visibleSql(sql ?? anomaly.sql)}
          </pre>
        </details>
        {hasRows && <h2 className="anomaly-rows-title">{t('offending')}</h2>}
      </div>
      {hasRows && source && (
        <div className="anomaly-grid">
          <DataGrid
            isEvidence
            label={t('offending')}
            source={source}
            pinned={[...anomaly.columns, ...(anomaly.beside ?? [])]}
            within={filter && proof ? localize(proof.filter) : ''}
            whenEmpty={!filter && repair.steps.length && anomaly.table.schema === 'clean' ? t('noneLeft') : undefined}
          />
        </div>
      )}
    </>
  )
}

/** Why an anomaly has no rows to show: what it is about is no longer in the table, which is no failure. */
function GoneNote({ columns }: { columns: readonly string[] }) {
  const t = useText(text)
  const names = columns.map((name) => t('quoted', { name: visibleText(name, 80) })).join(', ')
  return (
    <p className="isolate" role="status">
      <Badge tone="stale">{t('columnGone')}</Badge>{' '}
      {columns.length ? t('columnGoneNamed', { count: columns.length, names }) : t('columnGoneOther')}
    </p>
  )
}

/** Very long lists of values are cut on screen; the copy has them all. */
function visibleSql(sql: string): string {
  return sql.length > 6000 ? `${sql.slice(0, 6000)}…` : sql
}
