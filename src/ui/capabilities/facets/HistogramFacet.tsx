import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { FacetBin, FacetCounts, FacetSpec, Filter, Scalar } from '../../../contract'
import { DayField, formatDate, formatInteger, formatNumber, NumberField, useText, visibleText } from '../../parts'
import { rangeOf, withRange } from './conditions'
import { text } from './text'

const WIDTH = 300
const HEIGHT = 56

type HistogramFacetProps = {
  counts: FacetCounts & { spec: FacetSpec & { kind: 'number' | 'date' } }
  filter: Filter
  onFilter: (filter: Filter) => void
  /** Rows of each bin while another facet is brushed. */
  brushed: readonly number[] | null
  /** Told before a brush may come, so that its moves are answered at once. */
  onReady: () => void
  /** The bins brushed just now; null when the brush is let go or leaves none out. */
  onBrush: (bins: { from: number; to: number } | null) => void
}

type Bins = { from: number; to: number }

/** A histogram with a brush: dragged, moved by arrow keys at its two ends, or written in two fields. */
export function HistogramFacet({ counts, filter, onFilter, brushed, onReady, onBrush }: HistogramFacetProps) {
  const t = useText(text)
  const { spec, bins } = counts
  const name = visibleText(spec.column, 80)
  const { low, high } = rangeOf(filter, spec.column)
  const edges = [...bins.map(({ value }) => value), bins.at(-1)?.to ?? null]
  const applied: Bins = {
    from: low === null ? 0 : placeOf(edges, low),
    to: high === null ? bins.length : placeOf(edges, high)
  }
  // An end that lies where the values end is open: rows of a later delivery may go beyond.
  const boundOf = (end: keyof Bins, range: Bins): Scalar =>
    (end === 'from' ? range.from <= 0 : range.to >= bins.length) ? null : (edges[range[end]] ?? null)
  const [moving, setMoving] = useState<Bins | null>(null)
  const started = useRef<number | null>(null)
  const shown = moving ?? applied
  const latest = useRef({ commit: (_: Bins): void => undefined })
  latest.current.commit = (range) => {
    setMoving(null)
    onBrush(null)
    onFilter(
      range.from >= range.to
        ? withRange(filter, spec.column, null, null)
        : withRange(filter, spec.column, boundOf('from', range), boundOf('to', range))
    )
  }
  const move = (range: Bins): void => {
    // Where the counts came while the brush was already held, its index is still to be asked for.
    onReady()
    setMoving(range)
    onBrush(range)
  }
  // Arrow keys move step by step: the grid is read again once they rest.
  const keyed = useRef(false)
  useEffect(() => {
    if (!moving || !keyed.current) return
    const timer = setTimeout(() => {
      keyed.current = false
      latest.current.commit(moving)
    }, 400)
    return () => clearTimeout(timer)
  }, [moving])
  const at = (event: PointerEvent<SVGSVGElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return Math.min(bins.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bins.length)))
  }
  const onKey = (end: 'from' | 'to') => (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    keyed.current = true
    const wanted = shown[end] + step
    move(
      end === 'from'
        ? { ...shown, from: Math.min(shown.to - 1, Math.max(0, wanted)) }
        : { ...shown, to: Math.max(shown.from + 1, Math.min(bins.length, wanted)) }
    )
  }
  const written = (edge: Scalar): string =>
    edge === null ? '–' : typeof edge === 'number' ? formatNumber(edge) : formatDate(String(edge))
  const most = Math.max(1, ...bins.map(({ n }) => n))
  const step = WIDTH / Math.max(1, bins.length)
  const handle = (end: 'from' | 'to') => (
    <div
      role="slider"
      tabIndex={0}
      className="facet-handle"
      style={{ left: `${(100 * shown[end]) / Math.max(1, bins.length)}%` }}
      aria-label={t(end === 'from' ? 'lowEnd' : 'highEnd', { name })}
      aria-valuemin={0}
      aria-valuemax={bins.length}
      aria-valuenow={shown[end]}
      aria-valuetext={written(edges[shown[end]] ?? null)}
      onKeyDown={onKey(end)}
      onFocus={onReady}
    />
  )
  if (!bins.length) return <p className="muted facet-note">{t('noValue')}</p>
  return (
    <div className="facet-histogram" onPointerEnter={onReady}>
      <div className="facet-plot">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('histogram', { name })}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            started.current = at(event)
            onReady()
          }}
          onPointerMove={(event) => {
            if (started.current === null) return
            const here = at(event)
            move({ from: Math.min(started.current, here), to: Math.max(started.current, here) + 1 })
          }}
          onPointerUp={(event) => {
            if (started.current === null) return
            const [first, here] = [started.current, at(event)]
            started.current = null
            latest.current.commit({ from: Math.min(first, here), to: Math.max(first, here) + 1 })
          }}
        >
          {bins.map(({ n, tail }, place) => {
            const rows = brushed ? (brushed[place] ?? 0) : n
            const tall = rows ? Math.max(1, (rows / most) * (HEIGHT - 2)) : 0
            const isIn = place >= shown.from && place < shown.to
            return (
              <rect
                key={place}
                className={`facet-bin${tail ? ' facet-bin-tail' : ''}${isIn ? '' : ' facet-bin-out'}`}
                x={place * step}
                y={HEIGHT - tall}
                width={Math.max(0.5, step > 3 ? step - 1 : step)}
                height={tall}
              />
            )
          })}
          <line className="facet-axis" x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        </svg>
        {handle('from')}
        {handle('to')}
      </div>
      <p className="facet-ends muted num">
        <span>{bins[0]?.tail ? `< ${written(edges[1] ?? null)}` : written(edges[0] ?? null)}</span>
        <span>{bins.at(-1)?.tail ? `≥ ${written(edges.at(-2) ?? null)}` : written(edges.at(-1) ?? null)}</span>
      </p>
      {tailsOf(bins).map((place) => (
        <p key={place} className="muted facet-note">
          <span className="facet-tail-key" aria-hidden /> {tailWords(bins, place, t, written)}{' '}
          <button
            type="button"
            className="button button-small"
            aria-label={t(place === 0 ? 'seeBelow' : 'seeAbove', { name })}
            onClick={() => latest.current.commit({ from: place, to: place + 1 })}
          >
            {t('seeTail')}
          </button>
        </p>
      ))}
      <RangeFields
        spec={spec}
        low={moving ? boundOf('from', moving) : low}
        high={moving ? boundOf('to', moving) : high}
        onRange={(from, to) => onFilter(withRange(filter, spec.column, from, to))}
      />
      <p className="muted facet-note">
        {counts.missing > 0 && t('missingRows', { count: counts.missing, rows: formatInteger(counts.missing) })}{' '}
        {counts.others.rows > 0 && t('outside', { rows: formatInteger(counts.others.rows) })}
      </p>
    </div>
  )
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity
}

type RangeFieldsProps = {
  spec: FacetSpec & { kind: 'number' | 'date' }
  low: Scalar
  high: Scalar
  onRange: (low: Scalar, high: Scalar) => void
}

function RangeFields({ spec, low, high, onRange }: RangeFieldsProps) {
  const t = useText(text)
  if (spec.kind === 'date')
    return (
      <div className="facet-fields">
        <DayField label={t('fromDay')} value={dayOf(low)} onCommit={(day) => onRange(day, high)} />
        <DayField label={t('toDay')} value={dayOf(high)} onCommit={(day) => onRange(low, day)} />
      </div>
    )
  const number = (value: number): Scalar => (Number.isNaN(value) ? null : value)
  const shown = (value: Scalar): number => (value === null ? NaN : Number(value))
  const format = { maximumFractionDigits: 15 }
  return (
    <div className="facet-fields">
      <NumberField
        label={t('from')}
        value={shown(low)}
        formatOptions={format}
        onChange={(value) => onRange(number(value), high)}
      />
      <NumberField
        label={t('to')}
        value={shown(high)}
        formatOptions={format}
        onChange={(value) => onRange(low, number(value))}
      />
    </div>
  )
}

function dayOf(value: Scalar): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : null
}

/** The first edge at or above a value. */
function placeOf(edges: readonly Scalar[], value: Scalar): number {
  const found = edges.findIndex((edge) => edge !== null && value !== null && edge >= value)
  return found < 0 ? edges.length - 1 : found
}

/** The bins at the ends that gather long tails. */
function tailsOf(bins: readonly FacetBin[]): number[] {
  return [...new Set([0, bins.length - 1])].filter((place) => bins[place]?.tail)
}

/** A bin that gathers a long tail, in words: it looks like the others and is far wider. */
function tailWords(
  bins: readonly FacetBin[],
  place: number,
  t: ReturnType<typeof useText<keyof typeof text.keys>>,
  written: (edge: Scalar) => string
): string {
  const { value = null, to = null, n = 0 } = bins[place] ?? {}
  const isFirst = place === 0 && bins.length > 1
  return t(isFirst ? 'tailBelow' : 'tailAbove', { edge: written(isFirst ? to : value), count: n, n: formatInteger(n) })
}
