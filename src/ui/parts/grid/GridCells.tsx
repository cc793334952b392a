import { memo } from 'react'
import type { ColumnInfo } from '../../../contract'
import { useText } from '../i18n'
import { visibleText } from '../visible-text'
import { cellText, isNumericType } from './cell-text'
import type { CellMark } from './marks'
import type { PageCache } from './pages'
import { text } from './text'

export type GridCellsProps = {
  gridId: string
  row: number
  first: number
  last: number
  columns: readonly ColumnInfo[]
  edges: readonly number[]
  cache: PageCache
  /** Grows when pages arrive: what makes the cells render again. */
  version: number
  active: number
  selectedFrom: number
  selectedTo: number
  marks?: (row: number, column: number) => CellMark | null
}

/** The cells of one row between two columns. Any text is shown as inert text, bounded and kept in its own direction. */
export const GridCells = memo(function GridCells(props: GridCellsProps) {
  const { gridId, row, first, last, columns, edges, cache, active, selectedFrom, selectedTo, marks } = props
  const t = useText(text)
  return Array.from({ length: last - first }, (_, place) => {
    const column = first + place
    const info = columns[column]
    if (!info) return null
    const cell = cache.cell(row, column)
    const mark = marks?.(row, column) ?? null
    const selected = column >= selectedFrom && column <= selectedTo
    const classes = ['grid-cell']
    if (isNumericType(info.type)) classes.push('grid-number')
    if (selected) classes.push('grid-selected')
    if (column === active) classes.push('grid-active')
    if (mark) classes.push(`grid-mark grid-mark-${mark.tone}`)
    return (
      <div
        key={column}
        id={`${gridId}-${row}-${column}`}
        role="gridcell"
        aria-colindex={column + 1}
        aria-selected={selected}
        data-column={column}
        className={classes.join(' ')}
        title={mark?.label}
        style={{ left: edges[column], width: edges[column + 1]! - edges[column]! }}
      >
        {cell.state === 'loading' ? (
          <span className="grid-coming" role="img" aria-label={t('coming')} />
        ) : cell.state === 'failed' ? (
          <span className="grid-null">{t('failed')}</span>
        ) : cell.value === null ? (
          <span className="grid-null" role="img" aria-label={t('missing')}>
            ∅
          </span>
        ) : (
          <bdi>{visibleText(cellText(cell.value, cell.type))}</bdi>
        )}
        {mark && <span className="sr-only">{mark.label}</span>}
      </div>
    )
  })
})
