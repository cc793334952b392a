import { memo, useCallback, useEffect, useRef } from 'react'
import type { FacetSpec, FacetsResult, Filter, TableInfo } from '../../../contract'
import {
  Button,
  CopyButton,
  ErrorState,
  formatInteger,
  formatPercent,
  ProgressBar,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { AddFacet } from './AddFacet'
import type { Brushed } from './brushed'
import { ConditionEditor } from './ConditionEditor'
import { FacetCard } from './FacetCard'
import { NamedFilters } from './NamedFilters'
import { setFacets, setFilter, type Sifting, siftingOf, useSifting } from './state'
import { text } from './text'
import { useBrush, useCounts, usePreparation } from './useFacets'

/** The facets of a table beside its rows, the filter that they make, and the filters kept under a name. */
export function FacetsPane({ table }: { table: TableInfo }) {
  const t = useText(text)
  const localize = useLocalize()
  const sifting = useSifting(table.ref)
  const { filter, facets } = sifting
  const counts = useCounts(table, sifting)
  const preparation = usePreparation(table, sifting)
  const {
    brush,
    setBrush,
    ready,
    brushed: moving
  } = useBrush(
    table,
    sifting,
    counts.isPlaceholderData ? undefined : counts.data,
    // Codes are there, or the table is small: where neither is, counting ahead would hold up what is asked for.
    preparation.mode !== null && (preparation.mode.coded || preparation.mode.reason === null)
  )
  const { data } = counts
  const isCounting = counts.isPlaceholderData && counts.isFetching
  // What a brush told last is what its filter keeps: it stands until the counts of that filter are there.
  const held = useRef<{ brushed: Brushed; active: number } | null>(null)
  const letGo = useRef<{ filter: Filter; brushed: Brushed; active: number } | null>(null)
  held.current = moving && brush ? { brushed: moving, active: brush.active } : null
  const left = isCounting && letGo.current?.filter === filter ? letGo.current : null
  const [brushed, active] = moving ? [moving, brush?.active] : [left?.brushed ?? null, left?.active]
  const kept = brushed?.kept ?? data?.kept ?? null
  const onFilter = useCallback(
    (next: Filter): void => {
      letGo.current = held.current && { filter: next, ...held.current }
      setFilter(table.ref, next)
    },
    [table.ref]
  )
  const onAdd = useCallback(
    (spec: FacetSpec): void => setFacets(table.ref, [...siftingOf(table.ref).facets, spec]),
    [table.ref]
  )
  const change = (place: number, spec: FacetSpec | null): void =>
    setFacets(
      table.ref,
      siftingOf(table.ref).facets.flatMap((one, at) => (at === place ? (spec ?? []) : one))
    )
  // The brush that was let go shows its own counts until those of the filter are there.
  useEffect(() => {
    if (!counts.isPlaceholderData) setBrush(null)
  }, [counts.isPlaceholderData, data, setBrush])
  return (
    <div className="facets" aria-busy={isCounting}>
      <section className="facets-filter" aria-label={t('filter')}>
        <p className="facets-kept" role="status" data-counting={isCounting && !left ? t('recounting') : undefined}>
          <strong className="num">
            {kept === null || !data
              ? '–'
              : t('kept', {
                  count: kept,
                  kept: formatInteger(kept),
                  rows: formatInteger(data.rows),
                  share: formatPercent(data.rows ? kept / data.rows : 0)
                })}
          </strong>
        </p>
        <FilterTools table={table} sifting={sifting} data={data} onFilter={onFilter} />
      </section>
      <AddFacetOnce table={table} onAdd={onAdd} />
      {preparation.progress && (
        <ProgressBar label={t('coding')} progress={preparation.progress} onCancel={preparation.cancel} />
      )}
      {preparation.stopped && (
        <p className="facet-note">
          {t('codingStopped')}{' '}
          <Button size="small" onPress={preparation.restart}>
            {t('prepare')}
          </Button>
        </p>
      )}
      {preparation.error !== null && <ErrorState error={preparation.error} inline onRetry={preparation.restart} />}
      {preparation.mode?.reason && <p className="facet-note muted">{localize(preparation.mode.reason)}</p>}
      {preparation.mode?.coded && data && !data.mode.coded && !preparation.mode.reason && !counts.isPlaceholderData && (
        <p className="facet-note muted">{t('isPlain')}</p>
      )}
      {counts.isError && <ErrorState error={counts.error} inline onRetry={() => void counts.refetch()} />}
      {!facets.length && <p className="muted facet-note">{t('none')}</p>}
      {facets.map((spec, place) => {
        const found = data?.facets[place]
        const isSame = found && found.spec.kind === spec.kind && found.spec.column === spec.column
        return (
          <FacetCard
            key={`${spec.kind} ${spec.column}`}
            spec={spec}
            type={table.columns.find(({ name }) => name === spec.column)?.type ?? ''}
            counts={isSame ? found : null}
            filter={filter}
            brushed={brushed && active !== place ? (brushed.facets[place] ?? null) : null}
            onFilter={onFilter}
            onSpec={(next) => change(place, next)}
            onClose={() => change(place, null)}
            onReady={() => ready(place)}
            onBrush={(bins) => setBrush(bins && { active: place, ...bins })}
          />
        )
      })}
    </div>
  )
}

type FilterToolsProps = {
  table: TableInfo
  sifting: Sifting
  data: FacetsResult | undefined
  onFilter: (filter: Filter) => void
}

/** The filter in words, by name, by hand and as SQL; not drawn again while a brush moves. */
const FilterTools = memo(function FilterTools({ table, sifting, data, onFilter }: FilterToolsProps) {
  const t = useText(text)
  const localize = useLocalize()
  const { filter } = sifting
  return (
    <>
      {data && filter.all.length > 0 && (
        <p className="isolate facets-words">{visibleText(localize(data.words), 2000)}</p>
      )}
      <NamedFilters table={table} sifting={sifting} onFilter={onFilter} />
      <details>
        <summary>{t('edit')}</summary>
        <ConditionEditor key={JSON.stringify(filter.all)} columns={table.columns} filter={filter} onApply={onFilter} />
      </details>
      {data && (
        <details>
          <summary>{t('sql')}</summary>
          <pre className="facets-sql">{data.sql}</pre>
          <CopyButton value={data.sql} />
        </details>
      )}
    </>
  )
})

const AddFacetOnce = memo(AddFacet)
