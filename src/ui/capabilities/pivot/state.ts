import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { create } from 'zustand'
import { columnFamily } from '../../../charts'
import type { ColumnInfo, PivotField, PivotGroup, PivotLayout, PivotMeasure, TableInfo, TableRef } from '../../../contract' // prettier-ignore
import { onProjectChange } from '../../app/project-change'
import { api } from '../../client'

/** What orders the groups of rows: a measure in a group of columns (by its key; the total where it is none). */
export type PivotSort = { column: string; measure: number; descending: boolean }

export type PivotChoice = {
  rows: readonly PivotField[]
  columns: readonly PivotField[]
  measures: readonly PivotMeasure[]
  sort: PivotSort | null
  hasSubtotals: boolean
  hasHeat: boolean
}

const EMPTY: PivotChoice = {
  rows: [],
  columns: [],
  measures: [{ aggregate: 'count' }],
  sort: null,
  hasSubtotals: true,
  hasHeat: false
}

const usePivots = create<Readonly<Record<string, PivotChoice>>>(
  () => Object.create(null) as Record<string, PivotChoice>
)

onProjectChange(() => usePivots.setState(Object.create(null) as Record<string, PivotChoice>, true))

/** The pivot table being made on a table; it stays while the user looks elsewhere. Columns that are gone are left out. */
export function usePivotChoice({ ref, columns }: TableInfo): PivotChoice {
  const choice = usePivots((all) => all[ref.name] ?? EMPTY)
  const there = ({ column }: { column?: string }): boolean =>
    column === undefined || columns.some(({ name }) => name === column)
  const kept = [...choice.rows, ...choice.columns, ...choice.measures].every(there)
  return kept
    ? choice
    : { ...choice, rows: choice.rows.filter(there), columns: choice.columns.filter(there), measures: choice.measures.filter(there) } // prettier-ignore
}

/** Begins with the layout last looked at on a table, where none was begun since the project was opened; answers whether it is still awaited. */
export function useLastLayout({ ref }: TableInfo): boolean {
  const isBegun = usePivots((all) => all[ref.name] !== undefined)
  const { data, isLoading } = useQuery({
    queryKey: ['pivot-layout', ref.name],
    enabled: !isBegun,
    queryFn: ({ signal }) => api.pivot.last({ table: ref }, { signal })
  })
  useEffect(() => {
    if (data?.layout) beginPivot(ref, data.layout)
  }, [data, ref])
  return !isBegun && (isLoading || Boolean(data?.layout))
}

/** Takes a layout up, unless one was begun already. */
export function beginPivot(table: TableRef, layout: PivotLayout): void {
  if (usePivots.getState()[table.name] === undefined) changePivot(table, layout)
}

export function changePivot(table: TableRef, part: Partial<PivotChoice>): void {
  const all = usePivots.getState()
  const own = { [table.name]: { ...(all[table.name] ?? EMPTY), ...part } }
  // Merged by hand: the store's own way would give it the names of Object, which tables may bear.
  usePivots.setState(Object.assign(Object.create(null) as Record<string, PivotChoice>, all, own), true)
}

/** How the values of a column may be grouped; the first is proposed. */
export function groupsOf({ type }: ColumnInfo): PivotGroup[] {
  if (/^(DATE|TIMESTAMP)/.test(type) && columnFamily(type) === 'time') return ['month', 'year', 'quarter', 'week', 'weekday', 'value'] // prettier-ignore
  if (columnFamily(type) === 'number') return /^(FLOAT|DOUBLE|DECIMAL)/.test(type) ? ['bins', 'value'] : ['value', 'bins'] // prettier-ignore
  return ['value']
}

/** The columns that a measure may be of. */
export function columnsFor(aggregate: PivotMeasure['aggregate'], columns: readonly ColumnInfo[]): ColumnInfo[] {
  const numeric = ['sum', 'mean', 'median'].includes(aggregate) || aggregate.startsWith('share')
  return columns.filter(({ type }) => !numeric || ['number', 'boolean'].includes(columnFamily(type)))
}
