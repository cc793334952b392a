import { describe, expect, test } from 'vitest'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Handler } from '../../server'
import { fetchPort } from './fetch-port'
import type { FromEngine, Port, ToEngine } from './messages'
import { servePort } from './serve-port'

function port<In, Out>(end: MessagePort): Port<In, Out> {
  return { send: (message) => end.postMessage(message), receive: (listener) => void end.on('message', listener) }
}

async function withPipe(
  handler: Handler,
  work: (client: ReturnType<typeof fetchPort>) => Promise<void>
): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  servePort(port<ToEngine, FromEngine>(port1), handler)
  try {
    await work(fetchPort(port<FromEngine, ToEngine>(port2)))
  } finally {
    port1.close()
    port2.close()
  }
}

describe('private pipe between shell and engine', () => {
  test('carries method, headers, body, status and a streamed answer whole', async () => {
    const payload = new Uint8Array(300_000).map((_, index) => index % 251)
    await withPipe(
      async (request) =>
        new Response(await request.arrayBuffer(), {
          status: 201,
          headers: { 'x-seen': `${request.method} ${request.headers.get('x-sent')}` }
        }),
      async (client) => {
        const answer = await client.handle(
          new Request('chantier://app/upload', {
            method: 'POST',
            body: payload,
            headers: { 'x-sent': 'é'.normalize('NFC') }
          })
        )
        expect(answer.status).toBe(201)
        expect(answer.headers.get('x-seen')).toBe('POST é')
        expect(new Uint8Array(await answer.arrayBuffer())).toEqual(payload)
      }
    )
  })

  test('many requests at once each get their own answer', async () => {
    await withPipe(
      async (request) => new Response(new URL(request.url).search),
      async (client) => {
        const answers = await Promise.all(
          Array.from({ length: 50 }, async (_, index) =>
            (await client.handle(new Request(`http://app/?n=${index}`))).text()
          )
        )
        expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => `?n=${index}`))
      }
    )
  })

  test('an abort reaches the handler and settles the caller', async () => {
    let stopped = false
    const stop = new AbortController()
    const handler: Handler = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => {
          stopped = true
          reject(new Error('stopped'))
        })
        setTimeout(() => stop.abort(), 10)
      })
    await withPipe(handler, async (client) => {
      await expect(client.handle(new Request('http://app/', { signal: stop.signal }))).rejects.toThrow('abort')
      await expect.poll(() => stopped).toBe(true)
    })
  })

  test('a body broken off half-way settles both sides', async () => {
    let outcome = 'waiting'
    const handler: Handler = async (request) => {
      try {
        await request.arrayBuffer()
        outcome = 'whole'
      } catch {
        outcome = 'broken off'
      }
      return new Response(outcome)
    }
    await withPipe(handler, async (client) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new Uint8Array(10))
          setTimeout(() => controller.error(new Error('the disk went away')), 20)
        }
      })
      const request = new Request('http://app/upload', { method: 'POST', body, duplex: 'half' } as RequestInit)
      await expect(client.handle(request)).rejects.toThrow('the disk went away')
      await expect.poll(() => outcome).toBe('broken off')
    })
  })

  test('a handler that throws, and an engine that dies, settle the caller with an error', async () => {
    await withPipe(
      (request) => (request.url.endsWith('hang') ? new Promise(() => undefined) : Promise.reject(new Error('broken'))),
      async (client) => {
        await expect(client.handle(new Request('http://app/'))).rejects.toThrow('broken')
        const hanging = client.handle(new Request('http://app/hang'))
        client.fail('gone')
        await expect(hanging).rejects.toThrow('gone')
      }
    )
  })
})
