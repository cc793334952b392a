import { RotateCcw } from 'lucide-react'
import { useEffect } from 'react'
import type { DimensionScores, Score, ScorePart, TableInfo } from '../../../contract'
import { useSelectedTable } from '../../app/project'
import { setParams } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import {
  Button,
  DataTable,
  ErrorState,
  Figure,
  formatInteger,
  formatPercent,
  Loading,
  ProgressBar,
  ScreenHeader,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { withPinHints } from '../findings'
import { TableChoice } from './RulesView'
import { text } from './text'
import { useScores } from './useRules'

/** The quality of a table by dimension: measured and declared side by side, each with its n, method and parts. */
export function ScoresView() {
  const { table } = useSelectedTable()
  useOwnStatus()
  return table ? <ScoresOf key={table.ref.name} table={table} /> : <Loading lines={12} height={24} />
}

function ScoresOf({ table }: { table: TableInfo }) {
  const t = useText(text)
  const localize = useLocalize()
  const scores = useScores(table.ref)
  const name = visibleText(table.ref.name, 120)
  // Told again with each answer: the tab before wipes the line as it goes.
  useEffect(() => setStatus({ table: name, rows: formatInteger(table.rows) }), [name, table.rows, scores.data])
  return (
    <div className="score-view">
      <ScreenHeader title={t('scores')} subtitle={t('scoresOf')} />
      <div className="score-table-choice">
        <TableChoice table={table} />
      </div>
      {scores.isFetching && <ProgressBar label={t('scoring')} progress={scores.progress} onCancel={scores.cancel} />}
      {scores.isError && <ErrorState inline error={scores.error} onRetry={() => void scores.refetch()} />}
      {!scores.isFetching && !scores.data && !scores.isError && (
        <p className="muted">
          {t('stopped')}{' '}
          <Button size="small" icon={RotateCcw} onPress={() => void scores.refetch()}>
            {t('retry')}
          </Button>
        </p>
      )}
      {scores.data?.notes.map((note) => (
        <p key={note.en} className="muted isolate">
          {localize(note)}
        </p>
      ))}
      <ul className="score-list">
        {scores.data?.dimensions.map((one) => (
          <Dimension key={one.dimension} scores={one} />
        ))}
      </ul>
    </div>
  )
}

function Dimension({ scores: { dimension, measured, declared } }: { scores: DimensionScores }) {
  const t = useText(text)
  return (
    <li className="score-dimension">
      <h2>{t(dimension)}</h2>
      <div className="score-pair">
        <ScoreSide
          of={t(dimension)}
          title={t('measured')}
          by={t('measuredBy')}
          score={measured}
          none={t('notMeasured')}
        />
        <ScoreSide
          of={t(dimension)}
          title={t('declared')}
          by={t('declaredBy')}
          score={declared}
          none={t('notDeclared')}
        />
      </div>
    </li>
  )
}

type SideProps = { of: string; title: string; by: string; score: Score | null; none: string }

function ScoreSide({ of, title, by, score, none }: SideProps) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <div className="score-side" role="group" aria-label={`${title}, ${of}`}>
      <p className="score-line">
        <span className="score-title">{title}</span> <span className="muted">{by}</span>
      </p>
      {score ? (
        <>
          <p className="score-line">
            <span className="num score-value">{formatPercent(score.value)}</span>
            <span className="rule-bar score-bar" aria-hidden>
              <span className="rule-bar-fill rule-bar-passed" style={{ width: `${(score.value ?? 0) * 100}%` }} />
            </span>
            <span className="muted num">
              {t('faults', { count: score.faults, n: formatInteger(score.faults) })} ·{' '}
              {t('n', { n: formatInteger(score.n) })}
            </span>
          </p>
          <details>
            <summary>{t('parts')}</summary>
            <p className="muted score-method">{localize(score.method)}</p>
            {score.parts.length ? <Parts title={`${title}, ${of}`} parts={score.parts} /> : <p>{t('noPart')}</p>}
          </details>
        </>
      ) : (
        <p className="muted">{none}</p>
      )}
    </div>
  )
}

function Parts({ title, parts }: { title: string; parts: readonly ScorePart[] }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <DataTable
      caption={title}
      rows={parts}
      rowKey={({ rule, label }, place) => rule ?? `${place} ${label.en}`}
      columns={[
        {
          id: 'part',
          header: t('part'),
          cell: ({ label, rule }) =>
            rule ? (
              <button
                type="button"
                className="rule-segment"
                title={t('openRule')}
                onClick={() => setParams({ view: 'rules', rule })}
              >
                {visibleText(localize(label), 160)}
              </button>
            ) : (
              visibleText(localize(label), 160)
            )
        },
        {
          id: 'faults',
          header: t('faultsHead'),
          numeric: true,
          sortBy: ({ faults }) => faults,
          cell: ({ faults, evidence, rule, label }) => (
            <Figure
              value={faults}
              format={formatInteger}
              label={localize(label)}
              evidence={evidence && withPinHints(evidence, { kind: rule ? 'rule' : 'anomaly', unit: 'count' })}
            />
          )
        },
        { id: 'n', header: t('nHead'), numeric: true, sortBy: ({ n }) => n, cell: ({ n }) => formatInteger(n) },
        {
          id: 'share',
          header: t('shareHead'),
          numeric: true,
          sortBy: ({ n, faults }) => (n ? faults / n : null),
          cell: ({ n, faults }) => formatPercent(n ? faults / n : null)
        }
      ]}
    />
  )
}
