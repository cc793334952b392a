import { useMutation, useQuery } from '@tanstack/react-query'
import type { TableRef } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'

/** Looks are taken on every screen without a change of the project: what tells of them is read again each time it is shown. */
const ALWAYS = { refetchOnMount: 'always', gcTime: 0 } as const

export function useMap() {
  return useQuery({ queryKey: ['exploration', 'map'], queryFn: ({ signal }) => api.exploration.map({}, { signal }), ...ALWAYS }) // prettier-ignore
}

export function useTableMap(table: TableRef | null) {
  return useQuery({
    queryKey: ['exploration', 'table', table],
    enabled: table !== null,
    queryFn: ({ signal }) => api.exploration.table({ table: table ?? { schema: 'raw', name: '-' } }, { signal }),
    ...ALWAYS
  })
}

export function useBlind(table: TableRef | null) {
  return useQuery({
    queryKey: ['exploration', 'blind', table],
    queryFn: ({ signal }) => api.exploration.blind({ table }, { signal }),
    ...ALWAYS
  })
}

export function useGuesses() {
  return useQuery({ queryKey: ['exploration', 'guesses'], queryFn: ({ signal }) => api.exploration.guesses({}, { signal }), ...ALWAYS }) // prettier-ignore
}

export function useLooks(offset: number, limit: number) {
  return useQuery({
    queryKey: ['exploration', 'looks', offset, limit],
    queryFn: ({ signal }) => api.exploration.looks({ offset, limit }, { signal }),
    ...ALWAYS
  })
}

export function useDays() {
  return useQuery({ queryKey: ['exploration', 'days'], queryFn: ({ signal }) => api.exploration.days({}, { signal }), ...ALWAYS }) // prettier-ignore
}

/** The comparisons made so far, read again whenever `after` changes. */
export function useComparisons(after: unknown) {
  return useQuery({
    queryKey: ['exploration', 'comparisons', after],
    queryFn: ({ signal }) => api.exploration.comparisons({}, { signal }),
    ...ALWAYS
  })
}

/** A change of guesses, after which everything is read again. */
export function useGuessChange<I>(change: (input: I) => Promise<unknown>, onDone?: () => void) {
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      onDone?.()
      await refreshProject()
    }
  })
}
