import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RowSource } from '../../../contract'
import type { Tone } from '../Badge'

/** Something to say of one cell, e.g. that it is part of an anomaly. */
export type CellMark = {
  tone: Exclude<Tone, 'neutral'>
  label: string
  /** What it stands for is still to be judged: another shape than one that is sure. */
  isOpen?: boolean
  /** What `open` of its source is told. */
  id?: string
}

/** Where marks come from: read for the rows in view only. */
export type MarkSource = {
  /** Changes when the marks may have. */
  key: string
  /** Marks of some rows of the source as it is sorted and filtered; column -1 is the whole row, the first mark of a cell counts. */
  load: (
    page: { source: RowSource; offset: number; limit: number },
    signal: AbortSignal
  ) => Promise<readonly { row: number; column: number; mark: CellMark }[]>
  /** What a click on a mark does, with the words of its button. */
  open?: { label: string; run: (id: string) => void }
}

/** The mark of a cell by its place in the source. */
export type MarkOf = (row: number, column: number) => CellMark | null

const BLOCK = 200

/** Marks of the rows in view, as they come. */
export function useMarks(
  source: RowSource,
  from: MarkSource | null | undefined,
  rows: { first: number; last: number }
): MarkOf | undefined {
  const first = Math.floor(rows.first / BLOCK)
  const last = Math.max(first, Math.floor(Math.max(0, rows.last - 1) / BLOCK))
  const blocks =
    from && rows.last > rows.first ? Array.from({ length: last - first + 1 }, (_, place) => first + place) : []
  const identity = JSON.stringify(source)
  return useQueries({
    queries: blocks.map((block) => ({
      queryKey: ['marks', from?.key, identity, block],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const marks = new Map<string, CellMark>()
        const page = { source, offset: block * BLOCK, limit: BLOCK }
        for (const { row, column, mark } of (await from?.load(page, signal)) ?? []) {
          const name = `${row}:${column}`
          if (!marks.has(name)) marks.set(name, mark)
        }
        return marks
      },
      retry: false
    })),
    combine: useMemo(() => {
      return (results: readonly { data?: ReadonlyMap<string, CellMark> }[]): MarkOf | undefined => {
        const maps = results.flatMap(({ data }) => (data?.size ? [data] : []))
        if (!maps.length) return undefined
        return (row, column) => {
          for (const map of maps) {
            const mark = map.get(`${row}:${column}`) ?? map.get(`${row}:-1`)
            if (mark) return mark
          }
          return null
        }
      }
    }, [])
  })
}
