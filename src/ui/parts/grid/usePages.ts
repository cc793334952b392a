import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { RowSource } from '../../../contract'
import { fetchPage } from '../../client'
import { PageCache } from './pages'

/** A page cache of its own for each source, closed when the source changes; `stamp` renews it when rows may have changed. */
export function usePages(
  source: RowSource,
  columns: number,
  stamp: number
): { cache: PageCache | null; version: number } {
  const counter = useRef({ version: 0, listeners: new Set<() => void>() })
  const [cache, setCache] = useState<PageCache | null>(null)
  useEffect(() => {
    if (columns === 0) return
    const { current } = counter
    const made = new PageCache(source, columns, fetchPage, () => {
      current.version++
      for (const listener of current.listeners) listener()
    })
    setCache(made)
    return () => made.close()
  }, [source, columns, stamp])
  const [subscribe] = useState(() => (listener: () => void) => {
    counter.current.listeners.add(listener)
    return () => counter.current.listeners.delete(listener)
  })
  const version = useSyncExternalStore(subscribe, () => counter.current.version)
  return { cache, version }
}
