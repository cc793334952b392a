import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { RowSource, Sort } from '../../../contract'
import { api, fetchPage } from '../../client'
import { announce } from '../announce'
import { ErrorState } from '../ErrorState'
import { Loading } from '../Loading'
import { useText } from '../i18n'
import { GridView } from './GridView'
import type { GridStatus } from './grid-status'
import type { CellMark } from './marks'
import { PageCache } from './pages'
import { text } from './text'

export type DataGridProps = {
  /** What to page through. Pass a new object only when it means something new: its JSON is its identity. */
  source: RowSource
  /** Accessible name of the grid. */
  label: string
  /** Marks of cells, e.g. anomalies; row is the place in the source as sorted. */
  marks?: (row: number, column: number) => CellMark | null
  onStatus?: (status: GridStatus) => void
  /** Called when the active cell moves to another column: place and name. */
  onColumn?: (column: { place: number; name: string }) => void
}

/** Rows of a table or of a query, any number of them, by pages from the engine. */
export function DataGrid({ source, label, marks, onStatus, onColumn }: DataGridProps) {
  const t = useText(text)
  const identity = JSON.stringify(source)
  const base = useMemo(() => JSON.parse(identity) as RowSource, [identity])
  const [sort, setSort] = useState<{ of: string; by: Sort } | null>(null)
  const by = sort?.of === identity ? sort.by : null
  const shape = useQuery({
    queryKey: ['shape', identity],
    queryFn: ({ signal }) => api.tables.shape({ source: base }, { signal })
  })
  const sorted = useMemo(() => (by ? { ...base, sort: [by] } : base), [base, by])
  const columns = shape.data?.columns.length ?? 0
  const { cache, version } = usePages(sorted, columns, shape.dataUpdatedAt)
  if (shape.isError) return <ErrorState error={shape.error} onRetry={() => void shape.refetch()} />
  if (!shape.data || !cache) return <Loading label={t('loading')} lines={12} height={24} />
  const turn = (column: number): void => {
    const name = shape.data.columns[column]?.name
    if (name === undefined) return
    const next =
      by?.column !== name
        ? { column: name, descending: false }
        : by.descending
          ? null
          : { column: name, descending: true }
    setSort(next && { of: identity, by: next })
    announce(next ? t(next.descending ? 'sortedDown' : 'sortedUp', { name }) : t('unsorted'))
  }
  return (
    <GridView
      key={identity}
      source={sorted}
      label={label}
      columns={shape.data.columns}
      rows={shape.data.rows}
      cache={cache}
      version={version}
      sort={by ?? source.sort?.[0] ?? null}
      onSort={turn}
      marks={marks}
      onStatus={onStatus}
      onColumn={onColumn}
    />
  )
}

/** A page cache of its own for each source, closed when the source changes; `stamp` renews it when rows may have changed. */
function usePages(source: RowSource, columns: number, stamp: number): { cache: PageCache | null; version: number } {
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
