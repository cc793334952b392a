import { ORPCError } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import type { JobEvent, Progress } from '../contract'
import { finish, job, type Report } from './call'
import { cancelled, fail } from './errors'
import { createEngine } from './index'

const progress = (done: number): Progress => ({ step: { fr: 'x', en: 'x' }, done, total: 10 })
const pause = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms))

async function eventsOf<R>(events: AsyncIterable<JobEvent<R>>): Promise<JobEvent<R>[]> {
  const all: JobEvent<R>[] = []
  for await (const event of events) all.push(event)
  return all
}

/** Work that ends only when it is stopped. */
function endless(ended: { at?: string }) {
  return (_report: Report, signal: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        ended.at = 'stopped'
        reject(cancelled())
      })
    })
}

describe('job', () => {
  test('tells progress, then the result once, then ends', async () => {
    const events = await eventsOf(
      job(async (report) => {
        for (const step of [1, 2, 3]) {
          report(progress(step))
          await pause(2)
        }
        return 'fait'
      })
    )
    expect(events.at(-1)).toEqual({ type: 'done', result: 'fait' })
    expect(events.filter(({ type }) => type === 'done')).toHaveLength(1)
    expect(events.slice(0, -1).map((event) => event.type === 'progress' && event.progress.done)).toEqual([1, 2, 3])
  })

  test('a slow reader gets the latest progress only, and the result', async () => {
    const seen: number[] = []
    const work = job(async (report) => {
      for (let step = 0; step < 1_000; step++) {
        report(progress(step))
        if (step % 100 === 0) await pause()
      }
      return null
    })
    for await (const event of work) {
      if (event.type === 'progress') seen.push(event.progress.done)
      await pause(30)
    }
    expect(seen.length).toBeLessThan(20)
    expect(seen.at(-1)).toBe(999)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  test('work that tells nothing and is done at once', async () => {
    expect(await finish(job(() => Promise.resolve(undefined)))).toBeUndefined()
  })

  test.each([0, 20])(
    'a stop by the caller after %i ms settles as cancelled, when the work has ended',
    async (delay) => {
      const stop = new AbortController()
      const ended: { at?: string } = {}
      setTimeout(() => stop.abort(), delay)
      await expect(finish(job(endless(ended), stop.signal))).rejects.toMatchObject({ data: { kind: 'cancelled' } })
      expect(ended.at).toBe('stopped')
    }
  )

  test('a caller that has stopped before the start', async () => {
    const work = (_report: Report, signal: AbortSignal) =>
      signal.aborted ? Promise.reject(cancelled()) : pause(10_000)
    await expect(finish(job(work, AbortSignal.abort()))).rejects.toMatchObject({ data: { kind: 'cancelled' } })
  })

  test('a reader that goes away stops the work, and waits for its end', async () => {
    let stopped = false
    const work = job(async (report, signal) => {
      while (!signal.aborted) {
        report(progress(1))
        await pause(5)
      }
      await pause(30)
      stopped = true
    })
    for await (const event of work) if (event.type === 'progress') break
    expect(stopped).toBe(true)
  })

  test('a failure leaves as data, with its status', async () => {
    const refused = job(() => Promise.reject(fail('refused', { fr: 'non', en: 'no' }, { hint: { fr: 'h', en: 'h' } })))
    const error = await finish(refused).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({
      code: 'CHANTIER',
      status: 403,
      data: { kind: 'refused', message: { fr: 'non' }, hint: { en: 'h' } }
    })
  })

  test.each([new TypeError('x is not a function'), 'a text', null, undefined, 42])(
    'a fault of ours leaves as internal, without a stack: %s',
    async (thrown) => {
      const error = (await finish(job(() => Promise.reject(thrown))).catch((caught: unknown) => caught)) as ORPCError<
        string,
        unknown
      >
      expect(error.data).toMatchObject({ kind: 'internal' })
      expect(JSON.stringify(error.data)).not.toMatch(/\bat .*:\d+:\d+/)
    }
  )
})

describe('an input that a schema refuses', () => {
  const refusal = async (call: Promise<unknown>) => (await call.catch((error: unknown) => error)) as ORPCError<string, { kind: string; message: { fr: string; en: string } }> // prettier-ignore

  test('is told in both languages, with the place and what is expected there', async () => {
    const engine = createEngine({ folder: '/nowhere', settings: '/nowhere' })
    const empty = await refusal(engine.client.queries.run({ sql: '' }))
    expect(empty).toMatchObject({ code: 'CHANTIER', status: 422, data: { kind: 'input' } })
    expect(empty.data.message.fr).toMatch(/^Demande refusée\. «\u00a0sql\u00a0»\u00a0: .*caractères/)
    expect(empty.data.message.en).toMatch(/^Request refused\. “sql”: .*characters/)
    const wrong = await refusal(engine.client.queries.explain({ sql: 7 as unknown as string }))
    expect(wrong.data.message.fr).toMatch(/nombre reçu/)
    expect(JSON.stringify(wrong.data)).not.toMatch(/validation failed|undefined/)
    await engine.close()
  })
})
