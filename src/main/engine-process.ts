import { utilityProcess, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import type { Handler } from '../server'
import { fetchPort, type PortClient } from './pipe/fetch-port'
import type { FromEngine } from './pipe/messages'

const MAX_DEATHS_A_MINUTE = 3

export interface EngineProcess {
  handle: Handler
  stop(): void
}

/** Keeps one engine process alive: started again when it dies, until it has died three times within a minute. */
export function startEngineProcess(options: { folder: string; settings: string }, onGaveUp: () => void): EngineProcess {
  const deaths: number[] = []
  let stopping = false
  let child: UtilityProcess
  let client: PortClient

  start()
  return {
    handle: (request) => client.handle(request),
    stop: () => {
      stopping = true
      child.kill()
    }
  }

  function start(): void {
    child = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [], {
      serviceName: 'chantier-engine',
      env: { ...process.env, CHANTIER_ENGINE: JSON.stringify(options) }
    })
    const current = child
    client = fetchPort({
      send: (message) => current.postMessage(message),
      receive: (listener) => void current.on('message', (message: FromEngine) => listener(message))
    })
    const mine = client
    child.once('exit', () => {
      mine.fail('the engine process stopped')
      if (stopping) return
      const now = Date.now()
      deaths.push(now)
      if (deaths.filter((at) => now - at < 60_000).length >= MAX_DEATHS_A_MINUTE) onGaveUp()
      else start()
    })
  }
}
