import type { Progress } from '../../contract'

/** Milliseconds and a share of the work that must have been seen before its end is guessed. */
const LEAST_SEEN = 3_000
const LEAST_SHARE = 0.1

/**
 * Follows a job and tells the seconds that its step still takes at the pace of that step so far; null where that would be a
 * guess: too early, no total, or a unit that says nothing about time.
 */
export function followPace(): (progress: Progress, now: number) => number | null {
  let begun: { step: string; at: number; done: number } | null = null
  return ({ step, done, total, unit }, now) => {
    if (unit !== 'bytes' || total === null) {
      begun = null
      return null
    }
    if (begun?.step !== step.fr || done < begun.done) begun = { step: step.fr, at: now, done }
    const [seen, gone] = [now - begun.at, done - begun.done]
    if (seen < LEAST_SEEN || gone < LEAST_SHARE * total) return null
    return ((total - done) * seen) / gone / 1000
  }
}
