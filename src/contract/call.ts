import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { ErrorData, Progress } from './common'

/** Every call may fail with one kind of error, told as data: see `ErrorData`. */
export const call = oc.errors({ CHANTIER: { data: ErrorData } })

/** One event of a long call: progress while it runs, then exactly one `done` with the result. */
export function jobEvents<T extends z.ZodType>(result: T) {
  return eventIterator(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('progress'), progress: Progress }),
      z.object({ type: z.literal('done'), result })
    ])
  )
}

/** The same of a call that tells a part of its result early, once. */
export function partlyEvents<P extends z.ZodType, T extends z.ZodType>(part: P, result: T) {
  return eventIterator(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('progress'), progress: Progress }),
      z.object({ type: z.literal('part'), part }),
      z.object({ type: z.literal('done'), result })
    ])
  )
}

/** The events of a long call, as both sides write them. */
export type JobEvent<R> = { type: 'progress'; progress: Progress } | { type: 'done'; result: R }
export type PartlyEvent<P, R> = JobEvent<R> | { type: 'part'; part: P }
