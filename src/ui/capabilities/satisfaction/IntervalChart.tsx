import { TrendingDown, TrendingUp } from 'lucide-react'
import type { MeasureResult, SegmentResult } from '../../../contract'
import { formatInteger, formatInterval, openEvidence, useLocalize, useText, visibleText } from '../../parts'
import { formatOf } from '../findings'
import { type Axis, axisFor, place } from './axis'
import { sideOf } from './headline'
import { text } from './text'

/**
 * Each segment as a dot with its 95 % interval on one axis, the value for all answers as a line through all rows.
 * Every row is a button that opens the segment's evidence; colour is doubled by an arrow and by words.
 */
export function IntervalChart({ result, segments }: { result: MeasureResult; segments: readonly SegmentResult[] }) {
  const t = useText(text)
  const { overall, unit } = result
  const axis = axisFor([overall, ...segments], result.scale)
  return (
    <div className="interval-chart">
      <div className="interval-row interval-head" aria-hidden>
        <span>{t('segmentColumn')}</span>
        <span />
        <span />
        <span className="num">{unit === 'points' ? t('nps') : t('value')}</span>
        <span className="num">{t('n')}</span>
      </div>
      <ChartRow row={overall} axis={axis} result={result} isOverall />
      <ul aria-label={t('segment')}>
        {segments.map((segment) => (
          <li key={segment.position}>
            <ChartRow row={segment} axis={axis} result={result} />
          </li>
        ))}
      </ul>
      <div className="interval-row interval-foot" aria-hidden>
        <span />
        <svg className="interval-plot" height={20}>
          {axis.ticks.map((tick) => (
            <text key={tick} x={`${place(tick, axis)}%`} y={14} textAnchor="middle" className="interval-tick">
              {formatOf(unit)(tick)}
            </text>
          ))}
        </svg>
      </div>
    </div>
  )
}

type ChartRowProps = { row: SegmentResult; axis: Axis; result: MeasureResult; isOverall?: boolean }

function ChartRow({ row, axis, result, isOverall = false }: ChartRowProps) {
  const t = useText(text)
  const localize = useLocalize()
  const format = formatOf(result.unit)
  const side = sideOf(row)
  const label = visibleText(localize(row.label), 120)
  const written = row.value === null ? t('maskedShort') : format(row.value)
  const interval = row.low === null || row.high === null ? t('masked') : formatInterval(row.low, row.high, format)
  const Arrow = side === 'below' ? TrendingDown : TrendingUp
  return (
    <button
      type="button"
      className={`interval-row ${isOverall ? 'interval-overall' : ''} ${side ? `interval-${side}` : ''}`}
      onClick={() => openEvidence(row.evidence, `${label} : ${written}`)}
    >
      <span className="interval-label isolate" title={label}>
        {label}
      </span>
      <Plot row={row} axis={axis} reference={isOverall ? null : result.overall.value} />
      <span className="interval-side">{side && <Arrow size={14} aria-hidden />}</span>
      <span className="num interval-value">{written}</span>
      <span className={`num interval-n ${row.status === 'ok' ? '' : 'interval-few'}`}>
        {row.status === 'masked' ? '< 5' : formatInteger(row.n)}
        {row.status === 'small' && '\u00a0*'}
      </span>
      <span className="sr-only">
        {[interval, row.status === 'small' && t('small'), side && t(side), t('openEvidence')]
          .filter(Boolean)
          .join(', ')}
      </span>
    </button>
  )
}

function Plot({ row, axis, reference }: { row: SegmentResult; axis: Axis; reference: number | null }) {
  const at = (value: number): string => `${place(value, axis)}%`
  return (
    <svg className="interval-plot" height={28} aria-hidden>
      {axis.ticks.map((tick) => (
        <line key={tick} className="interval-grid" x1={at(tick)} x2={at(tick)} y1={0} y2={28} />
      ))}
      {reference !== null && (
        <line className="interval-reference" x1={at(reference)} x2={at(reference)} y1={0} y2={28} />
      )}
      {row.value !== null && row.low !== null && row.high !== null && (
        <>
          <line className="interval-bar" x1={at(row.low)} x2={at(row.high)} y1={14} y2={14} />
          <circle className="interval-mark" cx={at(row.value)} cy={14} r={5} />
        </>
      )}
    </svg>
  )
}
