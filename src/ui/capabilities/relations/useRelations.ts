import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Progress, RelationsFound } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { api } from '../../client'

const KEY = ['relations', 'found']

/** What was found between the tables, searched when first asked for and after each change; the engine remembers what has not changed. */
export function useRelations() {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [early, setEarly] = useState<RelationsFound | null>(null)
  const query = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      setEarly(null)
      return followEvents(tapped(await api.relations.find({}, { signal }), setEarly), setProgress)
    }
  })
  return {
    ...query,
    /** What was found so far of a search that runs for the first time; then all of it. */
    data: query.data ?? (query.fetchStatus === 'fetching' ? (early ?? undefined) : undefined),
    progress,
    isStopped: query.isPending && query.fetchStatus === 'idle',
    cancel: () => void client.cancelQueries({ queryKey: KEY })
  }
}

/** The same events; what was found so far is told on the way. */
async function* tapped<E extends { found?: RelationsFound | undefined }>(
  events: AsyncIterable<E>,
  onFound: (found: RelationsFound) => void
): AsyncGenerator<E> {
  for await (const event of events) {
    if (event.found) onFound(event.found)
    yield event
  }
}
