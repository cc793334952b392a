import {
  ArrowDown,
  ArrowUp,
  Braces,
  CalendarDays,
  CaseSensitive,
  ChevronDown,
  Hash,
  List,
  type LucideIcon,
  Pin,
  ToggleLeft
} from 'lucide-react'
import type { PointerEvent } from 'react'
import type { ColumnInfo, Glance, Sort } from '../../../contract'
import { formatInteger, formatPercent } from '../format'
import { useText } from '../i18n'
import { visibleLines, visibleText } from '../visible-text'
import { isNumericType, storedWord } from './cell-text'
import { HeaderGlance } from './HeaderGlance'
import { text } from './text'

export type GridHeadProps = {
  gridId: string
  columns: readonly ColumnInfo[]
  /** Places of the columns in the source. */
  places: readonly number[]
  pinned: number
  first: number
  last: number
  edges: readonly number[]
  sort: readonly Sort[]
  /** Column of the active header cell, -1 where the active cell is elsewhere. */
  active: number
  /** A column at a glance, where there is room for it under the names. */
  glance: ((place: number) => Glance | null) | null
  /** What is known of columns, by name. */
  notes?: ReadonlyMap<string, string>
  onResize: (column: number, width: number) => void
  onMenu: (column: number) => void
}

/** The header cells in view: type, name, sort, what is in the column, its menu, and a handle for the width. */
export function GridHead(props: GridHeadProps) {
  const { gridId, columns, places, pinned, first, last, edges, sort, active, glance, notes, onResize, onMenu } = props
  const t = useText(text)
  const drawn = [...Array(pinned).keys(), ...Array.from({ length: last - first }, (_, place) => first + place)]
  return drawn.map((column) => {
    const info = columns[column]
    if (!info) return null
    const Icon = typeIcon(info.type)
    const rank = sort.findIndex((one) => one.column === info.name)
    const sorted = sort[rank]
    const direction = sorted && (sorted.descending ? 'descending' : 'ascending')
    const Arrow = sorted?.descending ? ArrowDown : ArrowUp
    const width = edges[column + 1]! - edges[column]!
    const seen = glance?.(places[column] ?? -1) ?? null
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
        key={places[column]}
        id={`${gridId}--1-${column}`}
        role="columnheader"
        aria-colindex={column + 1}
        aria-sort={direction}
        data-header={column}
        className={`grid-header ${isNumericType(info.type) ? 'grid-number' : ''} ${column === active ? 'grid-active' : ''} ${column < pinned ? 'grid-pinned' : ''} ${column === pinned - 1 ? 'grid-pinned-last' : ''}`}
        title={titleOf(info, seen, notes?.get(info.name), t)}
        style={{ left: edges[column], width }}
      >
        <span className="grid-header-line">
          {column < pinned && <Pin size={11} aria-hidden className="grid-type" />}
          <Icon size={13} aria-hidden className="grid-type" />
          <bdi className="grid-name">{visibleText(info.name, 200)}</bdi>
          <span className="sr-only">
            , {info.type}
            {column < pinned && `, ${t('pinned')}`}
            {rank >= 0 && sort.length > 1 && `, ${t('sortRank', { rank: rank + 1 })}`}
            {seen &&
              seen.rows > 0 &&
              [missingWords(seen, t), ...beyondWords(seen, info.type, t)].map((words) => `, ${words}`)}
          </span>
          {direction && <Arrow size={13} aria-hidden className="grid-sort" />}
          {rank >= 0 && sort.length > 1 && (
            <span className="grid-rank" aria-hidden>
              {rank + 1}
            </span>
          )}
          <span
            className="grid-menu"
            aria-hidden
            data-menu
            title={t('menuOf', { name: visibleText(info.name, 60) })}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={(event) => {
              event.stopPropagation()
              onMenu(column)
            }}
          >
            <ChevronDown size={13} />
          </span>
        </span>
        {glance && <HeaderGlance glance={seen} width={width} />}
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

type Words = ReturnType<typeof useText<keyof typeof text.keys>>

function titleOf({ name, type }: ColumnInfo, glance: Glance | null, note: string | undefined, t: Words): string {
  const lines = [`${visibleText(name, 1000)} – ${type}`]
  if (note) lines.push(visibleLines(note.slice(0, 1000)))
  if (glance?.rows) lines.push(missingWords(glance, t))
  if (glance?.min != null && glance.max != null)
    lines.push(
      t('range', {
        min: visibleText(storedWord(glance.min, type), 40),
        max: visibleText(storedWord(glance.max, type), 40)
      })
    )
  if (glance) lines.push(...beyondWords(glance, type, t))
  if (glance && !glance.ordered)
    for (const { label, n } of glance.bars.slice(0, 5))
      lines.push(`${visibleText(storedWord(label ?? '', type), 40)} – ${formatInteger(n)}`)
  return lines.join('\n')
}

function missingWords({ rows, missing }: Glance, t: Words): string {
  return t('missingShare', { share: formatPercent(missing / rows), n: formatInteger(rows) })
}

function beyondWords({ beyond: { below, above } }: Glance, type: string, t: Words): string[] {
  return [
    ...(below ? [t('beyondBelow', beyondFacts(below, type))] : []),
    ...(above ? [t('beyondAbove', beyondFacts(above, type))] : [])
  ]
}

/** How many values lie beyond the last one drawn. */
export function beyondFacts({ n, edge }: NonNullable<Glance['beyond']['below']>, type: string) {
  return { count: n, n: formatInteger(n), edge: visibleText(storedWord(edge, type), 40) }
}

function typeIcon(type: string): LucideIcon {
  if (/\[|^(STRUCT|MAP|UNION|JSON)/i.test(type)) return Braces
  if (isNumericType(type)) return Hash
  if (/^(DATE|TIME|INTERVAL)/i.test(type)) return CalendarDays
  if (/^BOOL/i.test(type)) return ToggleLeft
  if (/^ENUM/i.test(type)) return List
  return CaseSensitive
}
