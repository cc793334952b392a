import { useQuery } from '@tanstack/react-query'
import type { Filter, NamedFilter } from '../../../contract'
import { api } from '../../client'

/** The named filters of the project. */
export function useNamedFilters() {
  return useQuery({ queryKey: ['filters', 'list'], queryFn: ({ signal }) => api.filters.list({}, { signal }) })
}

/** A named filter as results use it: its conditions, and where they come from. */
export function namedUse({ id, name, filter }: NamedFilter): Filter {
  return { all: filter.all, named: { id, name } }
}

/** True where the named filter that a result used has other conditions now, or is gone. */
export function isStaleFilter(named: readonly NamedFilter[], used: Filter | undefined): boolean {
  if (!used?.named) return false
  const source = named.find(({ id }) => id === used.named?.id)
  return source === undefined || JSON.stringify(source.filter.all) !== JSON.stringify(used.all)
}
