import type { Random } from '../../stats/random'
import type { Condition } from '../spec'
import { parseDay } from './dates'
import type { Facts } from './model'

/** A rule ready to run: true where every condition holds (always, without conditions). */
export type Test = (facts: Facts) => boolean

/** Compiles the conditions of a spec; throws an Error on a day that does not exist. */
export function compileWhen(conditions: readonly Condition[] | undefined): Test {
  const tests = (conditions ?? []).map(compileCondition)
  return (facts) => tests.every((test) => test(facts))
}

/** The index of a draw in proportion of weights whose running sums are `sums` (dichotomy). */
export function drawFrom(sums: Float64Array, random: Random): number {
  const target = random.next() * sums[sums.length - 1]!
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > target) high = middle
    else low = middle + 1
  }
  return low
}

/** Running sums of weights. */
export function runningSums(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  weights.forEach((weight, i) => (sums[i] = sum += weight))
  return sums
}

/** `AB000012`: a prefix and a number of fixed width, counted from 1. */
export function identifier(prefix: string, index: number, width: number): string {
  return prefix + String(index + 1).padStart(width, '0')
}

/** Keeps a value between two bounds. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/** Rounds to a number of decimals. */
export function roundTo(value: number, digits: number): number {
  const power = 10 ** digits
  return Math.round(value * power) / power
}

function compileCondition(condition: Condition): Test {
  const { field, is } = condition
  const low = condition.from === undefined ? (condition.min ?? -Infinity) : parseDay(condition.from)
  const high = condition.to === undefined ? (condition.max ?? Infinity) : parseDay(condition.to)
  if (is) return (facts) => (is as unknown[]).includes(facts[field])
  return (facts) => {
    const value = facts[field]
    return typeof value === 'number' && value >= low && value <= high
  }
}
