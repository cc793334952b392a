import type { Problem } from './problem'
import { ResourceProfile } from './profile'

/**
 * Serial schedule generation: takes the tasks in `order` (each after its predecessors) and starts each as early as
 * dependencies and free resources allow. Every active schedule, so also a shortest one, comes from some order.
 * Source: R. Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited", EJOR 90, 1996.
 */
export function serialSchedule(problem: Problem, order: readonly number[]): number[] {
  const start = new Array<number>(problem.size).fill(0)
  const profile = new ResourceProfile(problem.capacity)
  for (const task of order) {
    let early = problem.release[task]!
    for (const before of problem.predecessors[task]!)
      early = Math.max(early, start[before]! + problem.duration[before]!)
    const at = profile.earliest(early, problem.duration[task]!, problem.needs[task]!)
    profile.take(at, problem.duration[task]!, problem.needs[task]!)
    start[task] = at
  }
  return start
}

/** When the last task ends. */
export function makespanOf(problem: Problem, start: readonly number[]): number {
  return start.reduce((latest, at, task) => Math.max(latest, at + problem.duration[task]!), 0)
}
