import { implement, ORPCError, ValidationError, type ImplementerInternalWithMiddlewares } from '@orpc/server'
import { contract, type ErrorData, type JobEvent, type PartlyEvent, type Progress } from '../contract'
import { toErrorData } from './errors'
import type { Project } from './project'
import { refusedInput, type Issue } from './refused-input'
import type { Session } from './session'
import { steady } from './steady'

/** What every call finds beside its input. */
export interface CallContext {
  session: Session
}

/** Written out, since what TypeScript infers for a contract of this size is too long for it. */
type Calls = ImplementerInternalWithMiddlewares<typeof contract, CallContext & Record<never, never>, CallContext>

const guarded = implement(contract)
  .$context<CallContext>()
  .use(async ({ next, context, path }) => {
    try {
      // Calls about the project file itself wait for the others, not for themselves.
      if (path[0] === 'project') return await next()
      return await context.session.answering(steady(context.session.open, async () => next()))
    } catch (error) {
      throw crossing(error)
    }
  })

/** The contract, to be implemented: failures of any kind leave as `ErrorData`. */
export const calls: Calls = guarded

/** The open project of a call's session. */
export function projectOf(context: CallContext): Project {
  return context.session.project
}

export type Report = (progress: Progress) => void

/**
 * Turns long work into its stream of events: progress as it comes (the latest only, when the reader is slow), then the result.
 * When the reader goes away, `signal` aborts and the work stops.
 */
export async function* job<R>(
  work: (report: Report, signal: AbortSignal) => Promise<R>,
  caller?: AbortSignal
): AsyncGenerator<JobEvent<R>, void> {
  const stop = new AbortController()
  const signal = caller ? AbortSignal.any([caller, stop.signal]) : stop.signal
  let latest: Progress | null = null
  let wake: () => void = () => undefined
  const outcome = work((progress) => {
    latest = progress
    wake()
  }, signal).then(
    (result) => ({ result }),
    (error: unknown) => ({ error })
  )
  try {
    for (;;) {
      const turn = new Promise<null>((resolve) => (wake = () => resolve(null)))
      if (latest) wake()
      const settled = await Promise.race([outcome, turn])
      if (latest) {
        // Taken before the reader gets it: what comes while it reads is told next.
        const progress: Progress = latest
        latest = null
        yield { type: 'progress', progress }
      }
      // News that came while the reader was busy goes before the end.
      if (!settled || latest) continue
      if ('error' in settled) throw crossing(settled.error)
      yield { type: 'done', result: settled.result }
      return
    }
  } finally {
    stop.abort()
    // Work that was asked to stop is waited for, so that nothing of it outlives its call.
    await outcome
  }
}

/** The result of a job for callers in the same process, such as the command line. */
export async function finish<R>(
  events: AsyncIterable<PartlyEvent<unknown, R>>,
  onProgress: Report = () => undefined
): Promise<R> {
  for await (const event of events) {
    if (event.type === 'done') return event.result
    if (event.type === 'progress') onProgress(event.progress)
  }
  throw new Error('a job ended without a result')
}

const STATUS: Record<ErrorData['kind'], number> = {
  input: 422,
  not_found: 404,
  conflict: 409,
  locked: 423,
  limit: 413,
  refused: 403,
  cancelled: 499,
  corrupt: 422,
  internal: 500
}

function crossing(error: unknown): unknown {
  const refused = error instanceof ORPCError && error.code === 'BAD_REQUEST' ? error.cause : null
  if (refused instanceof ValidationError)
    return crossing(refusedInput(refused.issues as readonly Issue[], refused.data))
  if (error instanceof ORPCError) return error
  const data = toErrorData(error)
  return new ORPCError('CHANTIER', { defined: true, status: STATUS[data.kind], message: data.message.en, data })
}
