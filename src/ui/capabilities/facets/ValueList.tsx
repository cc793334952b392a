import { Ban } from 'lucide-react'
import { memo, useCallback, useRef, useState } from 'react'
import type { FacetCounts, FacetSpec, Filter, Scalar } from '../../../contract'
import { booleanWord, formatInteger, SearchField, useText, visibleText } from '../../parts'
import { picksOf, togglePick } from './conditions'
import { text } from './text'
import { valueShown } from './value-shown'

type ValueListProps = {
  counts: FacetCounts & { spec: FacetSpec & { kind: 'text' | 'word' } }
  filter: Filter
  /** DuckDB type of the column. */
  type: string
  onFilter: (filter: Filter) => void
  onSearch: (search: string) => void
  /** Rows of each line while another facet is brushed, the missing ones last. */
  brushed: readonly number[] | null
}

/** Values or words with their rows: each may be included, or excluded. */
export function ValueList({ counts, filter, type, onFilter, onSearch, brushed }: ValueListProps) {
  const t = useText(text)
  const { spec, bins, missing, others } = counts
  const [search, setSearch] = useState(spec.search)
  const isBoolean = type === 'BOOLEAN'
  const valueOf = (value: Scalar): Scalar => (isBoolean ? asTruth(value) : value)
  const { included, excluded } = picksOf(filter, spec)
  const isText = spec.kind === 'text'
  const showMissing = isText && (missing > 0 || included.includes(null) || excluded.includes(null))
  const lines = [
    ...bins.map(({ value, n }, place) => ({ value: valueOf(value), n: brushed ? (brushed[place] ?? 0) : n })),
    ...(showMissing ? [{ value: null, n: brushed ? (brushed[bins.length] ?? 0) : missing }] : [])
  ]
  const most = Math.max(1, ...bins.map(({ n }) => n), missing)
  const latest = useRef({ filter, spec, onFilter })
  latest.current = { filter, spec, onFilter }
  const pick = useCallback((value: Scalar, way: 'include' | 'exclude'): void => {
    const now = latest.current
    now.onFilter(togglePick(now.filter, now.spec, value, way))
  }, [])
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
          <ValueLine
            key={value === null ? 'missing' : `v:${String(value)}`}
            value={value}
            type={isText ? type : 'VARCHAR'}
            n={n}
            share={(100 * n) / most}
            isIncluded={included.includes(value)}
            isExcluded={excluded.includes(value)}
            onPick={pick}
          />
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

/** The engine counts truth values by their texts. */
function asTruth(value: Scalar): Scalar {
  return value === 'true' ? true : value === 'false' ? false : value
}

type ValueLineProps = {
  value: Scalar
  /** DuckDB type of the column. */
  type: string
  n: number
  /** Length of the bar, in percent. */
  share: number
  isIncluded: boolean
  isExcluded: boolean
  onPick: (value: Scalar, way: 'include' | 'exclude') => void
}

/** One value. Plain buttons, drawn again only where something of it changed: a brush moves fifty of them at each frame. */
const ValueLine = memo(function ValueLine({ value, type, n, share, isIncluded, isExcluded, onPick }: ValueLineProps) {
  const t = useText(text)
  const { shown, hidden } = valueShown(typeof value === 'string' ? value : '', type)
  const name =
    value === null
      ? t('isMissing')
      : value === ''
        ? t('emptyText')
        : typeof value === 'boolean'
          ? booleanWord(value)
          : typeof value === 'string'
            ? shown
            : visibleText(String(value), 120)
  return (
    <li className="facet-value">
      <button
        type="button"
        className={isExcluded ? 'facet-pick facet-excluded' : 'facet-pick'}
        aria-pressed={isIncluded}
        onClick={() => onPick(value, 'include')}
      >
        <svg className="facet-bar" preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden>
          <rect width={share} height="1" />
        </svg>
        <span
          className={value === null || value === '' ? 'facet-name muted' : 'facet-name isolate'}
          title={hidden.length ? hidden.map((kind) => t(`hidden ${kind}`)).join(', ') : undefined}
        >
          {name}
        </span>
        <span className="sr-only">, {hidden.map((kind) => `${t(`hidden ${kind}`)}, `)}</span>
        <span className="num facet-n">{formatInteger(n)}</span>
        <span className="sr-only"> {t('ofRows')}</span>
      </button>
      <button
        type="button"
        className="icon-button icon-button-small"
        aria-pressed={isExcluded}
        aria-label={t('exclude', { value: name })}
        title={t('exclude', { value: name })}
        onClick={() => onPick(value, 'exclude')}
      >
        <Ban size={14} aria-hidden />
      </button>
    </li>
  )
})
