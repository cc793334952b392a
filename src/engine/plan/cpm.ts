import { dependencyOrder } from '../workstreams'

/** A task as the critical path method sees it; `release` is the earliest time at which it may start (0 where absent). */
export interface CpmTask<I> {
  id: I
  duration: number
  after: readonly I[]
  release?: number
}

/** Early and late times of a task; `slack` is the total slack, by which it can slip without moving the end. */
export interface CpmTimes {
  start: number
  finish: number
  lateStart: number
  lateFinish: number
  slack: number
  critical: boolean
}

/** Times by task and the length of the plan; or the circle that makes them impossible. */
export type CpmResult<I> =
  { times: Map<I, CpmTimes>; length: number; cycle: null } | { times: null; length: null; cycle: I[] }

/**
 * The critical path method with finish-to-start dependencies: a forward pass for early times, a backward pass for late
 * ones, from the end of the plan. Times and durations share one unit. Critical: no slack left.
 * Source: J. E. Kelley and M. R. Walker, "Critical-path planning and scheduling", 1959.
 */
export function criticalPath<I>(tasks: readonly CpmTask<I>[]): CpmResult<I> {
  const { order, cycle } = dependencyOrder(tasks)
  if (!order) return { times: null, length: null, cycle }
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const start = forward(order, byId)
  const finish = (id: I) => (start.get(id) ?? 0) + (byId.get(id)?.duration ?? 0)
  const length = order.reduce((latest, id) => Math.max(latest, finish(id)), 0)
  const lateFinish = backward(order, byId, length)
  const times = new Map<I, CpmTimes>()
  for (const { id, duration } of tasks) {
    const late = lateFinish.get(id) ?? length
    const slack = late - finish(id)
    times.set(id, {
      start: start.get(id) ?? 0,
      finish: finish(id),
      lateStart: late - duration,
      lateFinish: late,
      slack,
      critical: slack <= 0
    })
  }
  return { times, length, cycle: null }
}

function forward<I>(order: readonly I[], byId: ReadonlyMap<I, CpmTask<I>>): Map<I, number> {
  const start = new Map<I, number>()
  for (const id of order) {
    const task = byId.get(id)!
    let early = task.release ?? 0
    for (const other of task.after) {
      const before = byId.get(other)
      if (before) early = Math.max(early, start.get(other)! + before.duration)
    }
    start.set(id, early)
  }
  return start
}

function backward<I>(order: readonly I[], byId: ReadonlyMap<I, CpmTask<I>>, length: number): Map<I, number> {
  const lateFinish = new Map<I, number>(order.map((id) => [id, length]))
  for (const id of [...order].reverse()) {
    const task = byId.get(id)!
    const lateStart = lateFinish.get(id)! - task.duration
    for (const other of task.after) {
      const known = lateFinish.get(other)
      if (known !== undefined && lateStart < known) lateFinish.set(other, lateStart)
    }
  }
  return lateFinish
}
