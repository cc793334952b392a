import type { FacetCounts, Filter } from '../../../contract'
import { formatInteger, useText, visibleText } from '../../parts'
import { toggleMissing } from './conditions'
import { text } from './text'

type MissingFacetProps = {
  counts: FacetCounts
  filter: Filter
  onFilter: (filter: Filter) => void
  brushed: readonly number[] | null
}

/** Rows without and with a value: either may be kept alone. */
export function MissingFacet({ counts: { spec, bins }, filter, onFilter, brushed }: MissingFacetProps) {
  const t = useText(text)
  const most = Math.max(1, ...bins.map(({ n }) => n))
  return (
    <ul className="facet-values" aria-label={t('values', { name: visibleText(spec.column, 80) })}>
      {bins.map(({ value, n }, place) => {
        const op = value === true ? 'missing' : 'present'
        const name = t(value === true ? 'isMissing' : 'isPresent')
        const rows = brushed ? (brushed[place] ?? 0) : n
        return (
          <li key={op} className="facet-value">
            <button
              type="button"
              className="facet-pick"
              aria-pressed={filter.all.some((condition) => condition.column === spec.column && condition.op === op)}
              onClick={() => onFilter(toggleMissing(filter, spec.column, value === true))}
            >
              <svg className="facet-bar" preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden>
                <rect width={(100 * rows) / most} height="1" />
              </svg>
              <span className="facet-name muted">{name}</span>
              <span className="sr-only">, </span>
              <span className="num facet-n">{formatInteger(rows)}</span>
              <span className="sr-only"> {t('ofRows')}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
