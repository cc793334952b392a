import { dependencyOrder } from '../../workstreams'
import { criticalPath, type CpmTimes } from '../cpm'
import { handovers } from './handovers'
import { toProblem, type ResourceTask } from './problem'
import { searchSchedule, type SearchBounds } from './search'

export type { ResourceTask } from './problem'
export type { SearchBounds } from './search'

/** A schedule under resource limits, and its length without them. */
export interface Scheduled<I> {
  times: Map<I, CpmTimes>
  makespan: number
  criticalPathLength: number
}

/**
 * Schedules tasks under dependencies, releases and renewable resources; null where dependencies go round. Where no
 * resource can bind this is plain CPM, and shortest. Else the shortest schedule found within the bounds: late times keep
 * its hand-overs of resources, so a task may slip by its slack and nothing else has to be planned again.
 */
export async function scheduleTasks<I>(
  tasks: readonly ResourceTask<I>[],
  resources: Readonly<Record<string, number>>,
  bounds: SearchBounds
): Promise<Scheduled<I> | null> {
  const free = criticalPath(tasks)
  const { order } = dependencyOrder(tasks)
  if (!free.times || !order) return null
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const ordered = order.flatMap((id) => byId.get(id) ?? [])
  const problem = toProblem(ordered, resources)
  if (!problem.capacity.length) return { times: free.times, makespan: free.length, criticalPathLength: free.length }
  const start = await searchSchedule(problem, bounds)
  const givers = handovers(problem, start)
  const bound = criticalPath(
    ordered.map((task, place) => ({
      ...task,
      release: start[place]!,
      after: [...task.after, ...givers[place]!.map((giver) => ordered[giver]!.id)]
    }))
  )
  return bound.times && { times: bound.times, makespan: bound.length, criticalPathLength: free.length }
}
