import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Progress } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { api } from '../../client'

const KEY = ['relations', 'found']

/** What was found between the tables, searched when first asked for and after each change; the engine remembers what has not changed. */
export function useRelations() {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const query = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => followEvents(await api.relations.find({}, { signal }), setProgress)
  })
  return {
    ...query,
    progress,
    isStopped: query.isPending && query.fetchStatus === 'idle',
    cancel: () => void client.cancelQueries({ queryKey: KEY })
  }
}
