import { Ban } from 'lucide-react'
import { useState } from 'react'
import type { FacetCounts, FacetSpec, Filter, Scalar } from '../../../contract'
import { formatInteger, IconButton, SearchField, useText, visibleText } from '../../parts'
import { picksOf, togglePick } from './conditions'
import { text } from './text'

type ValueListProps = {
  counts: FacetCounts & { spec: FacetSpec & { kind: 'text' | 'word' } }
  filter: Filter
  onFilter: (filter: Filter) => void
  onSearch: (search: string) => void
  /** Rows of each line while another facet is brushed, the missing ones last. */
  brushed: readonly number[] | null
}

/** Values or words with their rows: each may be included, or excluded. */
export function ValueList({ counts, filter, onFilter, onSearch, brushed }: ValueListProps) {
  const t = useText(text)
  const { spec, bins, missing, others } = counts
  const [search, setSearch] = useState(spec.search)
  const { included, excluded } = picksOf(filter, spec)
  const isText = spec.kind === 'text'
  const showMissing = isText && (missing > 0 || included.includes(null) || excluded.includes(null))
  const lines = [
    ...bins.map(({ value, n }, place) => ({ value, n: brushed ? (brushed[place] ?? 0) : n })),
    ...(showMissing ? [{ value: null, n: brushed ? (brushed[bins.length] ?? 0) : missing }] : [])
  ]
  const most = Math.max(1, ...bins.map(({ n }) => n), missing)
  const nameOf = (value: Scalar): string =>
    value === null ? t('isMissing') : value === '' ? t('emptyText') : visibleText(String(value), 120)
  return (
    <>
      <SearchField
        label={isText ? t('search') : t('searchWord')}
        value={search}
        onChange={(value) => {
          setSearch(value)
          onSearch(value)
        }}
      />
      <ul className="facet-values" aria-label={t('values', { name: visibleText(spec.column, 80) })}>
        {lines.map(({ value, n }) => (
          <li key={value === null ? 'missing' : `v:${String(value)}`} className="facet-value">
            <button
              type="button"
              className={excluded.includes(value) ? 'facet-pick facet-excluded' : 'facet-pick'}
              aria-pressed={included.includes(value)}
              aria-label={t('value', { value: nameOf(value), n: formatInteger(n) })}
              onClick={() => onFilter(togglePick(filter, spec, value, 'include'))}
            >
              <svg className="facet-bar" preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden>
                <rect width={(100 * n) / most} height="1" />
              </svg>
              <span className={value === null || value === '' ? 'facet-name muted' : 'facet-name isolate'}>
                {nameOf(value)}
              </span>
              <span className="num facet-n">{formatInteger(n)}</span>
            </button>
            <IconButton
              label={t('exclude', { value: nameOf(value) })}
              icon={Ban}
              size={14}
              className="icon-button-small"
              isPressedState={excluded.includes(value)}
              onPress={() => onFilter(togglePick(filter, spec, value, 'exclude'))}
            />
          </li>
        ))}
      </ul>
      {!lines.length && <p className="muted facet-note">{t('noValue')}</p>}
      {others.values > 0 && (
        <p className="muted facet-note">
          {isText
            ? t('others', { values: formatInteger(others.values), rows: formatInteger(others.rows) })
            : t('otherWords', { values: formatInteger(others.values) })}
        </p>
      )}
    </>
  )
}
