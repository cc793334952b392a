import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Anomaly, Filter, TableRef } from '../../../contract'
import { useRoute } from '../../app/route'
import { api } from '../../client'
import { namedUse, useNamedFilters, useSifting } from '../facets'

/** The filter chosen for the rows of the anomalies of a table, and the one of Explore; it stays from anomaly to anomaly. */
export function useRowsFilter(table: TableRef): { present: Filter; filter: Filter | undefined } {
  const { params } = useRoute()
  const named = useNamedFilters()
  const { filter: present } = useSifting(table)
  const chosen = named.data?.find(({ id, table: { name } }) => id === params.filter && name === table.name)
  const filter = useMemo(() => {
    if (chosen) return namedUse(chosen)
    return params.filter === 'present' && present.all.length ? present : undefined
  }, [chosen, params.filter, present])
  return { present, filter }
}

/** The rows of an anomaly that a filter keeps; without one, nothing is asked. */
export function useNarrowed({ table, sql, cellsSql, evidence }: Anomaly, filter: Filter | undefined) {
  return useQuery({
    queryKey: ['anomalies', 'narrow', table, sql, filter],
    enabled: filter !== undefined,
    queryFn: ({ signal }) =>
      api.anomalies.narrow({ anomaly: { table, sql, cellsSql, evidence }, filter: filter ?? { all: [] } }, { signal }),
    retry: false
  })
}
