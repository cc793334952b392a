import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobEvent, Progress, TableRef } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { queryClient } from '../../app/queries'
import { api } from '../../client'

/** The rules of the project. */
export function useRules() {
  return useQuery({ queryKey: ['rules', 'list'], queryFn: ({ signal }) => api.rules.list({}, { signal }) })
}

/** The rules of a table as the rows are now, worst first; run again after each change. */
export function useRun(table: TableRef) {
  return useLongQuery(['rules', 'run', table], (signal) => api.rules.run({ table }, { signal }))
}

export function useSuggestions(table: TableRef) {
  return useLongQuery(['rules', 'suggest', table], (signal) => api.rules.suggest({ table }, { signal }))
}

export function useScores(table: TableRef) {
  return useLongQuery(['rules', 'scores', table], (signal) => api.rules.scores({ table }, { signal }))
}

/** The rules of a table over its deliveries; on demand. */
export function useHistory(table: TableRef, isAsked: boolean) {
  return useLongQuery(['rules', 'history', table], (signal) => api.rules.history({ table }, { signal }), isAsked)
}

/** Whether the deliveries of a table were judged since the project was opened: they are again where they are others. */
export function hasHistory(table: TableRef): boolean {
  return queryClient.getQueryData(['rules', 'history', table]) !== undefined
}

/** A query that takes a while: its progress and its cancel beside what it answers. */
function useLongQuery<R>(
  queryKey: readonly unknown[],
  start: (signal: AbortSignal) => Promise<AsyncIterable<JobEvent<R>>>,
  enabled = true
) {
  const [progress, setProgress] = useState<Progress | null>(null)
  const query = useQuery({
    queryKey,
    enabled,
    queryFn: async ({ signal }) => {
      setProgress(null)
      return followEvents(await start(signal), setProgress)
    }
  })
  return { ...query, progress, cancel: () => void queryClient.cancelQueries({ queryKey }) }
}
