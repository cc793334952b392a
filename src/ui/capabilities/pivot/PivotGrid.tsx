import { ArrowDown, ArrowUp } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PivotBins, PivotSpec } from '../../../contract'
import { announce, formatInteger, useText } from '../../parts'
import { boxOf } from '../../parts/grid/selection'
import { rangeText } from './copy'
import { type Figures, type Group, numberOf, type PivotModel } from './model'
import type { PivotSort } from './state'
import { text } from './text'
import { FEW, figureWords, groupWords, measureWords, observations } from './words'

const ROW = 24
const HEAD = 160
const CELL = 120
const AROUND = 4

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
}

/** The cells of a pivot table; only those in sight are drawn. One tab stop; arrows move, with Shift they select a range for Ctrl+C; Enter opens the evidence of a cell or sorts by a heading. */
export function PivotGrid(props: Props) {
  const { label, spec, bins, model, rows, columns, sort, hasHeat, onSort, onOpen } = props
  const t = useText(text)
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, left: 0, width: 1200, height: 600 })
  const [at, setAt] = useState({ row: 0, column: 0 })
  /** The opposite corner of the cells that are selected. */
  const [anchor, setAnchor] = useState(at)
  const { measures } = spec
  const columnBins = bins.slice(spec.rows.length)
  const across = columns.length * measures.length
  const headRows = spec.columns.length + 1
  const headWidth = spec.rows.length * HEAD
  const row = Math.min(at.row, rows.length - 1)
  const column = Math.min(at.column, across - 1)
  const box = boxOf({
    active: { row, column },
    anchor: { row: Math.min(anchor.row, rows.length - 1), column: Math.min(anchor.column, across - 1) }
  })
  const isSelected = (r: number, c: number): boolean =>
    box !== null && r >= box.top && r <= box.bottom && c >= box.left && c <= box.right
  const moveTo = (next: typeof at, isExtended = false): void => {
    const active = isExtended ? { ...next, row: Math.max(0, next.row) } : next
    setAt(active)
    setAnchor(isExtended ? { ...anchor, row: Math.max(0, anchor.row) } : active)
  }
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return
    const look = (): void =>
      setView({
        top: element.scrollTop,
        left: element.scrollLeft,
        width: element.clientWidth,
        height: element.clientHeight
      })
    look()
    const watch = new ResizeObserver(look)
    watch.observe(element)
    element.addEventListener('scroll', look)
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  const shownRows = inSight(view.top, view.height, ROW, rows.length)
  const shownColumns = inSight(view.left, view.width, CELL, across)
  const group = (place: number): Group | undefined => columns[Math.floor(place / measures.length)]
  const measureAt = (place: number): number => place % measures.length
  const rowWords = (one: Group): string => groupWords(one, spec.rows, bins).filter(Boolean).join(' · ')
  const columnWords = (one: Group): string => groupWords(one, spec.columns, columnBins).filter(Boolean).join(' · ')
  // Of all cells, so not at each scroll.
  const greatest = useMemo(
    () => (hasHeat ? extremes(model, rows, columns, measures.length) : null),
    [hasHeat, model, rows, columns, measures.length]
  )

  const figureOf = (r: number, c: number): { figures: Figures | null; words: string } => {
    const [down, over, measure] = [rows[r], group(c), measures[measureAt(c)]]
    const figures = down && over ? model.at(down, over) : null
    return { figures, words: measure && figures ? figureWords(measure, figures.values[measureAt(c)]) : '' }
  }
  const sortOn = (place: number): void => {
    const over = group(place)
    const measure = measures[measureAt(place)]
    if (!over || !measure) return
    const same = sort?.column === over.id && sort.measure === measureAt(place)
    const next = !same ? true : sort.descending ? false : null
    onSort(next === null ? null : { column: over.id, measure: measureAt(place), descending: next })
    announce(next === null ? t('unsorted') : t('sorted', { measure: measureWords(measure), column: columnWords(over) }))
  }
  const open = (r: number, c: number): void => {
    const [down, over] = [rows[r], group(c)]
    const { figures, words } = figureOf(r, c)
    if (down && over && figures) onOpen(down, over, measureAt(c), words)
  }
  const go = (r: number, c: number, isExtended: boolean): void => {
    const next = { row: Math.max(-1, Math.min(rows.length - 1, r)), column: Math.max(0, Math.min(across - 1, c)) }
    moveTo(next, isExtended)
    const element = scroll.current
    if (!element) return
    const left = next.column * CELL
    const room = element.clientWidth - headWidth - CELL
    element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, left - room))
    if (next.row < 0) return
    const top = next.row * ROW
    const height = element.clientHeight - headRows * ROW - ROW
    element.scrollTop = Math.min(top, Math.max(element.scrollTop, top - height))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.height / ROW) - headRows - 1)
    const whole = event.ctrlKey || event.metaKey
    if (whole && event.key.toLowerCase() === 'c') {
      event.preventDefault()
      const head = measures[measureAt(column)]
      const copied = box ? rangeText(box, (r, c) => figureOf(r, c).words) : head ? measureWords(head) : ''
      void navigator.clipboard.writeText(copied).then(() => announce(t('copiedCells')))
      return
    }
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + page, column],
      PageUp: [Math.max(0, row - page), column],
      Home: [whole ? 0 : row, 0],
      End: [whole ? rows.length - 1 : row, across - 1]
    }
    const to = moves[event.key]
    if (to) {
      event.preventDefault()
      go(...to, event.shiftKey)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (row < 0) sortOn(column)
      else open(row, column)
    }
  }
  const cellId = (r: number, c: number): string => `${id}-${r}-${c}`
  const width = headWidth + across * CELL
  return (
    <div
      ref={scroll}
      className="pivot-scroll"
      role="grid"
      aria-multiselectable
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + headRows}
      aria-colcount={across + spec.rows.length}
      aria-activedescendant={cellId(row, column)}
      onKeyDown={onKeyDown}
    >
      <div className="pivot-head" style={{ width, height: headRows * ROW }}>
        {Array.from({ length: headRows }, (_, level) => (
          <div
            role="row"
            aria-rowindex={level + 1}
            className="pivot-row"
            key={level}
            style={{ top: level * ROW, width }}
          >
            <div className="pivot-corner" style={{ width: headWidth }}>
              {spec.rows.map(({ column: name }, place) => (
                <span
                  key={place}
                  role="columnheader"
                  aria-colindex={place + 1}
                  className="pivot-label isolate"
                  style={{ width: HEAD }}
                  title={name}
                >
                  {level === headRows - 1 ? name : ''}
                </span>
              ))}
            </div>
            {level < headRows - 1
              ? columnHeads(shownColumns, measures.length).map(({ place, from, length }) => {
                  const one = columns[place]
                  const before = columns[place - 1]
                  const words = one ? groupWords(one, spec.columns, columnBins) : []
                  const isSame =
                    before &&
                    sameUpTo(before, one, level) &&
                    level < spec.columns.length - 1 &&
                    from > shownColumns.from
                  return (
                    <span
                      key={place}
                      role="columnheader"
                      aria-colindex={spec.rows.length + from + 1}
                      aria-colspan={length}
                      className="pivot-cell pivot-label isolate"
                      style={cellStyle(headWidth, from, length)}
                      title={words[level]}
                    >
                      {isSame ? '' : words[level]}
                    </span>
                  )
                })
              : shownColumns.places.map((place) => {
                  const measure = measures[measureAt(place)]
                  const over = group(place)
                  if (!measure || !over) return null
                  const isSorted = sort?.column === over.id && sort.measure === measureAt(place)
                  const words = measureWords(measure)
                  return (
                    <span
                      key={place}
                      id={cellId(-1, place)}
                      role="columnheader"
                      aria-colindex={spec.rows.length + place + 1}
                      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
                      className={`pivot-cell pivot-measure${row === -1 && column === place ? ' pivot-active' : ''}`}
                      style={cellStyle(headWidth, place)}
                      title={t('sortBy', { measure: words, column: columnWords(over) })}
                      onClick={() => {
                        moveTo({ row: -1, column: place })
                        sortOn(place)
                      }}
                    >
                      {isSorted &&
                        (sort.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
                      <span className="pivot-clip isolate">{words}</span>
                    </span>
                  )
                })}
          </div>
        ))}
      </div>
      <div className="pivot-body" role="rowgroup" style={{ width, height: rows.length * ROW }}>
        {shownRows.places.map((r) => {
          const down = rows[r]
          if (!down) return null
          const words = groupWords(down, spec.rows, bins)
          const before = r > shownRows.from ? rows[r - 1] : undefined
          return (
            <div
              key={down.id}
              role="row"
              aria-rowindex={r + headRows + 1}
              className={down.isWhole ? 'pivot-row' : 'pivot-row pivot-total'}
              style={{ top: r * ROW, width }}
            >
              <div className="pivot-corner" style={{ width: headWidth }}>
                {words.map((word, place) => (
                  <span
                    key={place}
                    role="rowheader"
                    aria-colindex={place + 1}
                    aria-label={word}
                    className="pivot-label isolate"
                    style={{ width: HEAD }}
                    title={word}
                  >
                    {before && place < words.length - 1 && sameUpTo(before, down, place) && down.isWhole ? '' : word}
                  </span>
                ))}
              </div>
              {shownColumns.places.map((c) => {
                const over = group(c)
                const measure = measures[measureAt(c)]
                if (!over || !measure) return null
                const { figures, words: figure } = figureOf(r, c)
                const n = figures ? observations(measure, figures, measureAt(c)) : null
                const isFew = n !== null ? n < FEW : Boolean(figures && measure.aggregate.startsWith('share') && figures.n < FEW) // prettier-ignore
                const said = t('cell', { row: rowWords(down), column: columnWords(over), measure: measureWords(measure), figure }) // prettier-ignore
                const style: CSSProperties = cellStyle(headWidth, c)
                const heat = greatest && down.isWhole && over.isWhole ? shade(figures, measureAt(c), greatest) : null
                if (heat) style.background = heat
                return (
                  <span
                    key={c}
                    id={cellId(r, c)}
                    role="gridcell"
                    aria-colindex={spec.rows.length + c + 1}
                    aria-label={isFew ? t('cellFew', { cell: said }) : said}
                    aria-selected={isSelected(r, c)}
                    className={`pivot-cell pivot-figure${over.isWhole ? '' : ' pivot-sum'}${row === r && column === c ? ' pivot-active' : ''}`}
                    style={style}
                    onClick={({ shiftKey }) => {
                      moveTo({ row: r, column: c }, shiftKey)
                      if (!shiftKey) open(r, c)
                    }}
                  >
                    {figures && (
                      <>
                        {n !== null && <span className="pivot-n">{t('n', { n: formatInteger(n) })}</span>}
                        <span className="pivot-clip num">
                          {figure}
                          {isFew && '\u00a0°'}
                        </span>
                      </>
                    )}
                  </span>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function cellStyle(head: number, place: number, length = 1): CSSProperties {
  return { left: head + place * CELL, width: length * CELL }
}

function inSight(start: number, room: number, size: number, count: number): { from: number; places: number[] } {
  const from = Math.max(0, Math.floor(start / size) - AROUND)
  const to = Math.min(count, Math.ceil((start + room) / size) + AROUND)
  return { from, places: Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place) }
}

/** The groups of columns in sight, each over its measures. */
function columnHeads({ places }: { places: readonly number[] }, measures: number) {
  const groups = [...new Set(places.map((place) => Math.floor(place / measures)))]
  return groups.map((place) => ({ place, from: place * measures, length: measures }))
}

function sameUpTo(one: Group, other: Group | undefined, level: number): boolean {
  if (!other || one.keys.length <= level || other.keys.length <= level) return false
  return JSON.stringify(one.keys.slice(0, level + 1)) === JSON.stringify(other.keys.slice(0, level + 1))
}

/** The greatest size of each measure among the cells that are no totals. */
function extremes(model: PivotModel, rows: readonly Group[], columns: readonly Group[], measures: number): number[] {
  const found = Array<number>(measures).fill(0)
  for (const row of rows)
    for (const column of columns) {
      const figures = row.isWhole && column.isWhole ? model.at(row, column) : null
      figures?.values.forEach(({ value, type }, at) => {
        const size = Math.abs(numberOf(value, type) ?? 0)
        if (Number.isFinite(size)) found[at] = Math.max(found[at] ?? 0, size)
      })
    }
  return found
}

function shade(figures: Figures | null, measure: number, greatest: readonly number[]): string | null {
  const figure = figures?.values[measure]
  const size = figure ? Math.abs(numberOf(figure.value, figure.type) ?? 0) : 0
  const most = greatest[measure] ?? 0
  if (!size || !most) return null
  return `color-mix(in oklab, var(--accent) ${Math.round(40 * Math.min(1, size / most))}%, var(--surface))`
}
