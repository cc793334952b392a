import type { Measure, Segmentation, SegmentCandidate } from '../../../contract'
import { setParams } from '../../app/route'
import { formatInteger, formatPercent, NumberField, type Option, Select, useText, visibleText } from '../../parts'
import { canBeNps, type Choice, measureParam, segmentParam, topTwo } from './choice'
import { text } from './text'

type MeasureControlsProps = {
  choice: Choice
  candidates: readonly SegmentCandidate[]
  segment: Segmentation | null
  segmentValue: string
}

/** What is measured, and by which segment; every choice is kept in the address. */
export function MeasureControls({ choice, candidates, segment, segmentValue }: MeasureControlsProps) {
  const t = useText(text)
  return (
    <div className="measure-controls">
      <MeasureSelect choice={choice} />
      <Select
        label={t('segment')}
        className="segment-select"
        options={[{ value: 'none', label: t('noSegment') }, ...candidates.map((candidate) => optionOf(candidate, t))]}
        value={segmentValue}
        onChange={(value) => setParams({ segment: value, unit: '', classes: '' })}
      />
      {segment?.by.kind === 'period' && (
        <Select
          label={t('period')}
          options={(['month', 'quarter', 'year'] as const).map((unit) => ({ value: unit, label: t(unit) }))}
          value={segment.by.unit}
          onChange={(unit) => setParams({ unit })}
        />
      )}
      {segment?.by.kind === 'classes' && (
        <NumberField
          label={t('classes')}
          value={segment.by.count}
          minValue={2}
          maxValue={20}
          step={1}
          onChange={(count) => Number.isFinite(count) && setParams({ classes: String(count) })}
        />
      )}
    </div>
  )
}

function MeasureSelect({ choice: { score, measure } }: { choice: Choice }) {
  const t = useText(text)
  const { scale } = score
  const choose = (kind: Measure['kind']): void =>
    setParams({ measure: kind === 'csat' ? `csat:${topTwo(scale)}` : kind })
  const options: Option<Measure['kind']>[] = [
    { value: 'nps', label: t('nps'), description: t('npsHint'), isDisabled: !canBeNps(scale) },
    { value: 'csat', label: t('csat'), description: t('csatHint') },
    { value: 'mean', label: t('mean'), description: t('meanHint') }
  ]
  return (
    <>
      <Select label={t('measure')} options={options} value={measure.kind} onChange={choose} />
      {measure.kind === 'csat' && (
        <NumberField
          label={t('threshold')}
          value={measure.threshold}
          minValue={scale.low + 1}
          maxValue={scale.high}
          step={1}
          onChange={(threshold) =>
            Number.isFinite(threshold) && setParams({ measure: measureParam({ ...measure, threshold }) })
          }
        />
      )}
    </>
  )
}

function optionOf(candidate: SegmentCandidate, t: ReturnType<typeof useText<keyof typeof text.keys>>): Option {
  const { segment, groups, matched } = candidate
  const { via } = segment
  const where = via
    ? t('joined', { table: visibleText(via.table.name, 60), share: formatPercent(matched ?? 0, 0) })
    : t('ownColumns')
  const many = segment.by.kind === 'value' ? `${t('groups', { n: formatInteger(groups) })}, ` : ''
  return { value: segmentParam(candidate), label: visibleText(segment.column, 80), description: many + where }
}
