import { getRequestListener } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Engine } from '../engine'
import { createGuard } from './guard'
import { createHandler } from './handler'

export interface WebHost {
  port: number
  /** A fresh address with a one-time token in its fragment, which no server, log or referrer ever sees. */
  address(): string
  close(): Promise<void>
}

/** Serves the engine on 127.0.0.1 only, for an ordinary browser of the same user. Port 0 takes a free one. */
export async function startWebHost(engine: Engine, uiRoot: string, port = 0): Promise<WebHost> {
  let listener: ReturnType<typeof getRequestListener> | null = null
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 120_000, maxHeaderSize: 16_384 },
    (request, response) => {
      void listener?.(request, response)
    }
  )
  server.maxConnections = 256
  const actual = await listen(server, port)
  const guard = createGuard(createHandler(engine, uiRoot), actual)
  listener = getRequestListener(guard.handle, {
    overrideGlobalObjects: false,
    errorHandler: () => new Response('bad request', { status: 400 })
  })
  return {
    port: actual,
    address: () => `http://127.0.0.1:${actual}/#token=${guard.newToken()}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await engine.close()
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
