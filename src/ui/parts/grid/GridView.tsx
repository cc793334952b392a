import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState
} from 'react'
import type { ColumnInfo, Filter, Glance, RowSource, Sort } from '../../../contract'
import { fetchPage } from '../../client'
import { announce } from '../announce'
import { writeClipboard } from '../clipboard'
import { ErrorState } from '../ErrorState'
import { formatInteger } from '../format'
import { useText } from '../i18n'
import { CellDialog } from './CellDialog'
import { cellsOf, copyText } from './copy'
import { columnEdges, heldColumns, visibleColumns, visibleRows } from './geometry'
import { GridBody } from './GridBody'
import { GridHead } from './GridHead'
import { commandOf, type GridCommand } from './grid-keys'
import type { GridStatus } from './grid-status'
import { type MarkSource, useMarks } from './marks'
import type { PageCache } from './pages'
import {
  boxOf,
  type CellPlace,
  clampSelection,
  followColumns,
  isWithin,
  moveSelection,
  type Selection
} from './selection'
import { text } from './text'
import { useGridScroll } from './useGridScroll'
import { clampWidth, firstWidths } from './widths'

const ROW = 24
const HEAD = 28
const HEAD_WITH_GLANCE = 56

/** What stands around a grid may ask of it. */
export type GridHandle = {
  /** Makes a cell active and shows it; columns by their place in the source, 0-based. */
  goTo: (row: number, place: number) => void
  focus: () => void
  /** Copies the selected cells. */
  copy: () => void
  /** The active cell, its column by its place in the source. */
  active: () => { row: number; place: number }
}

export type GridViewProps = {
  source: RowSource
  label: string
  /** All columns of the source. */
  columns: readonly ColumnInfo[]
  /** Places of those shown, left to right; the first `pinned` stay in view. */
  places: readonly number[]
  pinned: number
  rows: number
  isStale: boolean
  cache: PageCache
  version: number
  sort: readonly Sort[]
  filter: Filter
  /** What is known of columns, by name. */
  notes?: ReadonlyMap<string, string>
  glances: { get: (place: number) => Glance | null; want: (places: readonly number[]) => void } | null
  marks?: MarkSource | null
  /** See `DataGrid`. */
  whenEmpty?: string
  /** The column that tells the place of each row in its table, by its place in the source; null where rows are counted as they are shown. */
  numbers: number | null
  handle: Ref<GridHandle>
  /** A command from the keyboard or the mouse: about a column, by its place in the source, where it has one. */
  onCommand: (command: GridCommand, at: { place: number; row: number; anchor: string }) => void
  onStatus?: (status: GridStatus) => void
  onColumn?: (column: { place: number; name: string }) => void
  /** Columns whose values have stayed in view for a moment; the same function from one drawing to the next. */
  onView?: (names: readonly string[]) => void
}

/** Values that were in view for less were passed by, not seen. */
const STAYED_MS = 1_000

/** The grid on the screen: one tab stop whose active descendant is a cell, so that focus survives any scrolling. */
export function GridView(props: GridViewProps) {
  const { source, label, columns: all, places, rows, cache, version, sort, filter, glances } = props
  const { marks: markSource, numbers, handle, onCommand, onStatus, onColumn, onView } = props
  const t = useText(text)
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState(() => firstWidths(all))
  const [chosen, setSelection] = useState<Selection>({ active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } })
  const [chosenOf, setChosenOf] = useState(places)
  if (chosenOf !== places) {
    setChosenOf(places)
    setSelection(followColumns(chosen, chosenOf, places))
  }
  const [opened, setOpened] = useState<CellPlace | null>(null)
  /** Why the last copy did not go through. */
  const [notCopied, setNotCopied] = useState<unknown>(null)
  const columns = useMemo(() => places.flatMap((place) => all[place] ?? []), [all, places])
  const edges = useMemo(() => columnEdges(places.map((place) => widths[place] ?? 0)), [widths, places])
  const selection = useMemo(() => clampSelection(chosen, rows, columns.length), [chosen, rows, columns.length])
  const gutter = 24 + 8 * Math.max(numbers === null ? 2 : 6, String(rows).length)
  const head = glances ? HEAD_WITH_GLANCE : HEAD
  const pinnedWidth = useCallback(
    (width: number) => edges[heldColumns(edges, props.pinned, width)] ?? 0,
    [edges, props.pinned]
  )
  const { view, revealCell, canvas, box, pageRows } = useGridScroll(scroller, {
    rows,
    rowHeight: ROW,
    headHeight: head,
    gutter,
    contentWidth: edges[edges.length - 1] ?? 0,
    pinnedWidth
  })
  const pinned = heldColumns(edges, props.pinned, view.width)
  const shownRows = visibleRows(view.top, view.height, ROW, rows)
  const across = visibleColumns(edges, view.left + (edges[pinned] ?? 0), view.width - (edges[pinned] ?? 0))
  const first = Math.max(pinned, across.first)
  const last = Math.max(first, across.last)
  const selected = boxOf(selection)
  const marks = useMarks(source, markSource, shownRows)

  const shownPlaces = useMemo(
    () => [...places.slice(0, pinned), ...places.slice(first, last)],
    [places, pinned, first, last]
  )
  useEffect(
    () =>
      cache.want(
        { first: shownRows.first, last: shownRows.last },
        numbers === null ? shownPlaces : [numbers, ...shownPlaces]
      ),
    [cache, version, shownRows.first, shownRows.last, shownPlaces, numbers]
  )
  useEffect(() => {
    if (!glances || box.width === 0) return
    // Rows come first, and columns that are scrolled past are not read.
    const timer = setTimeout(() => glances.want(shownPlaces), 200)
    return () => clearTimeout(timer)
  }, [glances, shownPlaces, box.width])
  useEffect(() => {
    if (!onView || box.width === 0 || rows === 0) return
    const timer = setTimeout(() => onView(shownPlaces.flatMap((place) => all[place]?.name ?? [])), STAYED_MS)
    return () => clearTimeout(timer)
  }, [onView, shownPlaces, all, rows, box.width])
  useEffect(
    () => onStatus?.({ rows, columns: columns.length, selection: boxOf(selection), sort, filter }),
    [onStatus, rows, columns, selection, sort, filter]
  )
  const { row: activeRow, column: activeColumn } = selection.active
  const activePlace = places[activeColumn] ?? 0
  const activeName = columns[activeColumn]?.name
  useEffect(() => {
    if (activeName !== undefined) onColumn?.({ place: activePlace, name: activeName })
  }, [onColumn, activePlace, activeName])

  const select = (next: Selection): void => {
    setSelection(next)
    setNotCopied(null)
    const { row, column } = next.active
    revealCell(row, edges[column] ?? 0, edges[column + 1] ?? 0)
  }
  useImperativeHandle(handle, () => ({
    goTo: (row, place) => {
      const column = Math.max(0, places.indexOf(place))
      select({ active: { row, column }, anchor: { row, column } })
    },
    focus: () => scroller.current?.focus(),
    copy: () => void copy(),
    active: () => ({ row: activeRow, place: activePlace })
  }))
  const resize = (column: number, width: number): void => {
    const place = places[column]
    if (place !== undefined) setWidths((before) => before.with(place, clampWidth(width)))
  }
  const command = (name: GridCommand, { row, column }: CellPlace = selection.active): void =>
    onCommand(name, { place: places[column] ?? 0, row, anchor: `${gridId}-${row}-${column}` })

  const copy = async (): Promise<void> => {
    if (!selected || rows === 0) return
    try {
      const copied = places.slice(selected.left, selected.right + 1)
      await writeClipboard(await copyText(source, all, selected, copied, fetchPage))
      const size = { rows: formatInteger(selected.bottom - selected.top + 1), columns: copied.length }
      setNotCopied(null)
      announce(cellsOf(selected) === 1 ? t('copiedValue') : t('copiedCells', size))
    } catch (error) {
      setNotCopied(error)
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (opened || event.target !== scroller.current) return
    const control = event.ctrlKey || event.metaKey
    if (event.altKey && !event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault()
      return resize(activeColumn, (widths[activePlace] ?? 0) + (event.key === 'ArrowRight' ? 16 : -16))
    }
    const named = commandOf(event, activeRow < 0)
    if (named) {
      event.preventDefault()
      event.stopPropagation()
      return command(named)
    }
    if (event.altKey) return
    if (control && event.key.toLowerCase() === 'c' && !window.getSelection()?.toString()) {
      event.preventDefault()
      return void copy()
    }
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      if (rows > 0 && activeRow >= 0) setOpened(selection.active)
      return
    }
    const next = moveSelection(
      selection,
      { key: event.key, shift: event.shiftKey, control },
      { rows, columns: columns.length, pageRows }
    )
    if (!next) return
    event.preventDefault()
    select(next)
  }

  const placeOf = (target: EventTarget): CellPlace | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column],[data-header]') : null
    if (!cell) return null
    if (cell.dataset.header) return { row: -1, column: Number(cell.dataset.header) }
    return { row: Number(cell.closest<HTMLElement>('[data-row]')?.dataset.row), column: Number(cell.dataset.column) }
  }
  const onPointerDown = (event: PointerEvent): void => {
    const place = placeOf(event.target)
    if (!place || event.button !== 0) return
    setSelection({
      active: place,
      anchor: event.shiftKey && place.row >= 0 ? { ...selection.anchor, row: Math.max(0, selection.anchor.row) } : place
    })
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons !== 1) return
    const place = placeOf(event.target)
    if (place && place.row >= 0 && activeRow >= 0) setSelection({ ...selection, active: place })
  }
  const onClick = (event: MouseEvent): void => {
    const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-mark]') : null
    if (mark?.dataset.mark !== undefined && markSource?.open) return markSource.open.run(mark.dataset.mark)
    const place = placeOf(event.target)
    if (place?.row === -1) command(event.shiftKey ? 'addSort' : 'sort', place)
  }
  const onContextMenu = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (!place) return
    event.preventDefault()
    // A menu opened on selected cells is about them.
    if (!isWithin(boxOf(selection), place)) setSelection({ active: place, anchor: place })
    command('menu', place)
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (place && place.row >= 0) setOpened(place)
  }

  const activeDrawn =
    (activeColumn < pinned || (activeColumn >= first && activeColumn < last)) &&
    (activeRow < 0 || (activeRow >= shownRows.first && activeRow < shownRows.last))
  const failure = cache.failure()
  return (
    <div className="grid-root">
      <span id={`${gridId}-hint`} className="sr-only">
        {t('hint')}
      </span>
      <div
        ref={scroller}
        className={props.isStale ? 'grid-scroller grid-stale' : 'grid-scroller'}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-describedby={`${gridId}-hint`}
        aria-rowcount={rows + 1}
        aria-colcount={columns.length}
        aria-busy={props.isStale}
        aria-multiselectable
        aria-readonly
        aria-activedescendant={activeDrawn ? `${gridId}-${activeRow}-${activeColumn}` : undefined}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onDoubleClick={onDoubleClick}
      >
        <div className="grid-canvas" role="presentation" style={canvas}>
          <div
            className="grid-sticky"
            role="presentation"
            style={{ width: box.width, height: box.height, '--grid-left': `${view.left}px` } as CSSProperties}
          >
            <div className="grid-head" role="rowgroup" style={{ height: head }}>
              <div
                role="row"
                aria-rowindex={1}
                className="grid-row"
                style={{ left: gutter, top: 0, height: head, transform: `translateX(${-view.left}px)` }}
              >
                <GridHead
                  gridId={gridId}
                  columns={columns}
                  places={places}
                  pinned={pinned}
                  first={first}
                  last={last}
                  edges={edges}
                  sort={sort}
                  active={activeRow < 0 ? activeColumn : -1}
                  glance={glances?.get ?? null}
                  notes={props.notes}
                  onResize={resize}
                  onMenu={(column) => {
                    const place = { row: -1, column }
                    setSelection({ active: place, anchor: place })
                    scroller.current?.focus()
                    command('menu', place)
                  }}
                />
              </div>
              <div className="grid-corner" aria-hidden style={{ width: gutter }} />
            </div>
            <GridBody
              gridId={gridId}
              columns={columns}
              places={places}
              pinned={pinned}
              rows={rows}
              edges={edges}
              cache={cache}
              version={version}
              numbers={numbers}
              view={view}
              shownRows={shownRows}
              shownColumns={{ first, last }}
              headHeight={head}
              rowHeight={ROW}
              gutter={gutter}
              active={selection.active}
              selected={selected}
              marks={marks}
              whenEmpty={props.whenEmpty}
            />
          </div>
        </div>
      </div>
      {notCopied !== null && <ErrorState inline error={notCopied} />}
      {failure !== null && <ErrorState inline error={failure} onRetry={() => cache.retry()} />}
      <CellDialog
        place={opened && { row: opened.row, column: places[opened.column] ?? 0 }}
        columns={all}
        cache={cache}
        numbers={numbers}
        mark={opened && (marks?.(opened.row, places[opened.column] ?? 0) ?? null)}
        open={markSource?.open}
        onClose={() => setOpened(null)}
      />
    </div>
  )
}
