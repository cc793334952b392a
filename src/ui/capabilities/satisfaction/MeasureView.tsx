import { ChartNoAxesGantt, Pin, Table2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MeasureResult, Segmentation, SegmentResult } from '../../../contract'
import { Button, formatInteger, formatNumber, IconButton, Select, useLocalize, useText, visibleText } from '../../parts'
import { askToPin, formatOf, type PinHints, withPinHints } from '../findings'
import { lowestApart } from './headline'
import { IntervalChart } from './IntervalChart'
import { SegmentTable } from './SegmentTable'
import { text } from './text'

/** A measured result: what it shows in words, the chart or its table, notes and method; each figure can be pinned. */
export function MeasureView({ result, segment }: { result: MeasureResult; segment: Segmentation | null }) {
  const t = useText(text)
  const localize = useLocalize()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const naturally = segment?.by.kind === 'value' ? 'worst' : 'natural'
  const [order, setOrder] = useState<'worst' | 'natural'>(naturally)
  useEffect(() => setOrder(naturally), [naturally])
  const { pinOf } = usePins(result)
  const segments = order === 'worst' ? result.segments : result.segments.toSorted((a, b) => a.position - b.position)
  const lowest = lowestApart(result)
  const target = lowest ?? result.overall
  return (
    <section className="measure-view" aria-labelledby="measure-headline">
      <header className="measure-header">
        <div>
          <h2 id="measure-headline" className="isolate">
            <Headline result={result} />
          </h2>
          <p className="muted isolate">
            {t('subtitle', {
              title: localize(result.title),
              filter: localize(result.overall.evidence.filter),
              n: formatInteger(result.overall.n)
            })}
          </p>
        </div>
        {target.value !== null && (
          <Button variant="primary" icon={Pin} onPress={() => pinOf(target)}>
            {t('pin')}
          </Button>
        )}
      </header>
      {result.segments.length > 0 && (
        <div className="measure-tools">
          <Select
            label={t('order')}
            hideLabel
            options={(['worst', 'natural'] as const).map((value) => ({ value, label: t(value) }))}
            value={order}
            onChange={setOrder}
          />
          <IconButton
            label={view === 'chart' ? t('table') : t('chart')}
            icon={view === 'chart' ? Table2 : ChartNoAxesGantt}
            onPress={() => setView(view === 'chart' ? 'table' : 'chart')}
          />
        </div>
      )}
      {view === 'chart' ? (
        <IntervalChart result={result} segments={segments} />
      ) : (
        <SegmentTable result={result} segments={segments} />
      )}
      {result.notes.length > 0 && (
        <>
          <h3>{t('notes')}</h3>
          <ul className="measure-notes">
            {result.notes.map((note) => (
              <li key={note.en}>{visibleText(localize(note), 500)}</li>
            ))}
          </ul>
        </>
      )}
      <details className="measure-method">
        <summary>{t('method')}</summary>
        <ul className="measure-notes">
          {result.method.map((line) => (
            <li key={line.en}>{localize(line)}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function Headline({ result }: { result: MeasureResult }) {
  const t = useText(text)
  const localize = useLocalize()
  const format = formatOf(result.unit)
  const { overall, segments } = result
  const lowest = lowestApart(result)
  if (overall.value === null) return <>{t('headlineEmpty')}</>
  if (!segments.length)
    return <>{t('headlineAll', { measure: localize(overall.evidence.title), value: format(overall.value) })}</>
  if (!lowest?.difference || lowest.value === null) return <>{t('headlineNone')}</>
  const gap = Math.abs(lowest.difference.value)
  const written = result.unit === 'number' ? formatNumber(gap) : t('points', { n: formatNumber(gap, 1) })
  const segment = visibleText(localize(lowest.label), 80)
  return <>{t('headlineLow', { segment, value: format(lowest.value), gap: written })}</>
}

/** Says how each figure of the result is pinned, and pins one. */
function usePins(result: MeasureResult): { pinOf: (row: SegmentResult) => void } {
  const localize = useLocalize()
  const format = formatOf(result.unit)
  const hintsOf = (row: SegmentResult): PinHints => ({
    kind: 'measure',
    unit: result.unit,
    interval: result.interval,
    title: `${localize(row.evidence.title)}, ${row.value === null ? '–' : format(row.value)}`
  })
  useEffect(() => {
    for (const row of [result.overall, ...result.segments]) {
      if (row.value !== null) withPinHints(row.evidence, hintsOf(row))
      if (row.difference) {
        const { evidence } = row.difference
        const unit = result.unit === 'number' ? 'number' : 'points'
        withPinHints(evidence, { kind: 'measure', unit, title: localize(evidence.title) })
      }
    }
  })
  return { pinOf: (row) => askToPin(row.evidence, row.value === null ? null : format(row.value), hintsOf(row)) }
}
