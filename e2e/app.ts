import { test as base, expect, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A running Chantier: its folder of projects, and what the page did that it should not. */
export interface App {
  page: Page
  folder: string
  server: ChildProcess
  address: string
  /** Console errors, policy violations and failed requests seen so far; a flow ends with none. */
  faults: string[]
}

export { expect }

/** Each test gets a server of its own on a free port, and a page that has entered by the one-time address. */
export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chantier-e2e-'))
    const { server, address } = await startServer(folder)
    const faults = watch(page, new URL(address).origin)
    await page.goto(address)
    await use({ page, folder, server, address, faults })
    server.kill('SIGTERM')
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(null)))
    await rm(folder, { recursive: true, force: true })
    expect(faults, 'console errors, policy violations, requests outside').toEqual([])
  }
})

export async function startServer(folder: string): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, ['bin/chantier.mjs', 'serve', '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
    server.once('exit', (code) => reject(new Error(`the server stopped (${code}): ${printed}`)))
  })
  return { server, address }
}

function watch(page: Page, origin: string): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== origin) faults.push(`outside: ${request.url()}`)
  })
  return faults
}
