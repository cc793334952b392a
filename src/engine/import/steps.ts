import { setImmediate } from 'node:timers/promises'

/** A computation that can be left between two steps. */
export type Steps<T> = Generator<undefined, T, undefined>

const SLICE_MS = 15

/** Takes all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Takes the steps, giving way to other work every few milliseconds; throws the signal's reason when cancelled. */
export async function inTurns<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const result = until(steps, performance.now() + SLICE_MS)
    if (result) return result.value
    signal?.throwIfAborted()
    await setImmediate()
  }
}

/** Takes steps until the clock (`performance.now()`) passes `time`; null where some are left. */
export function until<T>(steps: Steps<T>, time: number): { value: T } | null {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return { value }
    if (performance.now() > time) return null
  }
}
