import { useMutation } from '@tanstack/react-query'
import { ChartColumn, Pin, Square, SquareTerminal } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { go } from '../../app/route'
import { setStatus } from '../../app/status'
import { api, fetchPage } from '../../client'
import {
  Button,
  DataGrid,
  EmptyState,
  ErrorState,
  formatDuration,
  formatInteger,
  Loading,
  Tabs,
  useText
} from '../../parts'
import { cellText } from '../../parts/grid'
import { chartQuery } from '../charts'
import { askToPin } from '../findings'
import { PlanTree } from './PlanTree'
import { type Plan, rowsOf, type Run, showAnswer, useSqlSession } from './session'
import { text } from './text'

/** What came of the query: its rows, and its plan where it was asked for. */
export function AnswerView() {
  const t = useText(text)
  const { run, plan, shown } = useSqlSession()
  const rows = run ? <Rows run={run} /> : <EmptyState icon={SquareTerminal} sentence={t('empty')} />
  if (!plan) return rows
  return (
    <Tabs
      className="sql-answers"
      label={t('results')}
      selected={shown}
      onSelect={(id) => showAnswer(id === 'plan' ? 'plan' : 'rows')}
      tabs={[
        { id: 'rows', label: t('results'), content: rows },
        { id: 'plan', label: t(plan.measured ? 'measure' : 'explain'), content: <PlanView plan={plan} /> }
      ]}
    />
  )
}

function PlanView({ plan }: { plan: Plan }) {
  const t = useText(text)
  if (plan.state === 'running') return <Running startedAt={plan.startedAt} onCancel={plan.cancel} />
  if (plan.state === 'cancelled') return <p className="muted sql-note">{t('cancelled', { time: '…' })}</p>
  if (plan.state === 'failed' || !plan.plan) return <ErrorState error={plan.error} />
  return <PlanTree plan={plan.plan} />
}

function Rows({ run }: { run: Run }) {
  const t = useText(text)
  const { sql, state, milliseconds } = run
  const source = useMemo(() => rowsOf(sql), [sql])
  const time = formatDuration((milliseconds ?? 0) / 1000)
  useEffect(() => {
    if (state !== 'done') setStatus({ table: 'SQL', rows: null })
  }, [state])
  if (state === 'running') return <Running startedAt={run.startedAt} onCancel={run.cancel} />
  if (state === 'cancelled') return <p className="muted sql-note" role="status">{t('cancelled', { time })}</p> // prettier-ignore
  if (state === 'failed') return <ErrorState error={run.error} />
  return (
    <>
      <Uses run={run} time={time} />
      <div className="sql-grid">
        <DataGrid
          label={t('results')}
          source={source}
          fileName="requete"
          onStatus={({ rows, columns }) =>
            setStatus({ table: 'SQL', rows: `${formatInteger(rows)} × ${formatInteger(columns)}` })
          }
        />
      </div>
    </>
  )
}

/** What can be made of a result: a finding, a chart. */
function Uses({ run, time }: { run: Run; time: string }) {
  const t = useText(text)
  const { sql, rows, columns } = run
  const pin = useMutation({
    mutationFn: async () => {
      const evidence = await api.queries.evidence({ sql })
      const figure = rows === 1 && columns === 1 ? await onlyCell(sql) : null
      askToPin(evidence, figure, { kind: 'query', isWritten: true })
    }
  })
  const chart = useMutation({
    mutationFn: async () => {
      await api.queries.evidence({ sql })
      chartQuery(sql)
      go('charts')
    }
  })
  const failed = [pin, chart].find((one) => one.isError)
  return (
    <div className="sql-uses">
      <span className="muted num sql-took" role="status">
        {t('took', {
          rows: t('rows', { count: rows ?? 0, n: formatInteger(rows) }),
          columns: formatInteger(columns),
          time
        })}
      </span>
      <Button size="small" icon={Pin} isPending={pin.isPending} onPress={() => pin.mutate()}>
        {t('pin')}
      </Button>
      <Button size="small" icon={ChartColumn} isPending={chart.isPending} onPress={() => chart.mutate()}>
        {t('chart')}
      </Button>
      {failed && <ErrorState error={failed.error} inline />}
    </div>
  )
}

async function onlyCell(sql: string): Promise<string | null> {
  const page = await fetchPage({ source: rowsOf(sql), offset: 0, limit: 1 })
  const column = page.getChildAt(0)
  const value: unknown = column?.get(0)
  return column && value !== null ? cellText(value, column.type) : null
}

/** That a query runs, for how long, and how to stop it. */
function Running({ startedAt, onCancel }: { startedAt: number; onCancel: () => void }) {
  const t = useText(text)
  const [now, setNow] = useState(startedAt)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="sql-running">
      <p className="sql-note">
        <span className="num">{t('running', { time: formatDuration(Math.max(0, now - startedAt) / 1000) })}</span>
        <Button size="small" icon={Square} onPress={onCancel}>
          {t('cancel')}
        </Button>
      </p>
      <Loading lines={8} height={24} />
    </div>
  )
}
