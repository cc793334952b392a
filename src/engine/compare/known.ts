import type { RowsShared, SidesCompared } from '../../contract'
import type { Project } from '../project'
import type { Distributions, PairOf } from './classes'
import type { Side } from './side'

/** A comparison with what its evidence is written from. */
export interface Known {
  sides: { a: Side; b: Side }
  shared: RowsShared
  pairs: (PairOf & { distributions: Distributions })[]
  result: SidesCompared
}

/** Comparisons of this process, by open project; the oldest go first. */
const shelves = new WeakMap<Project, Map<string, Known>>()
const MOST = 8

export function known(project: Project, key: string): Known | undefined {
  return shelves.get(project)?.get(key)
}

export function keepKnown(project: Project, key: string, comparison: Known): Known {
  const shelf = shelves.get(project) ?? new Map<string, Known>()
  shelves.set(project, shelf.set(key, comparison))
  const oldest = shelf.keys().next()
  if (shelf.size > MOST && !oldest.done) shelf.delete(oldest.value)
  return comparison
}
