import type { Depth, TableProfile } from '../../contract'
import type { Project } from '../project'
import type { Table } from '../tables'

/** Profiles known in this process, by open project; the oldest go first. */
const caches = new WeakMap<Project, Map<string, TableProfile>>()
const MOST = 64

export function cachedProfile(project: Project, table: Table, depth: Depth): TableProfile | undefined {
  return caches.get(project)?.get(keyOf(table, depth))
}

export function keepProfile(project: Project, table: Table, profile: TableProfile): void {
  const cache = caches.get(project) ?? new Map<string, TableProfile>()
  caches.set(project, cache)
  cache.set(keyOf(table, profile.depth), profile)
  const oldest = cache.keys().next()
  if (cache.size > MOST && !oldest.done) cache.delete(oldest.value)
}

/** Shape and name stand beside the fingerprint: two tables of one file share it. */
function keyOf(table: Table, depth: Depth): string {
  return JSON.stringify([depth, table.ref, table.fingerprint, table.rows, table.columns])
}
