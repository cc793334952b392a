import type { Evidence } from '../../contract'
import { openEvidence } from './evidence'
import { formatInteger, formatInterval, formatNumber } from './format'
import { useLocalize, useText } from './i18n'
import { text } from './text'

export type FigureProps = {
  /** Value of the figure; null where it cannot be told. */
  value: number | null
  format?: (value: number) => string
  /** Says what it is; part of the accessible name. Shown above where `showLabel`. */
  label?: string
  showLabel?: boolean
  n?: number | null
  interval?: { low: number; high: number } | null
  /** Ends of the scale on which the interval is drawn; the interval's own ends, widened, where absent. */
  scale?: { min: number; max: number }
  evidence?: Evidence | null
  /** Opens the evidence where the figure stands in a dialog, which hides the panel; the panel where absent. */
  onOpen?: (evidence: Evidence) => void
  size?: 'inline' | 'large'
}

/** A figure with its n and its interval, drawn; a click or Enter opens its evidence. */
export function Figure({
  value,
  format = formatNumber,
  label,
  showLabel = false,
  n,
  interval,
  scale,
  evidence,
  onOpen,
  size = 'inline'
}: FigureProps) {
  const t = useText(text)
  const localize = useLocalize()
  const written = value === null ? '–' : format(value)
  const name = label ?? (evidence ? localize(evidence.title) : '')
  const inside = (
    <>
      {showLabel && <span className="figure-label">{name}</span>}
      <span className="figure-value num">{written}</span>
      {interval && value !== null && <IntervalMark value={value} interval={interval} scale={scale} format={format} />}
      {n != null && <span className="figure-n num">n&nbsp;=&nbsp;{formatInteger(n)}</span>}
    </>
  )
  if (!evidence) return <span className={`figure figure-${size}`}>{inside}</span>
  const spoken = [
    name,
    written,
    interval && t('interval', { interval: formatInterval(interval.low, interval.high, format) }),
    n != null && `n = ${formatInteger(n)}`
  ]
  return (
    <button
      type="button"
      className={`figure figure-open figure-${size}`}
      aria-label={`${spoken.filter(Boolean).join(', ')}. ${t('openEvidence')}`}
      title={t('openEvidence')}
      onClick={() => (onOpen ? onOpen(evidence) : openEvidence(evidence, written))}
    >
      {inside}
    </button>
  )
}

type IntervalMarkProps = {
  value: number
  interval: { low: number; high: number }
  scale?: { min: number; max: number }
  format?: (value: number) => string
  width?: number
}

/** An interval as a line with its estimate as a dot, `width` pixels wide. */
export function IntervalMark({ value, interval, scale, format = formatNumber, width = 72 }: IntervalMarkProps) {
  const t = useText(text)
  const margin = (interval.high - interval.low) * 0.25 || 1
  const { min, max } = scale ?? { min: interval.low - margin, max: interval.high + margin }
  const at = (x: number): number => 3 + ((Math.min(max, Math.max(min, x)) - min) / (max - min || 1)) * (width - 6)
  const spoken = t('interval', { interval: formatInterval(interval.low, interval.high, format) })
  return (
    <svg className="interval" width={width} height={12} role="img" aria-label={spoken}>
      <title>{spoken}</title>
      <line className="interval-axis" x1={0} x2={width} y1={6} y2={6} />
      <line className="interval-range" x1={at(interval.low)} x2={at(interval.high)} y1={6} y2={6} />
      <circle className="interval-dot" cx={at(value)} cy={6} r={3} />
    </svg>
  )
}
