import type { Random } from '../../stats/random'
import { placesBy } from './justify'
import type { Problem } from './problem'

/** A schedule and the activity list that gives it. */
export interface Individual {
  order: readonly number[]
  start: number[]
  length: number
}

/**
 * A random activity list that leans to tasks with much behind them (least latest finish), by adding noise to their
 * priority; no task comes before its predecessors.
 */
export function sampledOrder(problem: Problem, tails: readonly number[], random: Random): number[] {
  const longest = tails.reduce((most, tail, task) => Math.max(most, tail + problem.duration[task]!), 1)
  const noise = longest * (0.1 + 0.6 * random.next())
  const key: number[] = []
  for (let task = 0; task < problem.size; task++) {
    const own = noise * random.next() - tails[task]!
    key.push(problem.predecessors[task]!.reduce((most, other) => Math.max(most, key[other]!), own))
  }
  return placesBy((a, b) => key[a]! - key[b]! || a - b, problem.size)
}

/** Two-point crossover of activity lists: head and tail in the father's order, the middle in the mother's. Dependencies hold. */
export function crossover(father: readonly number[], mother: readonly number[], random: Random): number[] {
  const size = father.length
  const cuts = [random.below(size + 1), random.below(size + 1)].sort((a, b) => a - b) as [number, number]
  const child = father.slice(0, cuts[0])
  const taken = new Array<boolean>(size).fill(false)
  for (const task of child) taken[task] = true
  for (const [from, upTo] of [
    [mother, cuts[1]],
    [father, size]
  ] as const) {
    for (const task of from) {
      if (child.length >= upTo) break
      if (taken[task]) continue
      taken[task] = true
      child.push(task)
    }
  }
  return child
}

/** Moves at least one task, and each with a probability of `rate`, anywhere between its predecessors and its successors. */
export function mutated(problem: Problem, order: number[], random: Random, rate = 0.03): number[] {
  const moved = random.below(order.length)
  for (let task = 0; task < order.length; task++)
    if (task === moved || random.chance(rate)) move(problem, order, task, random)
  return order
}

function move(problem: Problem, order: number[], task: number, random: Random): void {
  const place = order.indexOf(task)
  let [first, last] = [place, place]
  while (first > 0 && !problem.predecessors[task]!.includes(order[first - 1]!)) first--
  while (last + 1 < order.length && !problem.successors[task]!.includes(order[last + 1]!)) last++
  order.splice(place, 1)
  order.splice(first + random.below(last - first + 1), 0, task)
}
