import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CompareRequest, Progress } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { api } from '../../client'

/** A comparison, run when it is asked for and again after each change of the project; the engine remembers what has not changed. */
export function useCompare(request: CompareRequest | null) {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const queryKey = ['compare', request]
  const query = useQuery({
    queryKey,
    enabled: request !== null,
    queryFn: async ({ signal }) => {
      setProgress(null)
      return request && followEvents(await api.compare.run(request, { signal }), setProgress)
    }
  })
  return {
    ...query,
    progress,
    isStopped: request !== null && query.isPending && query.fetchStatus === 'idle',
    cancel: () => void client.cancelQueries({ queryKey })
  }
}
