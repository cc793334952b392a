import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState
} from 'react'
import type { ColumnInfo, RowSource, Sort } from '../../../contract'
import { fetchPage } from '../../client'
import { announce } from '../announce'
import { ErrorState } from '../ErrorState'
import { formatInteger } from '../format'
import { useText } from '../i18n'
import { CellDialog } from './CellDialog'
import { COPY_LIMIT, cellsOf, copyText } from './copy'
import { columnEdges, visibleColumns, visibleRows } from './geometry'
import { GridBody } from './GridBody'
import { GridHead } from './GridHead'
import type { GridStatus } from './grid-status'
import type { CellMark } from './marks'
import type { PageCache } from './pages'
import { boxOf, type CellPlace, moveSelection, type Selection } from './selection'
import { text } from './text'
import { useGridScroll } from './useGridScroll'
import { clampWidth, firstWidths } from './widths'

const ROW = 24
const HEAD = 28

export type GridViewProps = {
  source: RowSource
  label: string
  columns: readonly ColumnInfo[]
  rows: number
  cache: PageCache
  version: number
  sort: Sort | null
  onSort: (column: number) => void
  marks?: (row: number, column: number) => CellMark | null
  onStatus?: (status: GridStatus) => void
  onColumn?: (column: { place: number; name: string }) => void
}

/** The grid on the screen: one tab stop whose active descendant is a cell, so that focus survives any scrolling. */
export function GridView(props: GridViewProps) {
  const { source, label, columns, rows, cache, version, sort, onSort, marks, onStatus, onColumn } = props
  const t = useText(text)
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState(() => firstWidths(columns))
  const [selection, setSelection] = useState<Selection>({
    active: { row: 0, column: 0 },
    anchor: { row: 0, column: 0 }
  })
  const [opened, setOpened] = useState<CellPlace | null>(null)
  const edges = useMemo(() => columnEdges(widths), [widths])
  const gutter = 24 + 8 * Math.max(2, String(rows).length)
  const { view, revealCell, canvas, box, pageRows } = useGridScroll(scroller, {
    rows,
    rowHeight: ROW,
    headHeight: HEAD,
    gutter,
    contentWidth: edges[edges.length - 1] ?? 0
  })
  const shownRows = visibleRows(view.top, view.height, ROW, rows)
  const shownColumns = visibleColumns(edges, view.left, view.width)
  const selected = boxOf(selection)

  useEffect(
    () =>
      cache.want(
        { first: shownRows.first, last: shownRows.last },
        { first: shownColumns.first, last: shownColumns.last }
      ),
    [cache, version, shownRows.first, shownRows.last, shownColumns.first, shownColumns.last]
  )
  useEffect(
    () => onStatus?.({ rows, columns: columns.length, selection: boxOf(selection), sort }),
    [onStatus, rows, columns, selection, sort]
  )
  const activeColumn = selection.active.column
  const activeName = columns[activeColumn]?.name
  useEffect(() => {
    if (activeName !== undefined) onColumn?.({ place: activeColumn, name: activeName })
  }, [onColumn, activeColumn, activeName])

  const select = (next: Selection): void => {
    setSelection(next)
    const { row, column } = next.active
    revealCell(row, edges[column] ?? 0, edges[column + 1] ?? 0)
  }
  const resize = (column: number, width: number): void => setWidths((before) => before.with(column, clampWidth(width)))

  const copy = async (): Promise<void> => {
    if (!selected || rows === 0) return
    if (cellsOf(selected) > COPY_LIMIT) return announce(t('tooMany', { limit: formatInteger(COPY_LIMIT) }))
    try {
      await navigator.clipboard.writeText(await copyText(source, columns, selected, fetchPage))
      const size = {
        rows: formatInteger(selected.bottom - selected.top + 1),
        columns: selected.right - selected.left + 1
      }
      announce(cellsOf(selected) === 1 ? t('copiedValue') : t('copiedCells', size))
    } catch (error) {
      announce(error instanceof Error ? error.message : String(error))
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (opened) return
    const control = event.ctrlKey || event.metaKey
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault()
      return resize(activeColumn, (widths[activeColumn] ?? 0) + (event.key === 'ArrowRight' ? 16 : -16))
    }
    if (event.altKey) return
    if (control && event.key.toLowerCase() === 'c' && !window.getSelection()?.toString()) {
      event.preventDefault()
      return void copy()
    }
    if (event.key === 'Enter' || event.key === 'F2' || (event.key === ' ' && selection.active.row < 0)) {
      event.preventDefault()
      if (selection.active.row < 0) onSort(activeColumn)
      else if (rows > 0) setOpened(selection.active)
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
    if (place && place.row >= 0 && selection.active.row >= 0) setSelection({ ...selection, active: place })
  }
  const onClick = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (place?.row === -1) onSort(place.column)
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    if (place && place.row >= 0) setOpened(place)
  }

  const { row: activeRow } = selection.active
  const activeDrawn =
    activeColumn >= shownColumns.first &&
    activeColumn < shownColumns.last &&
    (activeRow < 0 || (activeRow >= shownRows.first && activeRow < shownRows.last))
  const failure = cache.failure()
  return (
    <div className="grid-root">
      <span id={`${gridId}-hint`} className="sr-only">
        {t('hint')}
      </span>
      <div
        ref={scroller}
        className="grid-scroller"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-describedby={`${gridId}-hint`}
        aria-rowcount={rows + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-readonly
        aria-activedescendant={activeDrawn ? `${gridId}-${activeRow}-${activeColumn}` : undefined}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        <div className="grid-canvas" role="presentation" style={canvas}>
          <div className="grid-sticky" role="presentation" style={{ width: box.width, height: box.height }}>
            <div className="grid-head" role="rowgroup" style={{ height: HEAD }}>
              <div
                role="row"
                aria-rowindex={1}
                className="grid-row"
                style={{ left: gutter, top: 0, height: HEAD, transform: `translateX(${-view.left}px)` }}
              >
                <GridHead
                  gridId={gridId}
                  columns={columns}
                  first={shownColumns.first}
                  last={shownColumns.last}
                  edges={edges}
                  sort={sort}
                  active={activeRow < 0 ? activeColumn : -1}
                  onResize={resize}
                />
              </div>
              <div className="grid-corner" aria-hidden style={{ width: gutter }} />
            </div>
            <GridBody
              gridId={gridId}
              columns={columns}
              rows={rows}
              edges={edges}
              cache={cache}
              version={version}
              view={view}
              shownRows={shownRows}
              shownColumns={shownColumns}
              headHeight={HEAD}
              rowHeight={ROW}
              gutter={gutter}
              active={selection.active}
              selected={selected}
              marks={marks}
            />
          </div>
        </div>
      </div>
      {failure !== null && <ErrorState inline error={failure} onRetry={() => cache.retry()} />}
      <CellDialog place={opened} columns={columns} cache={cache} onClose={() => setOpened(null)} />
    </div>
  )
}
