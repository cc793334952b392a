import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobEvent, Progress } from '../../contract'
import { clearJobs, followEvents, runJob, useJobs } from './jobs'

const progress = (done: number): Progress => ({ step: { fr: 'lecture', en: 'reading' }, done, total: 10 })

async function* events(...list: JobEvent<string>[]): AsyncGenerator<JobEvent<string>> {
  for (const event of list) yield event
}

const head = () => useJobs.getState().jobs[0]

beforeEach(() => useJobs.setState({ jobs: [] }))

describe('job tray', () => {
  it('follows progress to the result', async () => {
    const seen: (number | undefined)[] = []
    const stop = useJobs.subscribe(({ jobs }) => seen.push(jobs[0]?.progress?.done))
    const result = await runJob('chargement', (_signal, onProgress) =>
      followEvents(
        events(
          { type: 'progress', progress: progress(3) },
          { type: 'progress', progress: progress(7) },
          { type: 'done', result: 'fini' }
        ),
        onProgress
      )
    )
    stop()
    expect(result).toBe('fini')
    expect(seen).toContain(3)
    expect(seen).toContain(7)
    expect(head()).toMatchObject({ state: 'done', label: 'chargement' })
  })

  it('shows at most ten states of a progress in a second, the last one always', async () => {
    vi.useFakeTimers()
    const seen: number[] = []
    const stop = useJobs.subscribe(({ jobs }) => {
      const done = jobs[0]?.progress?.done
      if (done !== undefined && seen.at(-1) !== done) seen.push(done)
    })
    let tell: (progress: Progress) => void = () => {}
    let finish: (result: string) => void = () => {}
    const work = runJob('rapide', (_signal, onProgress) => {
      tell = onProgress
      return new Promise<string>((resolve) => (finish = resolve))
    })
    for (let step = 1; step <= 1000; step++) {
      tell(progress(step))
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(seen.length).toBeLessThanOrEqual(11)
    expect(seen.length).toBeGreaterThanOrEqual(9)
    tell(progress(1001))
    finish('ok')
    await work
    stop()
    vi.useRealTimers()
    expect(head()!.progress?.done).toBe(1001)
  })

  it('cancels at once, even where the engine does not answer', async () => {
    const work = runJob('sans fin', () => new Promise<never>(() => {}))
    head()!.cancel()
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
    expect(head()!.state).toBe('cancelled')
  })

  it('keeps a failure to be read, and throws it', async () => {
    const failure = new Error('fichier illisible')
    await expect(runJob('chargement', () => Promise.reject(failure))).rejects.toBe(failure)
    expect(head()).toMatchObject({ state: 'failed', error: failure })
    clearJobs()
    expect(useJobs.getState().jobs).toEqual([])
  })

  it('fails where events end without a result', async () => {
    await expect(followEvents(events({ type: 'progress', progress: progress(1) }), () => {})).rejects.toThrow(
      'without a result'
    )
  })

  it('speaks at most every five seconds', async () => {
    vi.useFakeTimers()
    const said: string[] = []
    await import('../parts').then(({ announce }) => announce('départ'))
    const region = document.getElementById('chantier-announcer')!
    const observer = new MutationObserver(() => region.textContent && said.push(region.textContent))
    observer.observe(region, { childList: true, characterData: true, subtree: true })
    let tell: (progress: Progress) => void = () => {}
    let finish: (result: string) => void = () => {}
    const work = runJob('long', (_signal, onProgress) => {
      tell = onProgress
      return new Promise<string>((resolve) => (finish = resolve))
    })
    for (let second = 0; second < 11; second++) {
      await vi.advanceTimersByTimeAsync(1000)
      tell(progress(second))
    }
    await vi.advanceTimersByTimeAsync(100)
    finish('ok')
    await work
    vi.useRealTimers()
    observer.disconnect()
    expect(said.filter((message) => message.startsWith('long')).length).toBeLessThanOrEqual(2)
    expect(said.filter((message) => message.startsWith('long')).length).toBeGreaterThanOrEqual(1)
  })
})
