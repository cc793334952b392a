import { type KeyboardEvent, useRef, useState } from 'react'
import { useText, visibleText } from '../../parts'
import { text } from './facts-text'

type Props = {
  label: string
  names: readonly string[]
  /** Strength from 0 to 1 and words of a pair by places, left below right; null where it cannot be computed. */
  cell: (left: number, right: number) => { strength: number; words: string } | null
  onOpen: (left: number, right: number) => void
}

/** Every pair of columns as a half matrix, darker where stronger. One tab stop; arrows move, Enter opens. */
export function HeatMap({ label, names, cell, onOpen }: Props) {
  const t = useText(text)
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ row: 1, column: 0 })
  const words = (row: number, column: number): string => {
    const [left, right] = [visibleText(names[column] ?? '', 40), visibleText(names[row] ?? '', 40)]
    const found = cell(column, row)
    return found ? t('cell', { left, right, words: found.words }) : t('cellNone', { left, right })
  }
  const move = (event: KeyboardEvent): void => {
    const [down, along] = STEPS[event.key] ?? [0, 0]
    if (!down && !along) return
    event.preventDefault()
    const row = Math.min(names.length - 1, Math.max(1, at.row + down))
    const column = Math.min(row - 1, Math.max(0, at.column + along))
    setAt({ row, column })
    grid.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)?.focus()
  }
  return (
    <div className="heat">
      <div className="heat-scroll">
        <div className="heat-grid" role="grid" aria-label={label} ref={grid} onKeyDown={move}>
          <div className="heat-row" role="row">
            <span className="heat-name" role="columnheader">
              <span className="sr-only">{t('column')}</span>
            </span>
            {names.slice(0, -1).map((name) => (
              <span className="heat-heading isolate" role="columnheader" key={name} title={visibleText(name)}>
                {visibleText(name, 40)}
              </span>
            ))}
          </div>
          {names.slice(1).map((name, place) => {
            const row = place + 1
            return (
              <div className="heat-row" role="row" key={name}>
                <span className="heat-name isolate" role="rowheader" title={visibleText(name)}>
                  {visibleText(name, 40)}
                </span>
                {names.slice(0, row).map((other, column) => {
                  const current = at.row === row && at.column === column
                  const found = cell(column, row)
                  return (
                    <button
                      key={other}
                      type="button"
                      role="gridcell"
                      className={found ? 'heat-cell' : 'heat-cell heat-none'}
                      style={found ? { background: shade(found.strength) } : undefined}
                      data-cell={`${row}-${column}`}
                      tabIndex={current ? 0 : -1}
                      aria-label={words(row, column)}
                      title={words(row, column)}
                      onFocus={() => setAt({ row, column })}
                      onClick={() => onOpen(column, row)}
                    />
                  )
                })}
              </div>
            )
          })}
        </div>
      </div>
      <p className="heat-words isolate">{words(at.row, at.column)}</p>
      <p className="muted heat-hint">
        <span className="heat-scale" aria-hidden>
          0<span className="heat-ramp" />1
        </span>
        {t('moveHint')}
      </p>
    </div>
  )
}

function shade(strength: number): string {
  return `color-mix(in oklab, var(--accent) ${Math.round(100 * Math.min(1, strength))}%, var(--surface))`
}

const STEPS: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -1000],
  End: [0, 1000]
}
