import { join } from 'node:path'
import { createEngine } from '../engine'
import { createHandler } from '../server'
import type { FromEngine, ToEngine } from './pipe/messages'
import { servePort } from './pipe/serve-port'

/** The engine process of the desktop shell (an Electron utility process): no TCP port, only its parent's private pipe. */
const options = JSON.parse(process.env.CHANTIER_ENGINE ?? '{}') as { folder?: string; settings?: string }
const engine = createEngine(options)
const parent = process.parentPort

servePort(
  {
    send: (message: FromEngine) => parent.postMessage(message),
    receive: (listener: (message: ToEngine) => void) =>
      void parent.on('message', (event: { data: ToEngine }) => listener(event.data))
  },
  createHandler(engine, join(import.meta.dirname, '..', 'ui'))
)

void engine.warmUp()

process.once('SIGTERM', () => void engine.close().then(() => process.exit(0)))
