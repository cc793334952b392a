import type { Handler } from '../../server'
import type { FromEngine, Port, ToEngine } from './messages'

/** The engine's end of the pipe: answers each request through `handler`; an abort from the other side stops its work. */
export function servePort(port: Port<ToEngine, FromEngine>, handler: Handler): void {
  const running = new Map<
    number,
    { abort: AbortController; body: ReadableStreamDefaultController<Uint8Array> | null }
  >()

  port.receive((message) => {
    const exchange = running.get(message.id)
    if (message.type === 'request') void answer(message)
    else if (message.type === 'body') exchange?.body?.enqueue(message.chunk)
    else if (message.type === 'body-end') exchange?.body?.close()
    else if (exchange) {
      exchange.abort.abort()
      // In Node a request's signal does not reach its body: whoever reads it would wait for ever.
      exchange.body?.error(new DOMException('aborted', 'AbortError'))
    }
  })

  async function answer({ id, method, url, headers, hasBody }: ToEngine & { type: 'request' }): Promise<void> {
    const abort = new AbortController()
    const exchange: { abort: AbortController; body: ReadableStreamDefaultController<Uint8Array> | null } = {
      abort,
      body: null
    }
    running.set(id, exchange)
    try {
      const body = hasBody
        ? new ReadableStream<Uint8Array>({ start: (controller) => void (exchange.body = controller) })
        : null
      const request = new Request(url, { method, headers, body, signal: abort.signal, duplex: 'half' } as RequestInit)
      const response = await handler(request)
      port.send({ type: 'response', id, status: response.status, headers: [...response.headers] })
      if (response.body) await pump(id, response.body, abort.signal)
      port.send({ type: 'end', id })
    } catch (error) {
      port.send({ type: 'error', id, message: error instanceof Error ? error.message : String(error) })
    } finally {
      running.delete(id)
    }
  }

  async function pump(id: number, body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const reader = body.getReader()
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true })
    for (let next = await reader.read(); !next.done; next = await reader.read())
      port.send({ type: 'chunk', id, chunk: next.value })
  }
}
