import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Condition, RowShape, RowSource, Sort } from '../../../contract'
import { api } from '../../client'
import { announce } from '../announce'
import { ErrorState } from '../ErrorState'
import { useText } from '../i18n'
import { Loading } from '../Loading'
import { visibleText } from '../visible-text'
import { cellText } from './cell-text'
import { type ColumnAction, ColumnMenu } from './ColumnMenu'
import { ColumnPicker } from './ColumnPicker'
import { conditionOf, conditionWords, turnSort } from './conditions'
import { ExportDialog } from './ExportDialog'
import { FilterDialog } from './FilterDialog'
import { FindBar, type FindHandle } from './FindBar'
import { GoToRow } from './GoToRow'
import { GridBar } from './GridBar'
import type { GridCommand } from './grid-keys'
import type { GridStatus } from './grid-status'
import { type GridHandle, GridView } from './GridView'
import { firstLayout, type Layout, moveColumn, placesOf, setHidden, shownColumns, togglePin } from './layout'
import type { MarkSource } from './marks'
import { placesColumn } from './row-numbers'
import { text } from './text'
import { useGlances } from './useGlances'
import { usePages } from './usePages'

export type DataGridProps = {
  /** What to page through. Pass a new object only when it means something new: its JSON is its identity. */
  source: RowSource
  /** Accessible name of the grid. */
  label: string
  /** Name of an exported file, without its ending. */
  fileName?: string
  /** False leaves the line of tools off, where the grid is a detail of something else. */
  hasTools?: boolean
  /** The rows are those behind a figure: they bear the numbers that they have in their table. */
  isEvidence?: boolean
  /** In words, the filter that the rows of `source` come through already: an export tells it too. */
  within?: string
  /** More buttons for the line of tools. */
  tools?: ReactNode
  /** What is known of columns, by name: told in their headers. */
  notes?: ReadonlyMap<string, string>
  /** Names of columns that are pinned when the grid opens: those that it is about. */
  pinned?: readonly string[]
  /** Marks of cells, e.g. anomalies. */
  marks?: MarkSource | null
  /** Takes the filter over: the grid then keeps none, shows that of `source`, and asks for another by this. */
  onFilter?: (conditions: readonly Condition[]) => void
  onStatus?: (status: GridStatus) => void
  /** Why there is no row, in words, where the grid shows none and keeps no filter itself. */
  whenEmpty?: string
  /** A cell to go to, by its places in the source; gone to again where the object is another one. */
  goTo?: { row: number; place: number } | null
  /** Called when the active cell moves to another column: its place in the source, and name. */
  onColumn?: (column: { place: number; name: string }) => void
  /** Columns whose values have stayed in view for a moment; the same function from one drawing to the next. */
  onView?: (names: readonly string[]) => void
}

/** Rows of a table or of a query, any number of them, by pages from the engine. */
export function DataGrid(props: DataGridProps) {
  // A filter from outside changes the rows, not what stands in the grid.
  const key = JSON.stringify({ ...props.source, filter: undefined })
  return <Grid key={key} {...props} />
}

const NOTHING: readonly Condition[] = []
const UNSORTED: readonly Sort[] = []

function Grid(props: DataGridProps) {
  const { source, label, hasTools = true, onFilter } = props
  const t = useText(text)
  const [own, setOwn] = useState<readonly Condition[]>(NOTHING)
  const conditions = onFilter ? (source.filter?.all ?? NOTHING) : own
  const setConditions = onFilter ?? setOwn
  const identity = JSON.stringify(
    own.length ? { ...source, filter: { all: [...(source.filter?.all ?? []), ...own] } } : source
  )
  const base = useMemo(() => JSON.parse(identity) as RowSource, [identity])
  const [sort, setSort] = useState<readonly Sort[]>([])
  const shape = useQuery({
    queryKey: ['shape', identity],
    queryFn: ({ signal }) => api.tables.shape({ source: base }, { signal }),
    // The same columns: only the rows are others.
    placeholderData: keepPreviousData
  })
  const sorted = useMemo(() => (sort.length ? { ...base, sort: [...sort] } : base), [base, sort])
  const columns = shape.data?.columns.length ?? 0
  const { cache, version } = usePages(sorted, columns, shape.dataUpdatedAt)
  const names = useMemo(() => JSON.stringify(shape.data?.columns), [shape.data?.columns])
  if (shape.isError)
    return (
      <>
        <ErrorState error={shape.error} onRetry={() => void shape.refetch()} />
        {conditions.length > 0 && hasTools && <Chips conditions={conditions} onConditions={setConditions} />}
      </>
    )
  if (!shape.data || !cache) return <Loading label={t('loading')} lines={12} height={24} />
  return (
    <Loaded
      key={names}
      {...props}
      label={label}
      hasTools={hasTools}
      shape={shape.data}
      isStale={shape.isPlaceholderData}
      stamp={shape.dataUpdatedAt}
      sorted={sorted}
      cache={cache}
      version={version}
      sort={sort.length ? sort : (source.sort ?? UNSORTED)}
      onSort={setSort}
      conditions={conditions}
      onConditions={setConditions}
    />
  )
}

function Chips({
  conditions,
  onConditions
}: {
  conditions: readonly Condition[]
  onConditions: (conditions: readonly Condition[]) => void
}) {
  const t = useText(text)
  return (
    <p>
      {conditions.map((condition) => conditionWords(condition, t)).join(' · ')}{' '}
      <button type="button" className="button button-small" onClick={() => onConditions(NOTHING)}>
        {t('removeFilters')}
      </button>
    </p>
  )
}

type LoadedProps = DataGridProps & {
  shape: RowShape
  isStale: boolean
  stamp: number
  sorted: RowSource
  cache: NonNullable<ReturnType<typeof usePages>['cache']>
  version: number
  sort: readonly Sort[]
  onSort: (sort: readonly Sort[]) => void
  conditions: readonly Condition[]
  onConditions: (conditions: readonly Condition[]) => void
}

type Opened = { place: number; row: number; anchor: string }

function Loaded(props: LoadedProps) {
  const { source, label, hasTools, shape, sorted, cache, version, sort, onSort, conditions, onConditions } = props
  const t = useText(text)
  const { columns, rows } = shape
  const numbers = props.isEvidence ? placesColumn(source, columns) : null
  const [layout, setLayout] = useState<Layout>(() => {
    const first = firstLayout(columns.length, placesOf(columns, props.pinned ?? []))
    return numbers === null ? first : setHidden(first, [numbers], true)
  })
  const [hasGlances, setGlances] = useState(source.kind === 'table' && hasTools === true)
  const [menu, setMenu] = useState<Opened | null>(null)
  const [typing, setTyping] = useState<{ place: number; op: 'contains' | 'between' } | null>(null)
  const [tool, setTool] = useState<'find' | 'goTo' | 'export' | null>(null)
  const [within, setWithin] = useState<number | null>(null)
  const [near, setNear] = useState(0)
  const grid = useRef<GridHandle>(null)
  const search = useRef<FindHandle>(null)
  const glances = useGlances(sorted, props.stamp, hasGlances)
  const { goTo } = props
  useEffect(() => {
    if (!goTo) return
    // The grid has its size only once it is laid out.
    const frame = requestAnimationFrame(() => {
      grid.current?.goTo(goTo.row, goTo.place)
      grid.current?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [goTo])
  const { places, pinned } = useMemo(() => shownColumns(layout), [layout])
  const filter = useMemo(() => sorted.filter ?? { all: [] }, [sorted])
  const inWords = (condition: Condition): string =>
    conditionWords(condition, t, columns.find(({ name }) => name === condition.column)?.type)
  const nameOf = (place: number): string => columns[place]?.name ?? ''

  const sortBy = (next: readonly Sort[]): void => {
    onSort(next)
    announce(next.length ? t('sortedBy', { sort: sortWords(next, t) }) : t('unsorted'))
  }
  const addCondition = (condition: Condition): void => {
    const same = JSON.stringify(condition)
    if (!conditions.some((other) => JSON.stringify(other) === same)) onConditions([...conditions, condition])
    announce(t('filtered', { filter: inWords(condition) }))
  }
  const move = (place: number, by: -1 | 1): void => {
    const next = moveColumn(layout, place, by)
    setLayout(next)
    const at = shownColumns(next).places.indexOf(place)
    const row = grid.current?.active().row ?? 0
    requestAnimationFrame(() => grid.current?.goTo(row, place))
    announce(t('movedTo', { name: visibleText(nameOf(place), 60), place: at + 1 }))
  }
  const openFind = (column: number | null): void => {
    setNear(grid.current?.active().place ?? 0)
    setWithin(column)
    setTool('find')
    requestAnimationFrame(() => search.current?.focus())
  }
  const close = (): void => {
    setTool(null)
    grid.current?.focus()
  }
  const onCommand = (command: GridCommand, at: Opened): void => {
    const name = nameOf(at.place)
    if (command === 'sort' || command === 'addSort') return sortBy(turnSort(sort, name, command === 'addSort'))
    if (command === 'menu') return setMenu(at)
    if (command === 'moveLeft' || command === 'moveRight') return move(at.place, command === 'moveLeft' ? -1 : 1)
    if (!hasTools) return
    if (command === 'goTo') return numbers === null ? setTool('goTo') : undefined
    if (command === 'find' || tool !== 'find') return openFind(null)
    search.current?.find(command === 'findNext' ? 'next' : 'previous')
  }
  const onAction = (action: ColumnAction, { place, row }: Opened): void => {
    const info = columns[place]
    if (!info) return
    const others = sort.filter(({ column }) => column !== info.name)
    const by = (descending: boolean): Sort => ({ column: info.name, descending })
    switch (action) {
      case 'ascending':
      case 'descending':
        return sortBy([by(action === 'descending')])
      case 'addAscending':
      case 'addDescending':
        return sortBy([...others, by(action === 'addDescending')].slice(-8))
      case 'unsort':
        return sortBy(others)
      case 'is':
      case 'isNot': {
        const condition = conditionOf(cache.cell(Math.max(0, row), place), info, action === 'is')
        return condition ? addCondition(condition) : undefined
      }
      case 'missing':
      case 'present':
        return addCondition({ column: info.name, op: action, values: [] })
      case 'contains':
      case 'between':
        return setTyping({ place, op: action })
      case 'below':
      case 'above': {
        const edge = glances?.get(place)?.beyond[action]?.edge
        if (edge === undefined) return
        return addCondition({ column: info.name, op: action === 'below' ? '<' : '>', values: [edge] })
      }
      case 'pin':
        return setLayout(togglePin(layout, place))
      case 'hide':
        setLayout(setHidden(layout, [place], true))
        return announce(t('hiddenColumn', { name: visibleText(info.name, 60) }))
      case 'moveLeft':
      case 'moveRight':
        return move(place, action === 'moveLeft' ? -1 : 1)
      case 'find':
        return openFind(place)
      case 'copy':
        return grid.current?.copy()
    }
  }
  const menuColumn = menu && columns[menu.place]
  const menuCell = menu && rows > 0 ? cache.cell(Math.max(0, menu.row), menu.place) : null
  return (
    <div className="grid-whole">
      {hasTools && (
        <GridBar
          conditions={conditions}
          inWords={inWords}
          sort={sort}
          hasGlances={hasGlances}
          onCondition={(place) => onConditions(conditions.toSpliced(place, 1))}
          onSort={(column) => sortBy(sort.filter((one) => one.column !== column))}
          onGlances={() => setGlances(!hasGlances)}
          onFind={() => openFind(null)}
          onGoTo={numbers === null ? () => setTool('goTo') : null}
          onExport={() => setTool('export')}
          picker={
            <ColumnPicker
              columns={columns}
              layout={layout}
              onLayout={setLayout}
              onGo={(place) => {
                grid.current?.goTo(grid.current.active().row, place)
                // Only once the picker is gone: it holds the focus while it is there.
                requestAnimationFrame(() => grid.current?.focus())
              }}
            />
          }
        >
          {props.tools}
        </GridBar>
      )}
      {tool === 'find' && (
        <FindBar
          source={sorted}
          columns={columns}
          places={places}
          within={within}
          onWithin={setWithin}
          near={near}
          grid={grid}
          handle={search}
          onClose={close}
        />
      )}
      {tool === 'goTo' && (
        <GoToRow
          rows={rows}
          onGo={(row) => {
            grid.current?.goTo(row, grid.current.active().place)
            close()
          }}
          onClose={close}
        />
      )}
      <GridView
        source={sorted}
        label={label}
        columns={columns}
        places={places}
        pinned={pinned}
        rows={rows}
        isStale={props.isStale}
        cache={cache}
        version={version}
        sort={sort}
        filter={filter}
        glances={glances}
        marks={props.marks}
        whenEmpty={conditions.length ? undefined : props.whenEmpty}
        numbers={numbers}
        notes={props.notes}
        handle={grid}
        onCommand={onCommand}
        onStatus={props.onStatus}
        onColumn={props.onColumn}
        onView={props.onView}
      />
      {menu && menuColumn && (
        <ColumnMenu
          anchor={menu.anchor}
          name={menuColumn.name}
          type={menuColumn.type}
          isSorted={sort.some(({ column }) => column === menuColumn.name)}
          othersSort={sort.some(({ column }) => column !== menuColumn.name)}
          isPinned={layout.pinned.includes(menu.place)}
          canHide={places.length > 1}
          canCopy={menu.row >= 0 && rows > 0}
          value={
            menuCell?.state === 'ready' && conditionOf(menuCell, menuColumn, true)
              ? menuCell.value === null
                ? t('missing')
                : cellText(menuCell.value, menuCell.type)
              : null
          }
          canCompare={!/\[|^(STRUCT|MAP|UNION|BLOB|BIT|BOOLEAN)/.test(menuColumn.type)}
          beyond={glances?.get(menu.place)?.beyond ?? null}
          onAction={(action) => onAction(action, menu)}
          onClose={() => setMenu(null)}
        />
      )}
      {typing && columns[typing.place] && (
        <FilterDialog
          column={columns[typing.place]!}
          op={typing.op}
          onFilter={addCondition}
          onClose={() => {
            setTyping(null)
            requestAnimationFrame(() => grid.current?.focus())
          }}
        />
      )}
      {tool === 'export' && (
        <ExportDialog
          source={sorted}
          places={places}
          allColumns={columns.length}
          rows={rows}
          fileName={props.fileName ?? 'chantier'}
          filter={[...(props.within ? [props.within] : []), ...filter.all.map(inWords)].join(' · ')}
          sort={sort.length ? sortWords(sort, t) : ''}
          onClose={() => setTool(null)}
        />
      )}
    </div>
  )
}

function sortWords(sort: readonly Sort[], t: ReturnType<typeof useText<keyof typeof text.keys>>): string {
  return sort
    .map(({ column, descending }) => t(descending ? 'downWords' : 'upWords', { name: visibleText(column, 60) }))
    .join(', ')
}
