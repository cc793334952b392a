import { useEffect, useMemo, useRef, useState } from 'react'
import type { RowSource } from '../../../contract'
import { api } from '../../client'
import { GlanceCache } from './glances'

/** Columns of a source at a glance, of those asked for; null where they are not wanted. Draws again as they come. */
export function useGlances(source: RowSource, stamp: number, isWanted: boolean) {
  const [, setVersion] = useState(0)
  const cache = useRef<GlanceCache | null>(null)
  const identity = JSON.stringify({ ...source, sort: undefined })
  const [ready, setReady] = useState<GlanceCache | null>(null)
  useEffect(() => {
    if (!isWanted) return
    const made = new GlanceCache(
      (column, signal) => api.tables.glance({ source: JSON.parse(identity) as RowSource, column }, { signal }),
      () => cache.current === made && setVersion((version) => version + 1)
    )
    cache.current = made
    setReady(made)
    return () => made.close()
  }, [identity, stamp, isWanted])
  return useMemo(
    () =>
      isWanted
        ? {
            get: (place: number) => ready?.get(place) ?? null,
            want: (places: readonly number[]) => ready?.want(places)
          }
        : null,
    [isWanted, ready]
  )
}
