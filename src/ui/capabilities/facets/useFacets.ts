import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { BrushIndex, FacetMode, FacetSpec, FacetsResult, Progress, Scalar, TableInfo } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { api, isCancelled } from '../../client'
import { brushedCounts, type Brushed } from './brushed'
import type { Sifting } from './state'

/** Counts of all facets; those of before stay while the next come. */
export function useCounts(table: TableInfo, { filter, facets }: Sifting) {
  return useQuery({
    queryKey: ['facets', table.ref, table.fingerprint, filter, facets],
    queryFn: ({ signal }) => api.filters.facets({ table: table.ref, filter, facets: [...facets] }, { signal }),
    placeholderData: keepPreviousData,
    retry: false
  })
}

export type Preparation = {
  progress: Progress | null
  mode: FacetMode | null
  stopped: boolean
  error: unknown
  cancel: () => void
  restart: () => void
}

/** Makes the codes of a large table whenever it has a facet more; the facets are counted meanwhile. */
export function usePreparation(table: TableInfo, { facets }: Sifting): Preparation {
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<Omit<Preparation, 'cancel' | 'restart'>>(IDLE)
  const abort = useRef<AbortController | null>(null)
  const asked = JSON.stringify([table.ref, facets.map((spec) => ({ ...spec, search: '' }))])
  useEffect(() => {
    const running = new AbortController()
    abort.current = running
    const [ref, specs] = JSON.parse(asked) as [TableInfo['ref'], Sifting['facets']]
    const show = (part: Partial<typeof IDLE>): void => {
      if (abort.current === running) setState({ ...IDLE, ...part })
    }
    const prepare = async (): Promise<void> => {
      try {
        const events = await api.filters.prepare({ table: ref, facets: [...specs] }, { signal: running.signal })
        show({ mode: await followEvents(events, (progress) => show({ progress })) })
      } catch (error) {
        show(running.signal.aborted || isCancelled(error) ? { stopped: true } : { error })
      }
    }
    show({})
    if (specs.length) void prepare()
    return () => {
      abort.current = null
      running.abort()
    }
  }, [asked, table.fingerprint, table.rows, turn])
  return { ...state, cancel: () => abort.current?.abort(), restart: () => setTurn(turn + 1) }
}

const IDLE: Omit<Preparation, 'cancel' | 'restart'> = { progress: null, mode: null, stopped: false, error: null }

/** A brush in its course: bins `from` up to but without `to` of the facet at place `active`. */
export type Brush = { active: number; from: number; to: number }

/** The filter is let rest so long before the indexes of brushes that may come are made. */
const REST = 300

/**
 * Answers a brush without a query once its index is there. Indexes are made ahead, one after the other, as soon as the
 * counts have come and the rows are quick to count (`isQuick`); and at once for a histogram that is pointed at.
 */
export function useBrush(table: TableInfo, { filter }: Sifting, counts: FacetsResult | undefined, isQuick: boolean) {
  const client = useQueryClient()
  const [index, setIndex] = useState<{ key: string; of: BrushIndex } | null>(null)
  const [brush, setBrush] = useState<Brush | null>(null)
  const wanted = useRef('')
  const facets = useMemo(
    () =>
      (counts?.facets ?? []).map(({ spec, bins }) => ({
        spec,
        values: [...bins.map(({ value }): Scalar => value), ...(spec.kind === 'text' ? [null] : [])]
      })),
    [counts]
  )
  const asked = useMemo(
    () => JSON.stringify([table.ref, table.fingerprint, filter, facets]),
    [table.ref, table.fingerprint, filter, facets]
  )
  const keyOf = (active: number): string => `${active} ${asked}`
  const fetch = (active: number): Promise<BrushIndex> =>
    client.fetchQuery({
      queryKey: ['facets', 'brush', asked, active],
      queryFn: ({ signal }) => api.filters.brush({ table: table.ref, filter, facets, active }, { signal }),
      retry: false
    })
  const latest = useRef(fetch)
  latest.current = fetch
  useEffect(() => {
    if (!isQuick || !facets.length) return
    let isLeft = false
    const ahead = async (): Promise<void> => {
      for (const [place, { spec }] of facets.entries())
        if (!isLeft && isHistogram(spec)) await latest.current(place).catch(() => undefined)
    }
    const timer = setTimeout(() => void ahead(), REST)
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [facets, isQuick])
  // What is counted for a filter that is gone only holds up the next.
  useEffect(() => () => void client.cancelQueries({ queryKey: ['facets', 'brush', asked] }), [client, asked])
  const ready = (active: number): void => {
    if (!counts) return
    const key = keyOf(active)
    if (wanted.current === key) return
    wanted.current = key
    fetch(active).then(
      (of) => wanted.current === key && setIndex({ key, of }),
      // Without an index the counts come when the brush is let go.
      () => wanted.current === key && (wanted.current = '')
    )
  }
  const brushed: Brushed | null =
    brush && index?.key === keyOf(brush.active) ? brushedCounts(index.of, brush.from, brush.to) : null
  return { brush, setBrush, ready, brushed }
}

function isHistogram({ kind }: FacetSpec): boolean {
  return kind === 'number' || kind === 'date'
}
