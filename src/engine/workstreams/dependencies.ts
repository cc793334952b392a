/** Something that may have to wait for others. */
export interface Dependent<I> {
  id: I
  after: readonly I[]
}

/** Either an order in which every item comes after those it waits for, or one circle of dependencies, in waiting order. */
export type DependencyOrder<I> = { order: I[]; cycle: null } | { order: null; cycle: I[] }

/**
 * Orders items by their dependencies (A. B. Kahn, "Topological sorting of large networks", CACM 5, 1962). Items that are
 * free at the same time keep their own order. Predecessors that are not among the items are ignored.
 */
export function dependencyOrder<I>(items: readonly Dependent<I>[]): DependencyOrder<I> {
  const known = new Set(items.map(({ id }) => id))
  const waitingFor = new Map(items.map(({ id, after }) => [id, new Set(after.filter((other) => known.has(other)))]))
  const successors = successorsOf(items)
  const order = items.filter(({ id }) => !waitingFor.get(id)?.size).map(({ id }) => id)
  for (let next = 0; next < order.length; next++) {
    const done = order[next]!
    for (const successor of successors.get(done) ?? []) {
      const left = waitingFor.get(successor)
      if (left?.delete(done) && !left.size) order.push(successor)
    }
  }
  return order.length === known.size ? { order, cycle: null } : { order: null, cycle: circleIn(waitingFor) }
}

/** Those that wait for each item, in the items' order. */
export function successorsOf<I>(items: readonly Dependent<I>[]): Map<I, I[]> {
  const successors = new Map<I, I[]>(items.map(({ id }) => [id, []]))
  for (const { id, after } of items) for (const other of after) successors.get(other)?.push(id)
  return successors
}

/** Every item left over waits for another one left over: walking backwards must come round. */
function circleIn<I>(waitingFor: ReadonlyMap<I, ReadonlySet<I>>): I[] {
  const path: I[] = []
  const place = new Map<I, number>()
  let at = [...waitingFor].find(([, left]) => left.size)?.[0]
  while (at !== undefined && !place.has(at)) {
    place.set(at, path.length)
    path.push(at)
    at = waitingFor.get(at)?.values().next().value
  }
  return at === undefined ? [] : path.slice(place.get(at)).reverse()
}
