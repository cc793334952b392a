import { useMutation } from '@tanstack/react-query'
import { PencilLine, Pin, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { RowSource, RuleResult, RuleSegment, Thresholds } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import {
  announce,
  Badge,
  Button,
  CopyButton,
  DataGrid,
  ErrorState,
  Figure,
  formatInteger,
  formatPercent,
  IconButton,
  ScreenHeader,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { tellLook } from '../exploration'
import { askToPin, withPinHints } from '../findings'
import { RuleHistoryView } from './RuleHistoryView'
import { SegmentTable } from './SegmentTable'
import { stateWord, toneOf } from './state-words'
import { text } from './text'
import type { useHistory } from './useRules'

type Props = {
  result: RuleResult
  history: ReturnType<typeof useHistory>
  isHistoryAsked: boolean
  onHistory: (isAsked: boolean) => void
  onEdit: () => void
  onRemoved: () => void
}

/** One rule: what it asks, what it found, by segment and by delivery, and exactly its failing rows. */
export function RuleDetails({ result, history, isHistoryAsked, onHistory, onEdit, onRemoved }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const isReadOnly = useProject()?.readOnly ?? true
  const { rule, counts, problem, evidence: proof, segments, others } = result
  const [segment, setSegment] = useState<RuleSegment | null>(null)
  const evidence = useMemo(() => proof && withPinHints(proof, { kind: 'rule', unit: 'count' }), [proof])
  useEffect(() => {
    const { table, columns, words: figure } = rule
    if (columns.length) tellLook({ kind: 'evidence', table, columns, figure })
  }, [rule])
  const words = localize(rule.words)
  const title = visibleText(rule.name || words, 300)
  const remove = useMutation({
    mutationFn: () => api.rules.remove({ ids: [rule.id] }),
    onSuccess: async () => {
      announce(t('removed'))
      await refreshProject()
      onRemoved()
    }
  })
  const shown = segment && segments.find(({ value }) => value === segment.value)
  const sql = shown?.rowsSql ?? proof?.rowsSql ?? ''
  const rowsLabel = shown ? t('offendingOf', { segment: visibleText(shown.value ?? t('noValue'), 80) }) : t('offending')
  return (
    <>
      <ScreenHeader title={title} subtitle={`${t(`kind_${rule.spec.kind}`)} · ${t(rule.dimension)}`}>
        <IconButton label={t('remove')} icon={Trash2} isDisabled={isReadOnly} onPress={() => remove.mutate()} />
        <Button icon={PencilLine} isDisabled={isReadOnly} onPress={onEdit}>
          {t('edit')}
        </Button>
        {evidence && counts && (
          <Button
            variant="primary"
            icon={Pin}
            isDisabled={isReadOnly}
            onPress={() =>
              askToPin(evidence, formatInteger(counts.failing), { kind: 'rule', unit: 'count', title: title })
            }
          >
            {t('pin')}
          </Button>
        )}
      </ScreenHeader>
      <div className="rule-view">
        {remove.isError && <ErrorState inline error={remove.error} />}
        {problem && (
          <p className="rule-problem" role="status">
            <Badge tone="stale">{t('broken')}</Badge> <span className="isolate">{localize(problem)}</span>
          </p>
        )}
        {result.note && (
          <p className="rule-problem" role="status">
            <Badge tone="stale">{t('partly')}</Badge> <span className="isolate">{localize(result.note)}</span>
          </p>
        )}
        {counts && (
          <div className="rule-facts">
            <Badge tone={toneOf(counts)}>{t(stateWord(counts))}</Badge>
            <span className="rule-fact">
              <span className="muted">{t('failing')}</span>
              <Figure value={counts.failing} format={formatInteger} label={t('failing')} evidence={evidence} />
              <span className="muted num">{t('outOf', { n: formatInteger(counts.judged) })}</span>
            </span>
            <span className="rule-fact">
              <span className="muted">{t('failingShare')}</span>
              <Figure value={counts.share} format={formatPercent} label={t('failingShare')} />
            </span>
            <span className="rule-fact">
              <span className="muted">{t('missing')}</span>
              <span className="num">{formatInteger(counts.missing)}</span>
              {counts.missing > 0 && (
                <span className="muted">{t(rule.missing === 'fail' ? 'missingFail' : 'missingApart')}</span>
              )}
            </span>
            <span className="muted">{t('everyRow')}</span>
          </div>
        )}
        <dl className="facts">
          {rule.name && (
            <>
              <dt>{t('asked')}</dt>
              <dd className="isolate">{visibleText(words, 1000)}</dd>
            </>
          )}
          <dt>{t('scope')}</dt>
          <dd className="isolate">
            {visibleText(rule.table.name, 80)} ({t(`on_${rule.table.schema}`)}) ·{' '}
            {proof && (rule.filter?.all.length || rule.spec.kind === 'implies')
              ? visibleText(localize(proof.filter), 500)
              : t('allRows')}
          </dd>
          <dt>{t('thresholds')}</dt>
          <dd>{t('thresholdsTold', thresholdWords(rule.thresholds, t('never')))}</dd>
          <dt>{t('origin')}</dt>
          <dd>{t(`origin_${rule.origin}`)}</dd>
        </dl>
        {rule.segment !== null && segments.length > 0 && (
          <SegmentTable
            column={rule.segment}
            segments={segments}
            others={others}
            chosen={shown ?? null}
            onChoose={setSegment}
          />
        )}
        <RuleHistoryView rule={rule} history={history} isAsked={isHistoryAsked} onAsk={onHistory} />
        {sql && (
          <details className="rule-query">
            <summary>{t('query')}</summary>
            <div className="section-line">
              <CopyButton value={sql} />
            </div>
            <pre className="sql-block" tabIndex={0}>
              {sql.length > 6000 ? `${sql.slice(0, 6000)}…` : sql}
            </pre>
          </details>
        )}
        {counts && (
          <h2 className="rule-rows-title">
            {rowsLabel}{' '}
            {shown && (
              <Button size="small" variant="quiet" onPress={() => setSegment(null)}>
                {t('allSegments')}
              </Button>
            )}
          </h2>
        )}
        {counts?.failing === 0 && <p className="muted">{t('noFailing')}</p>}
      </div>
      {counts !== null && counts.failing > 0 && sql && (
        <FailingRows label={rowsLabel} sql={sql} name={title} columns={rule.columns} />
      )}
    </>
  )
}

type FailingRowsProps = { label: string; sql: string; name: string; columns: readonly string[] }

/** The failing rows, with the columns that the rule reads in sight. */
function FailingRows({ label, sql, name, columns }: FailingRowsProps) {
  const source = useMemo((): RowSource => ({ kind: 'query', sql }), [sql])
  return (
    <div className="rule-grid">
      <DataGrid isEvidence label={label} source={source} pinned={columns} fileName={name.slice(0, 80)} />
    </div>
  )
}

function thresholdWords({ warning, error, critical }: Thresholds, never: string) {
  const told = (share: number | null): string => (share === null ? never : formatPercent(share, 2))
  return { warning: told(warning), error: told(error), critical: told(critical) }
}
