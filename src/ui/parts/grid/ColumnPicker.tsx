import { Columns3, Pin } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { ColumnInfo } from '../../../contract'
import { announce } from '../announce'
import { Button } from '../Button'
import { formatInteger } from '../format'
import { IconButton } from '../IconButton'
import { useText } from '../i18n'
import { SearchField } from '../SearchField'
import { visibleText } from '../visible-text'
import { allColumns, type Layout, moveColumn, setHidden, shownColumns, togglePin } from './layout'
import { text } from './text'

const ITEM = 28
const HEIGHT = 308

type Props = {
  columns: readonly ColumnInfo[]
  layout: Layout
  onLayout: (layout: Layout) => void
  /** Goes to a column of the grid. */
  onGo: (place: number) => void
}

/** The choice of columns, however many: found by name, shown or hidden, pinned, moved, all by keyboard. */
export function ColumnPicker(props: Props) {
  const t = useText(text)
  const hidden = props.layout.hidden.size
  return (
    <DialogTrigger>
      <IconButton
        label={hidden ? t('columnsHidden', { n: formatInteger(hidden) }) : t('columns')}
        icon={Columns3}
        isPressedState={hidden > 0}
      />
      <Popover className="popover" offset={4} placement="bottom end">
        <Dialog className="grid-picker" aria-label={t('columns')}>
          {({ close }) => <Picker {...props} close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Picker({ columns, layout, onLayout, onGo, close }: Props & { close: () => void }) {
  const t = useText(text)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [current, setCurrent] = useState<number | null>(null)
  const [top, setTop] = useState(0)
  const sought = search.trim().toLowerCase()
  const order = useMemo(() => allColumns(layout), [layout])
  const found = useMemo(
    () => (sought ? order.filter((place) => columns[place]?.name.toLowerCase().includes(sought)) : order),
    [order, columns, sought]
  )
  const at = Math.max(0, current === null ? 0 : found.indexOf(current))
  const first = Math.max(0, Math.floor(top / ITEM) - 2)
  const drawn = found.slice(first, first + Math.ceil(HEIGHT / ITEM) + 4)
  const shown = shownColumns(layout).places.length

  const go = (to: number, among: readonly number[] = found): void => {
    const next = Math.max(0, Math.min(among.length - 1, to))
    setCurrent(among[next] ?? null)
    const element = list.current
    if (!element) return
    if (next * ITEM < element.scrollTop) element.scrollTop = next * ITEM
    if ((next + 1) * ITEM > element.scrollTop + HEIGHT) element.scrollTop = (next + 1) * ITEM - HEIGHT
  }
  const toggle = (place: number): void => onLayout(setHidden(layout, [place], !layout.hidden.has(place)))
  const move = (by: -1 | 1): void => {
    const place = found[at]
    if (place === undefined) return
    const next = moveColumn(layout, place, by)
    onLayout(next)
    setCurrent(place)
    const moved = shownColumns(next).places.indexOf(place)
    if (moved >= 0)
      announce(t('movedTo', { name: visibleText(columns[place]?.name ?? '', 60), place: formatInteger(moved + 1) }))
    if (!sought) go(allColumns(next).indexOf(place), allColumns(next))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = found[at]
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      return move(event.key === 'ArrowUp' ? -1 : 1)
    }
    const to: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: found.length - 1
    }
    const target = to[event.key]
    if (target !== undefined) {
      event.preventDefault()
      return go(target)
    }
    if (place === undefined) return
    if (event.key === ' ') {
      event.preventDefault()
      toggle(place)
    } else if (event.key.toLowerCase() === 'p' && !event.ctrlKey) onLayout(togglePin(layout, place))
    else if (event.key === 'Enter' && !layout.hidden.has(place)) {
      event.preventDefault()
      close()
      onGo(place)
    }
  }
  return (
    <>
      <SearchField label={t('searchColumn')} value={search} onChange={setSearch} autoFocus />
      <p className="muted grid-picker-count" role="status">
        {t('shownColumns', { n: formatInteger(shown), total: formatInteger(columns.length) })}
        {sought && ` · ${t('foundColumns', { n: formatInteger(found.length) })}`}
      </p>
      <div
        ref={list}
        className="grid-picker-list"
        role="listbox"
        tabIndex={0}
        aria-label={t('columns')}
        aria-describedby={`${id}-hint`}
        aria-multiselectable
        aria-activedescendant={found.length && drawn.includes(found[at] ?? -1) ? `${id}-${found[at]}` : undefined}
        style={{ height: Math.min(HEIGHT, Math.max(ITEM, found.length * ITEM)) }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: found.length * ITEM, position: 'relative' }}>
          {drawn.map((place, index) => {
            const isShown = !layout.hidden.has(place)
            const isPinned = layout.pinned.includes(place)
            return (
              <div
                key={place}
                id={`${id}-${place}`}
                role="option"
                aria-selected={isShown}
                aria-posinset={first + index + 1}
                aria-setsize={found.length}
                className={`grid-picker-item ${first + index === at ? 'grid-picker-current' : ''}`}
                style={{ top: (first + index) * ITEM }}
                onClick={() => {
                  setCurrent(place)
                  toggle(place)
                }}
              >
                <input type="checkbox" checked={isShown} readOnly tabIndex={-1} aria-hidden />
                <bdi className="grid-name">{visibleText(columns[place]?.name ?? '', 120)}</bdi>
                {isPinned && (
                  <>
                    <Pin size={12} aria-hidden />
                    <span className="sr-only">, {t('pinned')}</span>
                  </>
                )}
                <span className="muted mono">{visibleText(columns[place]?.type ?? '', 24)}</span>
              </div>
            )
          })}
        </div>
      </div>
      <p id={`${id}-hint`} className="muted grid-picker-hint">
        {t('pickerHint')}
      </p>
      <div className="grid-picker-actions">
        <Button size="small" onPress={() => onLayout(setHidden(layout, found, false))}>
          {t(sought ? 'showFound' : 'showAll')}
        </Button>
        <Button size="small" onPress={() => onLayout(setHidden(layout, found, true))}>
          {t(sought ? 'hideFound' : 'hideAll')}
        </Button>
      </div>
    </>
  )
}
