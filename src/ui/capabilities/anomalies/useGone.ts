import { useQuery } from '@tanstack/react-query'
import type { Anomaly, RowSource } from '../../../contract'
import { useTables } from '../../app/project'
import { api, errorData } from '../../client'

/**
 * The columns of an anomaly that a recipe has taken out of the table since it was found; empty where only others that its query
 * reads are gone, null where its rows can be read.
 */
export function useGone({ table, columns }: Anomaly, source: RowSource | null): readonly string[] | null {
  const { data: tables } = useTables()
  const now = tables?.find(({ ref }) => ref.name === table.name && ref.schema === table.schema)
  const gone = now ? columns.filter((name) => !now.columns.some((column) => column.name === name)) : []
  // As the grid asks it: known from the one to the other.
  const shape = useQuery({
    queryKey: ['shape', JSON.stringify(source)],
    enabled: source !== null && !gone.length,
    queryFn: ({ signal }) => (source ? api.tables.shape({ source }, { signal }) : null)
  })
  if (gone.length) return gone
  return table.schema === 'clean' && shape.isError && errorData(shape.error).kind === 'input' ? gone : null
}
