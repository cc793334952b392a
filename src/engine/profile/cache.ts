import type { Depth, TableProfile } from '../../contract'
import type { Project } from '../project'
import type { Table } from '../tables'
import type { Meaning } from './column-work'

/** Profiles known in this process, by open project; the oldest go first. */
const profiles = new WeakMap<Project, Map<string, TableProfile>>()
const meanings = new WeakMap<Project, Map<string, Meaning[]>>()
const MOST = 64

export function cachedProfile(project: Project, table: Table, depth: Depth): TableProfile | undefined {
  return profiles.get(project)?.get(keyOf(table, depth))
}

export function keepProfile(project: Project, table: Table, profile: TableProfile): void {
  keep(profiles, project, keyOf(table, profile.depth), profile)
}

/** What the columns of a whole table stand for, where a profile of that depth told it. */
export function cachedMeanings(project: Project, table: Table, depth: Depth): Meaning[] | undefined {
  return meanings.get(project)?.get(keyOf(table, depth)) ?? cachedProfile(project, table, depth)?.columns
}

export function keepMeanings(project: Project, table: Table, depth: Depth, columns: readonly Meaning[]): void {
  const told = columns.map(({ semantic, reading }) => ({ semantic, reading }))
  keep(meanings, project, keyOf(table, depth), told)
}

function keep<T>(caches: WeakMap<Project, Map<string, T>>, project: Project, key: string, value: T): void {
  const cache = caches.get(project) ?? new Map<string, T>()
  caches.set(project, cache)
  cache.set(key, value)
  const oldest = cache.keys().next()
  if (cache.size > MOST && !oldest.done) cache.delete(oldest.value)
}

/** Shape and name stand beside the fingerprint: two tables of one file share it. */
function keyOf(table: Table, depth: Depth): string {
  return JSON.stringify([depth, table.ref, table.fingerprint, table.rows, table.columns])
}
