import {
  ArrowDown,
  ArrowUp,
  Braces,
  CalendarDays,
  CaseSensitive,
  Hash,
  List,
  type LucideIcon,
  ToggleLeft
} from 'lucide-react'
import type { PointerEvent } from 'react'
import type { ColumnInfo, Sort } from '../../../contract'
import { useText } from '../i18n'
import { visibleText } from '../visible-text'
import { isNumericType } from './cell-text'
import { text } from './text'

export type GridHeadProps = {
  gridId: string
  columns: readonly ColumnInfo[]
  first: number
  last: number
  edges: readonly number[]
  sort: Sort | null
  /** Column of the active header cell, -1 where the active cell is elsewhere. */
  active: number
  onResize: (column: number, width: number) => void
}

/** The header cells between two columns: type, name, sort, and a handle for the width. */
export function GridHead({ gridId, columns, first, last, edges, sort, active, onResize }: GridHeadProps) {
  const t = useText(text)
  return Array.from({ length: last - first }, (_, place) => {
    const column = first + place
    const info = columns[column]
    if (!info) return null
    const Icon = typeIcon(info.type)
    const direction = sort?.column === info.name ? (sort.descending ? 'descending' : 'ascending') : undefined
    const width = edges[column + 1]! - edges[column]!
    const drag = (event: PointerEvent<HTMLElement>): void => {
      event.stopPropagation()
      event.preventDefault()
      const from = event.clientX
      const handle = event.currentTarget
      handle.setPointerCapture(event.pointerId)
      const move = (moved: globalThis.PointerEvent): void => onResize(column, width + moved.clientX - from)
      const end = (): void => handle.removeEventListener('pointermove', move)
      handle.addEventListener('pointermove', move)
      handle.addEventListener('lostpointercapture', end, { once: true })
    }
    return (
      <div
        key={column}
        id={`${gridId}--1-${column}`}
        role="columnheader"
        aria-colindex={column + 1}
        aria-sort={direction}
        data-header={column}
        className={`grid-header ${isNumericType(info.type) ? 'grid-number' : ''} ${column === active ? 'grid-active' : ''}`}
        title={`${visibleText(info.name, 1000)} – ${info.type}`}
        style={{ left: edges[column], width }}
      >
        <Icon size={13} aria-hidden className="grid-type" />
        <bdi className="grid-name">{visibleText(info.name, 200)}</bdi>
        <span className="sr-only">, {info.type}</span>
        {direction &&
          (direction === 'ascending' ? <ArrowUp size={13} aria-hidden /> : <ArrowDown size={13} aria-hidden />)}
        <span
          className="grid-handle"
          aria-hidden
          title={t('resize', { name: visibleText(info.name, 60) })}
          onPointerDown={drag}
          onClick={(event) => event.stopPropagation()}
        />
      </div>
    )
  })
}

function typeIcon(type: string): LucideIcon {
  if (/\[|^(STRUCT|MAP|UNION|JSON)/i.test(type)) return Braces
  if (isNumericType(type)) return Hash
  if (/^(DATE|TIME|INTERVAL)/i.test(type)) return CalendarDays
  if (/^BOOL/i.test(type)) return ToggleLeft
  if (/^ENUM/i.test(type)) return List
  return CaseSensitive
}
