import { useMemo } from 'react'
import type { ColumnInfo } from '../../../contract'
import { useText } from '../i18n'
import { GridRow } from './GridRow'
import type { MarkOf } from './marks'
import type { PageCache } from './pages'
import { rowNumber } from './row-numbers'
import type { Box, CellPlace } from './selection'
import { text } from './text'
import type { View } from './useGridScroll'

/** Rows stand on sheets of so many: within one, scrolling moves the sheet and leaves the rows alone. */
const SHEET = 2_000

export type GridBodyProps = {
  gridId: string
  columns: readonly ColumnInfo[]
  places: readonly number[]
  pinned: number
  rows: number
  edges: readonly number[]
  cache: PageCache
  version: number
  /** See `GridView`. */
  numbers: number | null
  view: View
  shownRows: { first: number; last: number }
  shownColumns: { first: number; last: number }
  headHeight: number
  rowHeight: number
  gutter: number
  active: CellPlace
  selected: Box | null
  marks?: MarkOf
  /** See `DataGrid`. */
  whenEmpty?: string
}

/** The rows in view and their numbers. */
export function GridBody(props: GridBodyProps) {
  const {
    gridId,
    columns,
    places: columnPlaces,
    pinned,
    rows,
    edges,
    cache,
    version,
    numbers,
    view,
    shownRows,
    shownColumns,
    headHeight,
    rowHeight,
    gutter,
    active,
    selected,
    marks
  } = props
  const t = useText(text)
  const words = useMemo(() => ({ coming: t('coming'), failed: t('failed'), missing: t('missing') }), [t])
  const origin = Math.floor(shownRows.first / SHEET) * SHEET
  const shift = view.top - origin * rowHeight
  const places = Array.from({ length: shownRows.last - shownRows.first }, (_, place) => shownRows.first + place)
  return (
    <>
      <div className="grid-body" role="rowgroup" style={{ top: headHeight, left: gutter, height: view.height }}>
        <div
          className="grid-sheet"
          role="presentation"
          style={{ transform: `translate(${-view.left}px, ${-shift}px)` }}
        >
          {places.map((row) => {
            const inside = selected !== null && row >= selected.top && row <= selected.bottom
            return (
              <GridRow
                key={row}
                gridId={gridId}
                row={row}
                top={(row - origin) * rowHeight}
                height={rowHeight}
                words={words}
                first={shownColumns.first}
                last={shownColumns.last}
                columns={columns}
                places={columnPlaces}
                pinned={pinned}
                edges={edges}
                cache={cache}
                version={version}
                active={row === active.row ? active.column : -1}
                selectedFrom={inside ? selected.left : -1}
                selectedTo={inside ? selected.right : -2}
                marks={marks}
              />
            )
          })}
        </div>
        {rows === 0 && (
          <div role="row">
            <div role="gridcell" className="grid-empty muted">
              {props.whenEmpty ?? t('noRows')}
            </div>
          </div>
        )}
      </div>
      <div className="grid-gutter" aria-hidden style={{ top: headHeight, width: gutter, height: view.height }}>
        <div className="grid-sheet" style={{ width: gutter, transform: `translateY(${-shift}px)` }}>
          {places.map((row) => (
            <div key={row} className="grid-place" style={{ top: (row - origin) * rowHeight, height: rowHeight }}>
              {rowNumber(row, numbers, cache)}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
