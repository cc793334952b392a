import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createEngine } from '../../engine'
import { startWebHost } from '../../server'
import { say } from '../output'

export interface ServeOptions {
  port: number
  browser?: boolean
  folder?: string
}

/** The command `serve` over the built page in `uiFolder`. */
export function serveFrom(uiFolder: string) {
  return (project: string | undefined, options: ServeOptions): Promise<void> => serve(uiFolder, project, options)
}

/** Opens the app in the local web host and prints its address; Enter prints a new one, since each works once. */
async function serve(uiFolder: string, project: string | undefined, options: ServeOptions): Promise<void> {
  const engine = createEngine(
    options.folder ? { folder: resolve(options.folder), settings: resolve(options.folder) } : {}
  )
  // Before listening: a project that cannot be opened ends the command.
  if (project) await engine.client.project.open({ path: resolve(project) })
  const host = await startWebHost(engine, uiFolder, options.port)
  const address = host.address()
  process.stdout.write(`Chantier : ${address}\n`)
  void engine.warmUp()
  if (options.browser && hasDisplay()) await openBrowser(host.address())
  if (process.stdin.isTTY) {
    say(
      'Entrée : nouvelle adresse (chacune ne sert qu’une fois). Ctrl+C : fermer.',
      'Enter: a new address (each works once). Ctrl+C: close.'
    )
    createInterface({ input: process.stdin }).on('line', () => process.stdout.write(`Chantier : ${host.address()}\n`))
  }
  await new Promise<void>((resolveStop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolveStop())
  })
  await host.close()
  process.exit(0)
}

function hasDisplay(): boolean {
  if (process.env.CI) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

/** Opens the user's browser through a private file, so that the token never stands in a process list. */
async function openBrowser(address: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-open-'))
  const page = join(folder, 'chantier.html')
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><title>Chantier</title><meta http-equiv="refresh" content="0;url=${address}">`,
    { mode: 0o600 }
  )
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', page]
      : process.platform === 'darwin'
        ? ['open', page]
        : ['xdg-open', page]
  const opener = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
  opener.on('error', () => say('Ouvrez cette adresse dans votre navigateur.', 'Open this address in your browser.'))
  opener.unref()
  setTimeout(() => void rm(folder, { recursive: true, force: true }), 15_000).unref()
}
