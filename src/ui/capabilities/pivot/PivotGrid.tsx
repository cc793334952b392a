import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { PivotBins, PivotSpec } from '../../../contract'
import { announce, useText } from '../../parts'
import { CELL, HEAD, inSight, moved, ROW } from './geometry'
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
  onCopy: (figure: string) => void
}

/** The cells of a pivot table; only those in sight are drawn. One tab stop; arrows move, Enter opens the evidence of a cell or sorts by a heading. */
export function PivotGrid(props: Props) {
  const { label, spec, bins, model, rows, columns, sort, hasHeat, onSort, onOpen, onCopy } = props
  const t = useText(text)
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const view = useSight(scroll)
  const [at, setAt] = useState({ row: 0, column: 0 })
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
  const width = headWidth + across * CELL
  const row = Math.min(at.row, rows.length - 1)
  const column = Math.min(at.column, across - 1)
  const shownRows = inSight(view.top, view.height, ROW, rows.length)
  const shownColumns = inSight(view.left, view.width, CELL, across)

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
  const written = (r: number, c: number): string => {
    const head = reading.head(c)
    if (r < 0) return head ? measureWords(head.measure) : ''
    return reading.cell(rows[r], c)?.words ?? ''
  }
  const go = (r: number, c: number): void => {
    setAt({ row: r, column: c })
    const element = scroll.current
    if (!element) return
    const left = c * CELL
    element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, left - (element.clientWidth - headWidth - CELL)))
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
    if (to) go(...to)
    else if (isCopy) onCopy(written(row, column))
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
        width={width}
        sort={sort}
        active={row === -1 ? column : -1}
        idOf={(place) => cellId(-1, place)}
        onSort={(place) => {
          setAt({ row: -1, column: place })
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
                depth={spec.rows.length}
                index={r + headRows + 1}
                style={{ top: r * ROW, width }}
                active={r === row ? column : -1}
                greatest={greatest}
                idOf={(place) => cellId(r, place)}
                onOpen={(place) => {
                  setAt({ row: r, column: place })
                  open(r, place)
                }}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
