import { filterLine, type Filter, type NarrowedAnomaly, type TableRef } from '../../../contract'
import { setParams } from '../../app/route'
import { ErrorState, formatInteger, Loading, useLocalize, useText, visibleText } from '../../parts'
import { FilterSelect } from '../facets'
import { text } from './text'

type Props = {
  table: TableRef
  /** The filter of Explore on this table. */
  present: Filter
  filter: Filter | undefined
  /** What the filter keeps of the anomaly; absent without a filter, and until it is known. */
  narrowed: NarrowedAnomaly | undefined
  error: unknown
}

/** The filter through which the rows of an anomaly are read: how many of them it keeps, and its words beside. */
export function RowsFilter({ table, present, filter, narrowed, error }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const name = filter?.named ? t('filterNamed', { name: visibleText(filter.named.name, 80) }) : t('filterOfExplore')
  return (
    <div className="anomaly-filter">
      <FilterSelect
        table={table}
        present={present}
        filter={filter}
        onChange={(next) => setParams({ filter: next?.named?.id ?? (next ? 'present' : '') })}
      />
      {filter && error !== null && <ErrorState inline error={error} />}
      {filter && !narrowed && error === null && <Loading lines={1} height={24} />}
      {filter && narrowed && (
        <p role="status" className="isolate">
          <strong>
            {t(narrowed.of === 1 ? 'inFilterOnly' : 'inFilter', {
              count: narrowed.rows,
              rows: formatInteger(narrowed.rows),
              of: formatInteger(narrowed.of),
              name
            })}
          </strong>{' '}
          <span className="muted">
            {visibleText(localize(filterLine(narrowed.evidence.filter)), 510)}. {t('searchedAll')}
          </span>
        </p>
      )}
    </div>
  )
}
