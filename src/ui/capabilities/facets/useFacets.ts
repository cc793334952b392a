import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { BrushIndex, FacetMode, FacetsResult, Progress, Scalar, TableInfo } from '../../../contract'
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

/** Answers a brush without a query once its index is there, which is fetched as soon as a histogram is pointed at. */
export function useBrush(table: TableInfo, { filter }: Sifting, counts: FacetsResult | undefined) {
  const client = useQueryClient()
  const [index, setIndex] = useState<{ key: string; of: BrushIndex } | null>(null)
  const [brush, setBrush] = useState<Brush | null>(null)
  const wanted = useRef('')
  const keyOf = (active: number): string =>
    JSON.stringify([
      table.ref,
      table.fingerprint,
      filter,
      counts?.facets.map(({ spec, bins }) => [spec, bins.length]),
      active
    ])
  const ready = (active: number): void => {
    if (!counts) return
    const key = keyOf(active)
    if (wanted.current === key) return
    wanted.current = key
    const facets = counts.facets.map(({ spec, bins }) => ({
      spec,
      values: [...bins.map(({ value }): Scalar => value), ...(spec.kind === 'text' ? [null] : [])]
    }))
    client
      .fetchQuery({
        queryKey: ['facets', 'brush', key, facets],
        queryFn: ({ signal }) => api.filters.brush({ table: table.ref, filter, facets, active }, { signal }),
        retry: false
      })
      .then(
        (of) => wanted.current === key && setIndex({ key, of }),
        // Without an index the counts come when the brush is let go.
        () => wanted.current === key && (wanted.current = '')
      )
  }
  const brushed: Brushed | null =
    brush && index?.key === keyOf(brush.active) ? brushedCounts(index.of, brush.from, brush.to) : null
  return { brush, setBrush, ready, brushed }
}
