import type { CpmTask } from '../cpm'

/** A task with what it holds of each resource while it runs. */
export interface ResourceTask<I> extends CpmTask<I> {
  needs: Readonly<Record<string, number>>
}

/**
 * A scheduling problem by places rather than ids, for speed: tasks are numbered in an order in which all come after
 * their predecessors, resources are numbered too. Only resources that can bind at all are kept.
 */
export interface Problem {
  size: number
  duration: readonly number[]
  release: readonly number[]
  predecessors: readonly (readonly number[])[]
  successors: readonly (readonly number[])[]
  /** `needs[task]` lists the resources held and how much of each. */
  needs: readonly (readonly { resource: number; amount: number }[])[]
  capacity: readonly number[]
}

/** Numbers tasks (given in dependency order) and the resources whose needs, put together, pass their capacity. */
export function toProblem<I>(tasks: readonly ResourceTask<I>[], resources: Readonly<Record<string, number>>): Problem {
  const place = new Map(tasks.map(({ id }, index) => [id, index]))
  const binding = Object.keys(resources).filter(
    (name) => tasks.reduce((sum, task) => sum + amountOf(task, name), 0) > (resources[name] ?? 0)
  )
  const predecessors = tasks.map(({ after }) => [...new Set(after)].flatMap((id) => place.get(id) ?? []))
  const successors: number[][] = tasks.map(() => [])
  predecessors.forEach((before, task) => before.forEach((other) => successors[other]!.push(task)))
  return {
    size: tasks.length,
    duration: tasks.map(({ duration }) => duration),
    release: tasks.map(({ release }) => release ?? 0),
    predecessors,
    successors,
    needs: tasks.map((task) =>
      binding.map((name, resource) => ({ resource, amount: amountOf(task, name) })).filter(({ amount }) => amount > 0)
    ),
    capacity: binding.map((name) => resources[name] ?? 0)
  }
}

/** The same problem with time running backwards; releases do not apply there. */
export function reversed(problem: Problem): Problem {
  return {
    ...problem,
    release: problem.release.map(() => 0),
    predecessors: problem.successors,
    successors: problem.predecessors
  }
}

function amountOf(task: ResourceTask<unknown>, resource: string): number {
  if (task.duration === 0 || !Object.hasOwn(task.needs, resource)) return 0
  return task.needs[resource] ?? 0
}
