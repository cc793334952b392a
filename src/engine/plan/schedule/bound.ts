import type { Problem } from './problem'

/**
 * A length that no schedule can beat: the longest path, and for each resource the work asked of it over its capacity,
 * between the shortest way in and the shortest way out of the tasks that need it.
 */
export function lowerBound(problem: Problem): number {
  const head = headsOf(problem)
  const tail = tailsOf(problem)
  let bound = 0
  for (let task = 0; task < problem.size; task++)
    bound = Math.max(bound, head[task]! + problem.duration[task]! + tail[task]!)
  problem.capacity.forEach((capacity, resource) => {
    let [work, first, last] = [0, Infinity, Infinity]
    problem.needs.forEach((needs, task) => {
      const amount = needs.find((need) => need.resource === resource)?.amount
      if (!amount) return
      work += amount * problem.duration[task]!
      first = Math.min(first, head[task]!)
      last = Math.min(last, tail[task]!)
    })
    if (work) bound = Math.max(bound, first + Math.ceil(work / capacity) + last)
  })
  return bound
}

/** The earliest start of each task, resources left aside. */
export function headsOf({ size, release, predecessors, duration }: Problem): number[] {
  const head: number[] = []
  for (let task = 0; task < size; task++)
    head.push(
      predecessors[task]!.reduce((most, other) => Math.max(most, head[other]! + duration[other]!), release[task]!)
    )
  return head
}

/** The least time from the end of each task to the end of the plan, resources left aside. */
export function tailsOf({ size, successors, duration }: Problem): number[] {
  const tail = new Array<number>(size).fill(0)
  for (let task = size - 1; task >= 0; task--)
    tail[task] = successors[task]!.reduce((most, other) => Math.max(most, tail[other]! + duration[other]!), 0)
  return tail
}
