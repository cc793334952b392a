import { useMutation, useQuery } from '@tanstack/react-query'
import { ChartColumn, Files, Pin, Plus, Save, Trash2, X } from 'lucide-react'
import { useMemo } from 'react'
import type { ChartIntent, ListedChart, RowSource, SavedChart } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { refreshProject, useProject, useSelectedTable } from '../../app/project'
import { go, tableParam } from '../../app/route'
import { api } from '../../client'
import {
  announce,
  Badge,
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  ScreenHeader,
  Select,
  SplitView,
  useLocalize,
  useText,
  visibleLines,
  visibleText
} from '../../parts'
import { isStaleFilter, useNamedFilters } from '../facets'
import { ChartForm } from './ChartForm'
import { changeDraft, editChart, intentOf, newDraft, useDraft } from './draft'
import { askToPinChart } from './pin'
import { Preview } from './Preview'
import { text } from './text'

/** The chart builder: choices, picture, and the charts that are kept. */
export function ChartsScreen() {
  const t = useText(text)
  const { table, tables, isPending, select } = useSelectedTable()
  const draft = useDraft()
  const saved = useQuery({ queryKey: ['charts', 'list'], queryFn: ({ signal }) => api.charts.list({}, { signal }) })
  const source = useMemo((): RowSource | null => (draft.query === null ? null : { kind: 'query', sql: draft.query }), [draft.query]) // prettier-ignore
  const shape = useQuery({
    queryKey: ['shape', JSON.stringify(source)],
    enabled: source !== null,
    retry: false,
    queryFn: ({ signal }) => (source ? api.tables.shape({ source }, { signal }) : null)
  })
  if (isPending) return <Loading lines={12} height={24} />
  if (!table)
    return (
      <EmptyState
        icon={ChartColumn}
        isScreen
        sentence={t('noTable')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
  const drawn = shape.data ? { ...table, columns: shape.data.columns } : table
  const intent = draft.query !== null && !shape.data ? null : intentOf(draft, drawn)
  const open = (chart: SavedChart): void => {
    select(chart.intent.table)
    editChart(chart)
  }
  return (
    <SplitView
      id="charts"
      listLabel={t('saved')}
      list={<SavedList charts={saved.data ?? []} current={draft.id} onOpen={open} />}
    >
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Actions intent={intent} id={draft.id} />
      </ScreenHeader>
      <div className="screen-body chart-builder">
        <div className="chart-choices">
          {draft.query !== null && <QuerySource query={draft.query} />}
          {draft.query === null && tables.length > 1 && (
            <Select
              label={t('table')}
              options={tables.map(({ ref }) => ({ value: tableParam(ref), label: visibleText(ref.name, 80) }))}
              value={tableParam(table.ref)}
              onChange={(value) => select(tables.find(({ ref }) => tableParam(ref) === value)?.ref ?? table.ref)}
            />
          )}
          <ChartForm table={drawn} />
        </div>
        <div className="chart-preview">
          {shape.isError && draft.query !== null && <ErrorState error={shape.error} inline />}
          {saved.isError && <ErrorState error={saved.error} inline />}
          {intent ? <Preview intent={intent} /> : <EmptyState icon={ChartColumn} sentence={t('choose')} />}
        </div>
      </div>
    </SplitView>
  )
}

/** The query that the chart draws, and the way back to tables. */
function QuerySource({ query }: { query: string }) {
  const t = useText(text)
  return (
    <section className="chart-query" aria-label={t('query')}>
      <p className="overline">{t('query')}</p>
      <pre className="sql-block isolate" tabIndex={0}>
        {visibleLines(query, 2000)}
      </pre>
      <Button size="small" icon={X} onPress={() => changeDraft({ query: null })}>
        {t('leaveQuery')}
      </Button>
    </section>
  )
}

function SavedList({
  charts,
  current,
  onOpen
}: {
  charts: readonly ListedChart[]
  current: string | null
  onOpen: (chart: SavedChart) => void
}) {
  const t = useText(text)
  const localize = useLocalize()
  const named = useNamedFilters()
  if (!charts.length) return <p className="muted chart-none">{t('noSaved')}</p>
  return (
    <ul>
      {charts.map((chart) => (
        <li key={chart.id}>
          <button type="button" className="list-item" aria-current={chart.id === current} onClick={() => onOpen(chart)}>
            <span className="list-item-name isolate" title={visibleText(localize(chart.name), 300)}>
              {visibleText(localize(chart.name), 80)}
            </span>
            {named.data && isStaleFilter(named.data, chart.intent.filter) && (
              <Badge tone="stale">{t('staleFilter')}</Badge>
            )}
            <span className="list-item-note">{t(chart.intent.kind)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** New, remove, pin and save; the draft becomes the saved chart. */
function Actions({ intent, id }: { intent: ChartIntent | null; id: string | null }) {
  const t = useText(text)
  const locked = useProject()?.readOnly ?? true
  const save = useMutation({
    mutationFn: (wanted: ChartIntent) =>
      id === null ? api.charts.save({ intent: wanted }) : api.charts.update({ id, intent: wanted }),
    onSuccess: async (chart) => {
      editChart(chart)
      announce(t('savedAs'))
      await refreshProject()
    }
  })
  const remove = useMutation({
    mutationFn: (gone: string) => api.charts.remove({ id: gone }),
    onSuccess: async () => {
      newDraft()
      announce(t('removed'))
      await refreshProject()
    }
  })
  const pin = useMutation({ mutationFn: askToPinChart })
  const failed = [save, remove, pin].find((mutation) => mutation.isError)
  return (
    <>
      {failed && <ErrorState error={failed.error} inline />}
      {id !== null && <IconButton label={t('new')} icon={Plus} onPress={newDraft} />}
      {id !== null && (
        <IconButton
          label={t('remove')}
          icon={Trash2}
          isDisabled={locked || remove.isPending}
          onPress={() => remove.mutate(id)}
        />
      )}
      <Button icon={Pin} isDisabled={locked || !intent || pin.isPending} onPress={() => intent && pin.mutate(intent)}>
        {t('pin')}
      </Button>
      <Button
        variant="primary"
        icon={Save}
        isDisabled={locked || !intent || save.isPending}
        onPress={() => intent && save.mutate(intent)}
      >
        {id === null ? t('save') : t('update')}
      </Button>
    </>
  )
}
