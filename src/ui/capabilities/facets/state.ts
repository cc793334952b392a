import { create } from 'zustand'
import type { FacetSpec, Filter, TableRef } from '../../../contract'
import { onProjectChange } from '../../app/project-change'

/** What is filtered in one table, and by which facets. */
export type Sifting = {
  filter: Filter
  facets: readonly FacetSpec[]
  /** The named filter applied last, whose conditions may have been changed since; null for none. */
  base: string | null
}

const NOTHING: Sifting = { filter: { all: [] }, facets: [], base: null }

const useSiftings = create<Readonly<Record<string, Sifting>>>(() => Object.create(null) as Record<string, Sifting>)

onProjectChange(() => useSiftings.setState(Object.create(null) as Record<string, Sifting>, true))

/** The filter and facets of a table; they stay while the user looks at other screens. */
export function useSifting(table: TableRef): Sifting {
  return useSiftings((all) => all[table.name] ?? NOTHING)
}

export function siftingOf(table: TableRef): Sifting {
  return useSiftings.getState()[table.name] ?? NOTHING
}

/** Filters a table; a filter without conditions is of no name any more. */
export function setFilter(table: TableRef, filter: Filter): void {
  const before = siftingOf(table)
  const base = filter.all.length ? (filter.named?.id ?? before.base) : null
  useSiftings.setState({ [table.name]: { ...before, filter, base } })
}

export function setFacets(table: TableRef, facets: readonly FacetSpec[]): void {
  useSiftings.setState({ [table.name]: { ...siftingOf(table), facets } })
}
