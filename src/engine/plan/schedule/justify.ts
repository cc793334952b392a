import { reversed, type Problem } from './problem'
import { makespanOf, serialSchedule } from './serial'

/** Justification needs both directions of a problem; making the backward one once saves most of the time. */
export interface TwoWay {
  forward: Problem
  backward: Problem
}

export function twoWay(problem: Problem): TwoWay {
  return { forward: problem, backward: reversed(problem) }
}

/**
 * Double justification: shifts every task as far right as it goes, last finish first, then as far left, first start
 * first. No task ends later than before, release dates included, and the schedule often gets shorter.
 * Source: V. Valls, F. Ballestín and S. Quintanilla, "Justification and RCPSP: A technique that pays", EJOR 165, 2005.
 */
export function doubleJustified({ forward, backward }: TwoWay, start: readonly number[]): number[] {
  const length = makespanOf(forward, start)
  const finish = start.map((at, task) => at + forward.duration[task]!)
  const lastFirst = placesBy((a, b) => finish[b]! - finish[a]! || b - a, forward.size)
  const right = serialSchedule(backward, lastFirst).map((at, task) => length - at - forward.duration[task]!)
  return serialSchedule(forward, byStart(right))
}

/** The order in which a schedule starts its tasks: taken again by the serial scheme, it gives no longer schedule. */
export function byStart(start: readonly number[]): number[] {
  return placesBy((a, b) => start[a]! - start[b]! || a - b, start.length)
}

/**
 * Tasks sorted. Tasks are numbered in dependency order: a comparison that falls back on their numbers keeps a task of no
 * duration between its predecessors and successors.
 */
export function placesBy(compare: (a: number, b: number) => number, size: number): number[] {
  return Array.from({ length: size }, (_, task) => task).sort(compare)
}
