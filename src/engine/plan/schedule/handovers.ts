import { byStart } from './justify'
import type { Problem } from './problem'

/**
 * Which task hands a resource over to which in a schedule: `result[task]` lists those it takes units from. Units nobody
 * has used yet are taken first, so that a hand-over appears only where the resource is really scarce. Where every task
 * starts as early as the others let it, a task that waited for a resource takes it from one that ends just then.
 * Source: C. Artigues, P. Michelon and S. Reusser, "Insertion techniques for static and dynamic resource-constrained
 * project scheduling", EJOR 149, 2003 (resource flow of a schedule).
 */
export function handovers(problem: Problem, start: readonly number[]): number[][] {
  const from: Set<number>[] = start.map(() => new Set())
  problem.capacity.forEach((capacity, resource) => {
    let unused = capacity
    let held: { task: number; until: number; amount: number }[] = []
    for (const task of byStart(start)) {
      let wanted = problem.needs[task]!.find((need) => need.resource === resource)?.amount ?? 0
      if (!wanted) continue
      const amount = wanted
      const fresh = Math.min(unused, wanted)
      unused -= fresh
      wanted -= fresh
      for (const holder of held.sort((a, b) => a.until - b.until)) {
        if (!wanted || holder.until > start[task]!) break
        const given = Math.min(holder.amount, wanted)
        holder.amount -= given
        wanted -= given
        from[task]!.add(holder.task)
      }
      held = held.filter((holder) => holder.amount > 0)
      held.push({ task, until: start[task]! + problem.duration[task]!, amount })
    }
  })
  return from.map((givers) => [...givers])
}
