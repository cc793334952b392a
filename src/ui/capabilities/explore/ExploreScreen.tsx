import { useQuery } from '@tanstack/react-query'
import {
  ArrowLeft,
  BookText,
  ChartColumn,
  Compass,
  Eraser,
  Files,
  ListFilter,
  Rows3,
  Scale,
  Table2,
  X
} from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { RowSource, TableInfo } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { type Command, useCommands } from '../../app/commands'
import { useSelectedTable } from '../../app/project'
import { go, setParams, tableParam, useRoute } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import { api } from '../../client'
import {
  Button,
  DataGrid,
  EmptyState,
  ErrorState,
  formatInteger,
  formatPercent,
  IconButton,
  Loading,
  ScreenHeader,
  SearchField,
  SplitView,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import type { GridStatus } from '../../parts/grid'
import { CodebookView, useColumnNotes } from '../codebook'
import { CompareView } from '../compare'
import { tellInView } from '../exploration'
import { FacetsPane, setFilter, useFilterFacts, useSifting } from '../facets'
import { PivotView } from '../pivot'
import { setMarksShown } from './marks-shown'
import { ProfileSlot } from './slots'
import { text } from './text'
import { useAnomalyMarks } from './useAnomalyMarks'

/** The rows of a table, and its profile beside them. */
export function ExploreScreen() {
  const t = useText(text)
  const { view, anomaly } = useRoute().params
  useEffect(() => {
    // Cells of an anomaly are come to see.
    if (anomaly) setMarksShown(true)
  }, [anomaly])
  const { table, tables, isPending, select } = useSelectedTable()
  const [search, setSearch] = useState('')
  const found = tables.filter(({ ref }) => ref.name.toLowerCase().includes(search.toLowerCase()))
  const showAll = (): void => {
    setSearch('')
    // The button goes with what it says.
    document.querySelector<HTMLElement>('.explore-search input')?.focus()
  }
  if (isPending) return <Loading lines={12} height={24} />
  if (!table)
    return (
      <EmptyState
        icon={Compass}
        isScreen
        sentence={t('empty')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
  if (view === 'codebook') return <CodebookView />
  if (view === 'compare') return <CompareView table={table} tables={tables} />
  return (
    <SplitView
      id="explore"
      listLabel={t('tables')}
      listHeader={
        <div className="explore-search">
          <SearchField label={t('search')} value={search} onChange={setSearch} />
        </div>
      }
      list={
        <>
          {!found.length && (
            <div className="explore-none">
              <p role="status">{t('noMatch', { count: tables.length, search: visibleText(search, 40) })}</p>
              <Button size="small" icon={X} onPress={showAll}>
                {t('showAll')}
              </Button>
            </div>
          )}
          <ul>
            {found.map((item) => (
              <li key={tableParam(item.ref)}>
                <button
                  type="button"
                  className="list-item"
                  aria-current={item === table}
                  onClick={() => select(item.ref)}
                >
                  <span className="list-item-name isolate" title={visibleText(item.ref.name)}>
                    {visibleText(item.ref.name, 80)}
                  </span>
                  <span className="list-item-note">{formatInteger(item.rows)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      }
    >
      <TableView key={tableParam(table.ref)} table={table} />
    </SplitView>
  )
}

function TableView({ table }: { table: TableInfo }) {
  const t = useText(text)
  useOwnStatus()
  const { params } = useRoute()
  const [column, setColumn] = useState<string | null>(params.column ?? null)
  const isPivot = params.view === 'pivot'
  const [chosen, setPane] = useState<'profile' | 'facets' | null>(ProfileSlot ? 'profile' : null)
  // A pivot table needs the width; what filters it may stand beside it.
  const pane = isPivot && chosen === 'profile' ? null : chosen
  const { filter } = useSifting(table.ref)
  const facts = useFilterFacts(table, filter)
  const localize = useLocalize()
  const words = filter.all.length ? (facts.data ? localize(facts.data.words) : '…') : t('noFilter')
  const { anomaly } = params
  const marks = useAnomalyMarks(table)
  const notes = useColumnNotes(table.ref.name)
  const layout = useDefaultLayout({ id: 'explore-profile', panelIds: ['grid', 'profile'] })
  const source = useMemo(
    (): RowSource => ({ kind: 'table', table: table.ref, ...(filter.all.length ? { filter } : {}) }),
    [table.ref, filter]
  )
  const first = useQuery({
    queryKey: ['register', 'place', anomaly],
    enabled: Boolean(anomaly),
    queryFn: ({ signal }) => api.register.place({ id: anomaly ?? '' }, { signal }),
    retry: false
  })
  // Places count all rows: under a filter they are others.
  const goTo = useMemo(
    () => (first.data && first.data.table.name === table.ref.name && !filter.all.length ? { row: first.data.row, place: first.data.column } : null), // prettier-ignore
    [first.data, table.ref.name, filter]
  )
  const name = visibleText(table.ref.name, 120)
  const onStatus = useCallback(
    ({ rows, selection, sort }: GridStatus) =>
      setStatus({
        table: name,
        rows: t('statusRows', { count: rows, shown: formatInteger(rows), total: formatInteger(table.rows) }),
        filter: visibleText(
          [
            words,
            ...(sort.length
              ? [t('sorted', { name: sort.map(({ column }) => visibleText(column, 60)).join(', ') })]
              : [])
          ].join(', '),
          300
        ),
        selection:
          selection && (selection.bottom > selection.top || selection.right > selection.left)
            ? t('selected', {
                rows: formatInteger(selection.bottom - selection.top + 1),
                columns: selection.right - selection.left + 1
              })
            : null
      }),
    [t, name, table.rows, words]
  )
  const kept = filter.all.length ? facts.data?.kept : table.rows
  useEffect(() => {
    // The grid tells what it shows; a pivot table tells nothing, and stands on the rows that the filter keeps.
    if (isPivot)
      setStatus({
        table: name,
        rows:
          kept === undefined
            ? null
            : t('statusRows', { count: kept, shown: formatInteger(kept), total: formatInteger(table.rows) }),
        filter: visibleText(words, 300),
        selection: null
      })
  }, [isPivot, kept, t, name, table.rows, words])
  const commands = useMemo(
    (): Command[] =>
      [
        { id: 'explore:profile', label: t('showProfile'), icon: ChartColumn, run: () => setPane('profile') },
        { id: 'explore:facets', label: t('showFacets'), icon: ListFilter, run: () => setPane('facets') },
        { id: 'explore:pane', label: t('hidePanes'), icon: Rows3, run: () => setPane(null) },
        { id: 'explore:compare', label: t('compare'), icon: Scale, run: () => setParams({ view: 'compare' }) },
        { id: 'explore:pivot', label: t('showPivot'), icon: Table2, run: () => setParams({ view: 'pivot' }) },
        { id: 'explore:rows', label: t('showRows'), icon: Rows3, run: () => setParams({ view: '' }) },
        { id: 'explore:codebook', label: t('codebook'), icon: BookText, run: () => setParams({ view: 'codebook' }) }
      ].map((command) => ({ ...command, group: 'actions' as const })),
    [t]
  )
  useCommands('explore', commands)
  const { schema } = table.ref
  const tableName = table.ref.name
  const onView = useCallback(
    (columns: readonly string[]) => tellInView({ schema, name: tableName }, columns),
    [schema, tableName]
  )
  const subtitle = [
    t(table.ref.schema),
    t('rows', { count: table.rows, n: formatInteger(table.rows) }),
    t('columns', { count: table.columns.length, n: formatInteger(table.columns.length) })
  ].join(' · ')
  const grid = isPivot ? (
    <PivotView table={table} />
  ) : (
    <DataGrid
      label={t('grid', { name })}
      source={source}
      fileName={name}
      notes={notes}
      marks={marks.source}
      tools={marks.button}
      goTo={goTo}
      onFilter={(conditions) => setFilter(table.ref, { all: [...conditions] })}
      onStatus={onStatus}
      onColumn={({ name: active }) => setColumn(active)}
      onView={onView}
    />
  )
  return (
    <>
      <ScreenHeader title={name} subtitle={subtitle}>
        {anomaly && (
          <Button size="small" icon={ArrowLeft} onPress={() => go('anomalies', { anomaly })}>
            {t('backToAnomaly')}
          </Button>
        )}
        <IconButton label={t('codebook')} icon={BookText} onPress={() => setParams({ view: 'codebook' })} />
        <IconButton label={t('compare')} icon={Scale} onPress={() => setParams({ view: 'compare' })} />
        <IconButton
          label={t(isPivot ? 'showRows' : 'showPivot')}
          icon={Table2}
          isPressedState={isPivot}
          onPress={() => setParams({ view: isPivot ? '' : 'pivot' })}
        />
        <IconButton
          label={pane === 'facets' ? t('hideFacets') : t('showFacets')}
          icon={ListFilter}
          isPressedState={pane === 'facets'}
          onPress={() => setPane(pane === 'facets' ? null : 'facets')}
        />
        {ProfileSlot && !isPivot && (
          <IconButton
            label={pane === 'profile' ? t('hideProfile') : t('showProfile')}
            icon={ChartColumn}
            isPressedState={pane === 'profile'}
            onPress={() => setPane(pane === 'profile' ? null : 'profile')}
          />
        )}
      </ScreenHeader>
      {filter.all.length > 0 && (
        <div className="explore-filter">
          <p className="isolate" title={visibleText(words)}>
            {visibleText(words, 500)}
            {facts.data &&
              ` · ${t('statusRows', { count: facts.data.kept, shown: formatInteger(facts.data.kept), total: formatInteger(facts.data.rows) })} · ${formatPercent(facts.data.rows ? facts.data.kept / facts.data.rows : 0)}`}
          </p>
          {facts.isError && <ErrorState error={facts.error} inline />}
          <Button size="small" icon={Eraser} onPress={() => setFilter(table.ref, { all: [] })}>
            {t('clearFilter')}
          </Button>
        </div>
      )}
      {/* One group, with a panel or without: the grid keeps its sort, its columns and its place as one comes and goes. */}
      <Group
        className="explore-panels"
        defaultLayout={pane ? layout.defaultLayout : undefined}
        onLayoutChanged={layout.onLayoutChanged}
      >
        <Panel id="grid" minSize="35%">
          <div className="explore-grid">{grid}</div>
        </Panel>
        {pane && <Separator className="separator" />}
        {pane && (
          <Panel id="profile" defaultSize={340} minSize={260} maxSize="50%" groupResizeBehavior="preserve-pixel-size">
            <aside className="explore-profile" aria-label={pane === 'facets' ? t('facets') : t('profile')}>
              {pane === 'facets' && <FacetsPane table={table} />}
              {pane === 'profile' && ProfileSlot && <ProfileSlot table={table} column={column} />}
            </aside>
          </Panel>
        )}
      </Group>
    </>
  )
}
