import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { LocalizedText, PartlyEvent, Progress } from '../../contract'
import { announce, progressSaid, translate } from '../parts'
import { isCancelled } from '../client'
import { onProjectChange } from './project-change'
import { text } from './text'
import { followPace } from './time-left'

const SAY_EVERY = 5_000
/** Milliseconds between two states of a progress that are shown: the eye takes no more, and the page must stay free. */
const SHOW_EVERY = 100
const KEPT = 30

export type Job = {
  id: number
  label: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  progress: Progress | null
  /** Seconds that the step in hand still takes, where that can be told. */
  left: number | null
  error: unknown
  /** What a job that ended could not do, and why. */
  shortfall: JobShortfall | null
  startedAt: number
  endedAt: number | null
  cancel: () => void
}

/** Work that went through in part: how much in words, and a reason for each thing that did not. */
export type JobShortfall = {
  /** True where nothing went through. */
  failed: boolean
  summary: string
  reasons: readonly { file: string; message: LocalizedText; hint: LocalizedText | null }[]
}

/** All jobs of this session, newest first: what the job tray shows. */
export const useJobs = create<{ jobs: readonly Job[] }>(() => ({ jobs: [] }))

/** What a running job is, without how far it has come: who asks for it is not rendered at every step of the job. */
export type RunningJob = Pick<Job, 'id' | 'label' | 'cancel'>

/** The running job of that label, or the newest one that runs where none is given; see `JobOnItsWay` for its progress. */
export function useRunningJob(label?: string | null): RunningJob | null {
  return useJobs(
    useShallow(({ jobs }) => {
      const job = jobs.find((each) => each.state === 'running' && (label === undefined || each.label === label))
      return job ? { id: job.id, label: job.label, cancel: job.cancel } : null
    })
  )
}

onProjectChange(() => {
  for (const job of useJobs.getState().jobs) if (job.state === 'running') job.cancel()
  useJobs.setState({ jobs: [] })
})

/**
 * Runs long work in the job tray, with progress and cancel; returns its result, or throws its failure (already in
 * the tray; see `isCancelled` for what the user stopped).
 *
 *     const result = await runJob(label, async (signal, onProgress) =>
 *       followEvents(await api.sources.import({ files }, { signal }), onProgress))
 */
export async function runJob<R>(
  label: string,
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<R>,
  /** Tells what of the result was not done. */
  missing: (result: R) => JobShortfall | null = () => null
): Promise<R> {
  const abort = new AbortController()
  const id = nextId++
  const change = (part: Partial<Job>): void =>
    useJobs.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, ...part } : job)) }))
  const job: Job = {
    id,
    label,
    state: 'running',
    progress: null,
    left: null,
    error: null,
    shortfall: null,
    startedAt: Date.now(),
    endedAt: null,
    cancel: () => abort.abort()
  }
  useJobs.setState(({ jobs }) => ({ jobs: [job, ...jobs].slice(0, KEPT) }))
  let [said, lastSaid] = [Date.now(), '']
  const leftOf = followPace()
  const shown = seldom(change)
  try {
    const result = await stoppable(
      abort.signal,
      work(abort.signal, (progress) => {
        const left = leftOf(progress, Date.now())
        shown.tell({ progress, left })
        if (Date.now() - said < SAY_EVERY) return
        const how = progressSaid(progress, left)
        if (how === lastSaid) return
        ;[said, lastSaid] = [Date.now(), how]
        announce(translate(text, 'jobProgress', { label, how }))
      })
    )
    shown.flush()
    const shortfall = missing(result)
    change({ state: shortfall?.failed ? 'failed' : 'done', shortfall, endedAt: Date.now() })
    announce(
      shortfall
        ? translate(text, 'jobPartlySaid', { label, summary: shortfall.summary })
        : translate(text, 'jobDoneSaid', { label })
    )
    return result
  } catch (error) {
    shown.flush()
    const state = abort.signal.aborted || isCancelled(error) ? 'cancelled' : 'failed'
    change({ state, error, endedAt: Date.now() })
    announce(translate(text, state === 'failed' ? 'jobFailedSaid' : 'jobCancelledSaid', { label }))
    throw state === 'cancelled' ? cancelled() : error
  }
}

/** Follows the events of a long call up to its result; `onPart` gets what it tells of it early. */
export async function followEvents<R, P = never>(
  events: AsyncIterable<PartlyEvent<P, R>>,
  onProgress: (progress: Progress) => void,
  onPart: (part: P) => void = () => undefined
): Promise<R> {
  let done: { result: R } | null = null
  // read to the end: leaving early would abort the answer
  for await (const event of events) {
    if (event.type === 'done') done = event
    else if (event.type === 'part') onPart(event.part)
    else onProgress(event.progress)
  }
  if (!done) throw new Error('the job ended without a result')
  return done.result
}

/** Puts a failure of a short action in the tray, where it can be read and copied. */
export function reportFailure(label: string, error: unknown): void {
  const now = Date.now()
  const job: Job = {
    id: nextId++,
    label,
    state: 'failed',
    progress: null,
    left: null,
    error,
    shortfall: null,
    startedAt: now,
    endedAt: now,
    cancel: () => {}
  }
  useJobs.setState(({ jobs }) => ({ jobs: [job, ...jobs].slice(0, KEPT) }))
  announce(translate(text, 'jobFailedSaid', { label }))
}

/** Takes finished jobs off the list. */
export function clearJobs(): void {
  useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.state === 'running') }))
}

let nextId = 1

/** Passes the latest of what is told, at once and then at most every so often; `flush` passes what still waits. */
function seldom<T>(pass: (news: T) => void): { tell: (news: T) => void; flush: () => void } {
  let latest: { news: T } | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const passLatest = (): void => {
    if (latest) pass(latest.news)
    latest = null
  }
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = null
      if (!latest) return
      passLatest()
      rest()
    }, SHOW_EVERY)
  }
  return {
    tell(news) {
      latest = { news }
      if (timer !== null) return
      passLatest()
      rest()
    },
    flush() {
      if (timer !== null) clearTimeout(timer)
      timer = null
      passLatest()
    }
  }
}

/** The work, or its cancellation if that comes first: a cancel is never kept waiting by the engine. */
async function stoppable<R>(signal: AbortSignal, work: Promise<R>): Promise<R> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(cancelled()), { once: true }))
  ])
}

function cancelled(): DOMException {
  return new DOMException('cancelled', 'AbortError')
}
