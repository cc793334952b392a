import { useQuery } from '@tanstack/react-query'
import type { TableInfo, TableRef } from '../../../../contract'
import { api } from '../../../client'

/** The table with the columns of the rows that a rule judges: prepared, or as loaded. `isPending` while these are not known. */
export function useJudged(
  table: TableInfo,
  schema: TableRef['schema']
): { table: TableInfo; isPending: boolean; error: unknown } {
  // Where no recipe changes them, the prepared rows are those that were loaded.
  const isOther = schema === 'raw' && table.ref.schema === 'clean'
  const source = { kind: 'table' as const, table: { ...table.ref, schema } }
  const found = useQuery({
    queryKey: ['rules', 'columns', source.table, table.fingerprint],
    enabled: isOther,
    queryFn: ({ signal }) => api.tables.shape({ source }, { signal })
  })
  if (!isOther) return { table, isPending: false, error: null }
  return {
    table: { ...table, columns: found.data?.columns ?? [] },
    isPending: found.isPending,
    error: found.isError ? found.error : null
  }
}
