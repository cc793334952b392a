import { useQuery } from '@tanstack/react-query'
import type { Filter, TableInfo } from '../../../contract'
import { api } from '../../client'

/** A filter in words, its SQL and the rows it keeps; an error where it names a column that is gone. */
export function useFilterFacts(table: TableInfo, filter: Filter) {
  return useQuery({
    queryKey: ['filters', 'describe', table.ref, table.fingerprint, filter],
    enabled: filter.all.length > 0,
    queryFn: ({ signal }) => api.filters.describe({ table: table.ref, filter }, { signal }),
    retry: false
  })
}
