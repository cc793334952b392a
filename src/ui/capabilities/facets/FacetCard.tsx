import { Eraser, X } from 'lucide-react'
import type { FacetCounts, FacetSpec, Filter } from '../../../contract'
import { IconButton, Select, useLocalize, useText, visibleText } from '../../parts'
import { isOwnCondition } from './conditions'
import { HistogramFacet } from './HistogramFacet'
import { MissingFacet } from './MissingFacet'
import { text } from './text'
import { ValueList } from './ValueList'

type FacetCardProps = {
  spec: FacetSpec
  /** DuckDB type of its column, by which values are written. */
  type: string
  /** Null while the facet is counted for the first time. */
  counts: FacetCounts | null
  filter: Filter
  brushed: readonly number[] | null
  onFilter: (filter: Filter) => void
  onSpec: (spec: FacetSpec) => void
  onClose: () => void
  onReady: () => void
  onBrush: (bins: { from: number; to: number } | null) => void
}

/** One facet of a table with its own tools. */
export function FacetCard(props: FacetCardProps) {
  const { spec, counts, filter, brushed, onFilter, onSpec, onClose } = props
  const t = useText(text)
  const localize = useLocalize()
  const name = visibleText(spec.column, 80)
  const own = filter.all.filter((condition) => isOwnCondition(spec, condition))
  return (
    <section className="facet" aria-label={t('facetOf', { name })}>
      <header className="facet-header">
        <h2 className="isolate" title={visibleText(spec.column)}>
          {name}
        </h2>
        <span className="muted">{t(spec.kind)}</span>
        {own.length > 0 && (
          <IconButton
            label={t('reset', { name })}
            icon={Eraser}
            size={14}
            className="icon-button-small"
            onPress={() => onFilter({ all: filter.all.filter((condition) => !own.includes(condition)) })}
          />
        )}
        <IconButton label={t('close', { name })} icon={X} size={14} className="icon-button-small" onPress={onClose} />
      </header>
      {counts?.problem && <p className="facet-note facet-problem">{localize(counts.problem)}</p>}
      {counts && !counts.problem && spec.kind === 'date' && (
        <Select
          label={t('unit')}
          hideLabel
          options={(['auto', 'year', 'month', 'day'] as const).map((value) => ({ value, label: t(value) }))}
          value={spec.unit}
          onChange={(unit) => onSpec({ ...spec, unit })}
        />
      )}
      {counts && !counts.problem && <Counted {...props} counts={counts} brushed={brushed} />}
      {!counts && <div className="skeleton facet-skeleton" />}
    </section>
  )
}

function Counted({
  counts,
  type,
  filter,
  brushed,
  onFilter,
  onSpec,
  onReady,
  onBrush
}: FacetCardProps & { counts: FacetCounts }) {
  const { spec } = counts
  const shared = { filter, brushed, onFilter }
  if (spec.kind === 'text' || spec.kind === 'word')
    return (
      <ValueList
        {...shared}
        type={type}
        counts={{ ...counts, spec }}
        onSearch={(search) => onSpec({ ...spec, search })}
      />
    )
  if (spec.kind === 'missing') return <MissingFacet {...shared} counts={counts} />
  return <HistogramFacet {...shared} counts={{ ...counts, spec }} onReady={onReady} onBrush={onBrush} />
}
