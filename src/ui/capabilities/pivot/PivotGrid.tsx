import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { PivotBins, PivotSpec } from '../../../contract'
import { announce, useText } from '../../parts'
import { boxOf } from '../../parts/grid/selection'
import { widthsOfCells } from './cell-width'
import { rangeText } from './copy'
import { edgeAt, HEAD, heldWidth, inSight, lanesOf, moved, placesInSight, ROW } from './geometry'
import { extremes } from './heat'
import type { Group, PivotModel } from './model'
import { PivotHead } from './PivotHead'
import { PivotRow } from './PivotRow'
import { inOneLine, readCells } from './reading'
import type { PivotSort } from './state'
import { text } from './text'
import { useSight } from './useSight'
import { measureWords } from './words'

type Props = {
  label: string
  spec: PivotSpec
  bins: readonly (PivotBins | null)[]
  model: PivotModel
  rows: readonly Group[]
  columns: readonly Group[]
  sort: PivotSort | null
  hasHeat: boolean
  onSort: (sort: PivotSort | null) => void
  onOpen: (row: Group, column: Group, measure: number, figure: string) => void
  /** Takes what is selected, as text for a spreadsheet, and how many cells that is. */
  onCopy: (copied: string, cells: number) => void
}

/** The cells of a pivot table; only those in sight are drawn. One tab stop; arrows move, with Shift they select a range for Ctrl+C; Enter opens the evidence of a cell or sorts by a heading. */
export function PivotGrid(props: Props) {
  const { label, spec, bins, model, rows, columns, sort, hasHeat, onSort, onOpen, onCopy } = props
  const t = useText(text)
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const view = useSight(scroll)
  const [at, setAt] = useState({ row: 0, column: 0 })
  /** The opposite corner of the cells that are selected. */
  const [anchor, setAnchor] = useState(at)
  const reading = useMemo(() => readCells(spec, bins, model, columns), [spec, bins, model, columns])
  const { across } = reading
  const measures = spec.measures.length
  // Of all cells, so not at each scroll.
  const greatest = useMemo(
    () => (hasHeat ? extremes(model, rows, columns, measures) : null),
    [hasHeat, model, rows, columns, measures]
  )
  const headRows = spec.columns.length + 1
  const headWidth = spec.rows.length * HEAD
  const widths = useMemo(() => widthsOfCells(reading, rows, measures), [reading, rows, measures])
  const hasTotal = columns.length > 1 && columns.at(-1)?.keys.length === 0
  const lanes = useMemo(
    () => lanesOf(widths, hasTotal ? measures : 0, view.width - headWidth),
    [widths, hasTotal, measures, view.width, headWidth]
  )
  const width = headWidth + edgeAt(lanes.edges, across)
  const row = Math.min(at.row, rows.length - 1)
  const column = Math.min(at.column, across - 1)
  const box = boxOf({
    active: { row, column },
    anchor: { row: Math.min(anchor.row, rows.length - 1), column: Math.min(anchor.column, across - 1) }
  })
  const shownRows = inSight(view.top, view.height, ROW, rows.length)
  const shownColumns = placesInSight(lanes, view.left, view.width)

  const moveTo = (r: number, c: number, isExtended = false): void => {
    const active = { row: isExtended ? Math.max(0, r) : r, column: c }
    setAt(active)
    setAnchor(isExtended ? { ...anchor, row: Math.max(0, anchor.row) } : active)
  }
  const sortOn = (place: number): void => {
    const head = reading.head(place)
    if (!head) return
    const { over, measure, at: measured } = head
    const isSame = sort?.column === over.id && sort.measure === measured
    const next = !isSame ? true : sort.descending ? false : null
    onSort(next === null ? null : { column: over.id, measure: measured, descending: next })
    const words = inOneLine(reading.columnWords(over))
    announce(next === null ? t('unsorted') : t('sorted', { measure: measureWords(measure), column: words }))
  }
  const open = (r: number, c: number): void => {
    const [down, cell] = [rows[r], reading.cell(rows[r], c)]
    if (down && cell?.figures) onOpen(down, cell.over, cell.at, cell.words)
  }
  const copy = (): void => {
    const head = reading.head(column)
    if (!box) return onCopy(head ? measureWords(head.measure) : '', 1)
    const cells = (box.bottom - box.top + 1) * (box.right - box.left + 1)
    onCopy(
      rangeText(box, (r, c) => reading.cell(rows[r], c)?.words ?? ''),
      cells
    )
  }
  const go = (r: number, c: number, isExtended: boolean): void => {
    moveTo(r, c, isExtended)
    const element = scroll.current
    if (!element) return
    if (c < lanes.held) {
      const left = edgeAt(lanes.edges, c)
      const free = element.clientWidth - headWidth - heldWidth(lanes)
      element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, edgeAt(lanes.edges, c + 1) - free))
    }
    if (r < 0) return
    const top = r * ROW
    const room = element.clientHeight - headRows * ROW - ROW
    element.scrollTop = Math.min(top, Math.max(element.scrollTop, top - room))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.height / ROW) - headRows - 1)
    const to = moved(event, { row, column }, { rows: rows.length, across, page })
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c'
    const isEntered = event.key === 'Enter' || event.key === ' '
    if (!to && !isCopy && !isEntered) return
    event.preventDefault()
    if (to) go(...to, event.shiftKey)
    else if (isCopy) copy()
    else if (row < 0) sortOn(column)
    else open(row, column)
  }
  const cellId = (r: number, c: number): string => `${id}-${r}-${c}`
  return (
    <div
      ref={scroll}
      className="pivot-scroll"
      role="grid"
      tabIndex={0}
      aria-multiselectable
      aria-label={label}
      aria-rowcount={rows.length + headRows}
      aria-colcount={across + spec.rows.length}
      aria-activedescendant={cellId(row, column)}
      onKeyDown={onKeyDown}
    >
      <PivotHead
        spec={spec}
        reading={reading}
        columns={columns}
        sight={shownColumns}
        lanes={lanes}
        width={width}
        sort={sort}
        active={row === -1 ? column : -1}
        idOf={(place) => cellId(-1, place)}
        onSort={(place) => {
          moveTo(-1, place)
          sortOn(place)
        }}
      />
      <div className="pivot-body" role="rowgroup" style={{ width, height: rows.length * ROW }}>
        {shownRows.places.map((r) => {
          const down = rows[r]
          return (
            down && (
              <PivotRow
                key={down.id}
                row={down}
                before={r > shownRows.from ? rows[r - 1] : undefined}
                reading={reading}
                sight={shownColumns}
                lanes={lanes}
                depth={spec.rows.length}
                index={r + headRows + 1}
                style={{ top: r * ROW, width }}
                active={r === row ? column : -1}
                selected={box && r >= box.top && r <= box.bottom ? box : null}
                greatest={greatest}
                idOf={(place) => cellId(r, place)}
                onClick={(place, isExtended) => {
                  moveTo(r, place, isExtended)
                  if (!isExtended) open(r, place)
                }}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
