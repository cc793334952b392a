import { memo } from 'react'
import type { ColumnInfo } from '../../../contract'
import { visibleText } from '../visible-text'
import { isNumericType } from './cell-text'
import type { MarkOf } from './marks'
import type { PageCache } from './pages'
import { shortCell } from './short-cell'

export type CellWords = { coming: string; failed: string; missing: string }

export type GridRowProps = {
  gridId: string
  row: number
  /** Distance from the top of the sheet of rows, in pixels. */
  top: number
  height: number
  words: CellWords
  pinned: number
  first: number
  last: number
  columns: readonly ColumnInfo[]
  /** Places of the columns in the source. */
  places: readonly number[]
  edges: readonly number[]
  cache: PageCache
  /** Grows when pages arrive: what makes the cells render again. */
  version: number
  active: number
  selectedFrom: number
  selectedTo: number
  marks?: MarkOf
}

/** One row between two columns. Any text is shown as inert text, bounded and kept in its own direction. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const {
    gridId,
    row,
    top,
    height,
    words,
    pinned,
    first,
    last,
    columns,
    places,
    edges,
    cache,
    active,
    selectedFrom,
    selectedTo,
    marks
  } = props
  const drawn = [...Array(pinned).keys(), ...Array.from({ length: last - first }, (_, place) => first + place)]
  const cells = drawn.map((column) => {
    const info = columns[column]
    const place = places[column]
    if (!info || place === undefined) return null
    const cell = cache.cell(row, place)
    const written =
      cell.state === 'ready' && cell.value !== null ? shortCell(cell.value, cell.type, cache.isLong(place)) : null
    const mark = marks?.(row, place) ?? null
    const selected = column >= selectedFrom && column <= selectedTo
    const classes = ['grid-cell']
    if (isNumericType(info.type)) classes.push('grid-number')
    if (selected) classes.push('grid-selected')
    if (column === active) classes.push('grid-active')
    if (column < pinned) classes.push('grid-pinned')
    if (column === pinned - 1) classes.push('grid-pinned-last')
    if (mark) classes.push(`grid-mark grid-mark-${mark.tone}`, mark.isOpen ? 'grid-mark-open' : 'grid-mark-sure')
    return (
      <div
        key={place}
        id={`${gridId}-${row}-${column}`}
        role="gridcell"
        aria-colindex={column + 1}
        aria-selected={selected}
        data-column={column}
        className={classes.join(' ')}
        title={mark?.label ?? written?.exact}
        style={{ left: edges[column], width: edges[column + 1]! - edges[column]! }}
      >
        {cell.state === 'loading' ? (
          <span className="grid-coming" role="img" aria-label={words.coming} />
        ) : cell.state === 'failed' ? (
          <span className="grid-null">{words.failed}</span>
        ) : written === null ? (
          <span className="grid-null" role="img" aria-label={words.missing}>
            ∅
          </span>
        ) : (
          <bdi>{visibleText(written.shown)}</bdi>
        )}
        {mark && <span className="sr-only">{mark.label}</span>}
        {mark?.id !== undefined && <span className="grid-mark-target" aria-hidden data-mark={mark.id} />}
      </div>
    )
  })
  return (
    <div role="row" aria-rowindex={row + 2} data-row={row} className="grid-row" style={{ top, height }}>
      {cells}
    </div>
  )
})
