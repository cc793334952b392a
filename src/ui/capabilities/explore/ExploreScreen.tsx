import { ChartColumn, Compass, Files } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { RowSource, TableInfo } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useSelectedTable } from '../../app/project'
import { go, tableParam } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import {
  DataGrid,
  EmptyState,
  formatInteger,
  IconButton,
  Loading,
  ScreenHeader,
  SearchField,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import type { GridStatus } from '../../parts/grid'
import { ProfileSlot } from './slots'
import { text } from './text'
import { useAnomalyMarks } from './useAnomalyMarks'

/** The rows of a table, and its profile beside them. */
export function ExploreScreen() {
  const t = useText(text)
  const { table, tables, isPending, select } = useSelectedTable()
  const [search, setSearch] = useState('')
  const found = tables.filter(({ ref }) => ref.name.toLowerCase().includes(search.toLowerCase()))
  if (isPending) return <Loading lines={12} height={24} />
  if (!table)
    return (
      <EmptyState
        icon={Compass}
        sentence={t('empty')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
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
      }
    >
      <TableView key={tableParam(table.ref)} table={table} />
    </SplitView>
  )
}

function TableView({ table }: { table: TableInfo }) {
  const t = useText(text)
  useOwnStatus()
  const [column, setColumn] = useState<string | null>(null)
  const [profile, setProfile] = useState(true)
  const marks = useAnomalyMarks(table)
  const layout = useDefaultLayout({ id: 'explore-profile', panelIds: ['grid', 'profile'] })
  const source = useMemo((): RowSource => ({ kind: 'table', table: table.ref }), [table.ref])
  const name = visibleText(table.ref.name, 120)
  const onStatus = useCallback(
    ({ rows, selection, sort, filter }: GridStatus) =>
      setStatus({
        table: name,
        rows: t('statusRows', { shown: formatInteger(rows), total: formatInteger(table.rows) }),
        filter: [
          filter.all.length ? t('filtered', { count: filter.all.length, n: filter.all.length }) : t('noFilter'),
          ...(sort.length ? [t('sorted', { name: sort.map(({ column }) => visibleText(column, 60)).join(', ') })] : [])
        ].join(', '),
        selection:
          selection && (selection.bottom > selection.top || selection.right > selection.left)
            ? t('selected', {
                rows: formatInteger(selection.bottom - selection.top + 1),
                columns: selection.right - selection.left + 1
              })
            : null
      }),
    [t, name, table.rows]
  )
  const subtitle = [
    t(table.ref.schema),
    t('rows', { count: table.rows, n: formatInteger(table.rows) }),
    t('columns', { count: table.columns.length, n: formatInteger(table.columns.length) })
  ].join(' · ')
  const grid = (
    <DataGrid
      label={t('grid', { name })}
      source={source}
      fileName={name}
      marks={marks.source}
      tools={marks.button}
      onStatus={onStatus}
      onColumn={({ name: active }) => setColumn(active)}
    />
  )
  return (
    <>
      <ScreenHeader title={name} subtitle={subtitle}>
        {ProfileSlot && (
          <IconButton
            label={profile ? t('hideProfile') : t('showProfile')}
            icon={ChartColumn}
            isPressedState={profile}
            onPress={() => setProfile(!profile)}
          />
        )}
      </ScreenHeader>
      {ProfileSlot && profile ? (
        <Group className="explore-panels" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
          <Panel id="grid" minSize="35%">
            <div className="explore-grid">{grid}</div>
          </Panel>
          <Separator className="separator" />
          <Panel id="profile" defaultSize={340} minSize={260} maxSize="50%" groupResizeBehavior="preserve-pixel-size">
            <aside className="explore-profile" aria-label={t('profile')}>
              <ProfileSlot table={table} column={column} />
            </aside>
          </Panel>
        </Group>
      ) : (
        <div className="explore-grid">{grid}</div>
      )}
    </>
  )
}
