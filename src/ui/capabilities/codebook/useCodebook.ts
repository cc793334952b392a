import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Progress } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { api } from '../../client'

const KEY = ['codebook', 'read']

/** The codebook: exact facts of every column, which the engine remembers, and the notes. */
export function useCodebook() {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const query = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => followEvents(await api.codebook.read({}, { signal }), setProgress)
  })
  return {
    ...query,
    progress,
    isStopped: query.isPending && query.fetchStatus === 'idle',
    cancel: () => void client.cancelQueries({ queryKey: KEY })
  }
}
