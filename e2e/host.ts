import type { Page } from '@playwright/test'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server'

/** The program, running for the flows of one worker, which use it one after the other. */
export interface Host {
  /** Its folder of projects and settings, empty at the beginning of a flow. */
  folder: string
  origin: string
  /** Opens the start screen: the first page by the one-time address, the others in the session that it bought. */
  enter(page: Page): Promise<void>
  /** Closes the project and empties the folder. */
  clear(page: Page): Promise<void>
  stop(): Promise<void>
}

export async function startHost(): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-e2e-'))
  const { server, address } = await startServer(folder)
  const { origin } = new URL(address)
  let session: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = []

  return {
    folder,
    origin,
    async enter(page) {
      if (session.length) {
        await page.context().addCookies(session)
        await page.goto(origin)
      } else {
        await Promise.all([page.waitForResponse(`${origin}/session`), page.goto(address)])
        session = await page.context().cookies(origin)
      }
    },
    async clear(page) {
      const closed = await page.request.post(`${origin}/rpc/project/close`, { headers: { origin }, data: { json: {} } })
      if (!closed.ok()) throw new Error(`the project was not closed: ${await closed.text()}`)
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
    },
    async stop() {
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    }
  }
}
