import type { Handler } from '../../server'
import type { FromEngine, Port, ToEngine } from './messages'

interface Pending {
  head(response: Response): void
  fail(error: Error): void
  body: ReadableStreamDefaultController<Uint8Array> | null
}

export interface PortClient {
  handle: Handler
  /** Settles every request in flight with an error: the engine process is gone. */
  fail(reason: string): void
}

/** The shell's end of the pipe: a Fetch-standard handler whose answers come from the engine process. */
export function fetchPort(port: Port<FromEngine, ToEngine>): PortClient {
  const pending = new Map<number, Pending>()
  let lastId = 0

  port.receive((message) => {
    const exchange = pending.get(message.id)
    if (!exchange) return
    if (message.type === 'response') exchange.head(respond(message, exchange))
    else if (message.type === 'chunk') exchange.body?.enqueue(message.chunk)
    else finish(message.id, message.type === 'error' ? new Error(message.message) : null)
  })

  return { handle, fail: (reason) => [...pending.keys()].forEach((id) => finish(id, new Error(reason))) }

  function handle(request: Request): Promise<Response> {
    const id = ++lastId
    return new Promise<Response>((resolve, reject) => {
      pending.set(id, { head: resolve, fail: reject, body: null })
      request.signal.addEventListener('abort', () => abort(id), { once: true })
      port.send({
        type: 'request',
        id,
        method: request.method,
        url: request.url,
        headers: [...request.headers],
        hasBody: Boolean(request.body)
      })
      if (request.body)
        sendBody(id, request.body).catch((error: unknown) => {
          // The other side must not wait for the rest of a body that will not come.
          if (pending.has(id)) port.send({ type: 'abort', id })
          finish(id, error instanceof Error ? error : new Error(String(error)))
        })
    })
  }

  async function sendBody(id: number, body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read())
      port.send({ type: 'body', id, chunk: next.value })
    port.send({ type: 'body-end', id })
  }

  function respond({ id, status, headers }: FromEngine & { type: 'response' }, exchange: Pending): Response {
    const empty = status === 204 || status === 304
    const body = empty
      ? null
      : new ReadableStream<Uint8Array>({
          start: (controller) => void (exchange.body = controller),
          cancel: () => abort(id)
        })
    return new Response(body, { status, headers })
  }

  function abort(id: number): void {
    if (!pending.has(id)) return
    port.send({ type: 'abort', id })
    finish(id, new DOMException('aborted', 'AbortError'))
  }

  function finish(id: number, error: Error | null): void {
    const exchange = pending.get(id)
    pending.delete(id)
    if (!exchange) return
    if (error) {
      exchange.fail(error)
      exchange.body?.error(error)
    } else exchange.body?.close()
  }
}
