import { useQuery } from '@tanstack/react-query'
import type { Table } from 'apache-arrow'
import { useMemo } from 'react'
import type { PivotPlan, PivotSpec } from '../../../contract'
import { api, fetchPage } from '../../client'
import { type PivotModel, readPivot } from './model'

const PAGE = 100_000

/** The cells of a pivot table: planned, then fetched as Arrow pages of its one query; stopped when it is no longer asked for. */
export function usePivot(spec: PivotSpec | null) {
  const query = useQuery({
    queryKey: ['pivot', JSON.stringify(spec)],
    enabled: spec !== null,
    retry: false,
    // The pages are large and cheap to ask for again.
    gcTime: 30_000,
    queryFn: async ({ signal }): Promise<{ plan: PivotPlan; pages: Table[] } | null> => {
      if (!spec) return null
      const plan = await api.pivot.plan({ spec }, { signal })
      const pages: Table[] = []
      for (let offset = 0; ; offset += PAGE) {
        const page = await fetchPage({ source: { kind: 'query', sql: plan.sql }, offset, limit: PAGE }, signal)
        pages.push(page)
        if (page.numRows < PAGE) return { plan, pages }
      }
    }
  })
  const model = useMemo(
    (): PivotModel | null => (spec && query.data ? readPivot(spec, query.data.pages) : null),
    [spec, query.data]
  )
  return { query, model, plan: query.data?.plan ?? null }
}
