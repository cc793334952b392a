import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { CellAt, ColumnInfo, FindAnswer, RowSource } from '../../../contract'
import { api, isCancelled } from '../../client'
import { announce } from '../announce'
import { Button } from '../Button'
import { ErrorState } from '../ErrorState'
import { IconButton } from '../IconButton'
import { useText } from '../i18n'
import { SearchField } from '../SearchField'
import { Select } from '../Select'
import { visibleText } from '../visible-text'
import type { GridHandle } from './GridView'
import { matchWords } from './match-words'
import { text } from './text'

export type FindHandle = { find: (direction: 'next' | 'previous') => void; focus: () => void }

type Props = {
  source: RowSource
  columns: readonly ColumnInfo[]
  /** Columns shown, left to right. */
  places: readonly number[]
  /** The column to look in; null is all those shown. */
  within: number | null
  onWithin: (place: number | null) => void
  /** The column that the active cell was in when the bar opened, offered as the one to look in. */
  near: number
  grid: RefObject<GridHandle | null>
  handle: Ref<FindHandle>
  onClose: () => void
}

/** Looks for a text through all rows of the view, in the engine; the grid goes to each match. */
export function FindBar({ source, columns, places, within, onWithin, near, grid, handle, onClose }: Props) {
  const t = useText(text)
  const [sought, setSought] = useState('')
  const [answer, setAnswer] = useState<{ of: string; found: FindAnswer } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isRunning, setRunning] = useState(false)
  const running = useRef<AbortController | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const identity = JSON.stringify([source, within, sought])
  const focus = (): void => field.current?.querySelector('input')?.focus()
  useEffect(() => {
    focus()
    return () => running.current?.abort()
  }, [])

  const find = async (direction: 'next' | 'previous'): Promise<void> => {
    if (!sought) return focus()
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    setRunning(true)
    setError(null)
    const active = grid.current?.active() ?? { row: -1, place: 0 }
    // A first search takes the active cell too, those that follow go on from it.
    const isNew = answer?.of !== identity
    const from: CellAt = { row: active.row, column: active.place }
    if (isNew) from.column = -1
    try {
      const found = await api.tables.find(
        { source, text: sought, columns: within === null ? [...places] : [within], from, direction },
        { signal: abort.signal }
      )
      setAnswer({ of: identity, found })
      if (found.hit) grid.current?.goTo(found.hit.row, found.hit.column)
      announce(words(found))
    } catch (failure) {
      if (!abort.signal.aborted && !isCancelled(failure)) setError(failure)
    } finally {
      if (running.current === abort) setRunning(false)
    }
  }
  useImperativeHandle(handle, () => ({ find: (direction) => void find(direction), focus }))

  const words = (found: FindAnswer): string => matchWords(found, t)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      return onClose()
    }
    if (event.key === 'F3' || (event.key === 'Enter' && event.target instanceof HTMLInputElement)) {
      event.preventDefault()
      void find(event.shiftKey ? 'previous' : 'next')
    }
  }
  const offered = within ?? near
  return (
    <div className="grid-find" role="search" aria-label={t('find')} onKeyDownCapture={onKeyDown}>
      <div ref={field} className="grid-find-field">
        <SearchField label={t('soughtText')} value={sought} onChange={setSought} />
      </div>
      <Select
        label={t('findIn')}
        hideLabel
        className="grid-find-where"
        value={within === null ? 'all' : 'one'}
        options={[
          { value: 'all', label: t('everyColumn') },
          { value: 'one', label: t('oneColumn', { name: visibleText(columns[offered]?.name ?? '', 40) }) }
        ]}
        onChange={(value) => onWithin(value === 'all' ? null : offered)}
      />
      <IconButton label={t('previousMatch')} shortcut="⇧F3" icon={ChevronUp} onPress={() => void find('previous')} />
      <IconButton label={t('nextMatch')} shortcut="F3" icon={ChevronDown} onPress={() => void find('next')} />
      {isRunning ? (
        <>
          <span className="muted">{t('looking')}</span>
          <Button size="small" onPress={() => running.current?.abort()}>
            {t('cancel')}
          </Button>
        </>
      ) : (
        <span className="muted num grid-find-count">{answer?.of === identity ? words(answer.found) : ''}</span>
      )}
      {error !== null && <ErrorState inline error={error} />}
      <IconButton label={t('closeFind')} icon={X} onPress={onClose} />
    </div>
  )
}
