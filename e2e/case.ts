import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROGRAM } from './program'
import { enter, rpc } from './rpc'
import { startServer } from './server'

export const CASE_NAME = 'velmorane'
const PREPARED = join(PROGRAM, `${CASE_NAME}.chantier`)
const STAMP = `${PREPARED}.of`

/** Opens the bundled case once by the program's own calls, searches it, and keeps the project file, until the program or the day changes. */
export async function makeCase(): Promise<void> {
  const program = `${hashOf(join(PROGRAM, 'main'))} ${new Date().toDateString()}`
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === program) return
  const folder = await mkdtemp(join(tmpdir(), 'chantier-case-'))
  const { server, address } = await startServer(folder)
  try {
    const session = await enter(address)
    const events = await rpc(session, 'exercises/openCase', { slug: CASE_NAME })
    if (!/"failed":\[\]/.test(events)) throw new Error(`the case did not open whole: ${events.slice(-500)}`)
    const search = await rpc(session, 'anomalies/detect', {})
    if (!/"skipped":\[\]/.test(search)) throw new Error(`the case was not searched whole: ${search.slice(-500)}`)
    await rpc(session, 'project/close', {})
    await cp(join(folder, `${CASE_NAME}.chantier`), PREPARED)
    await writeFile(STAMP, program)
  } finally {
    server.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

/** Puts a copy of the prepared case in a folder of projects, where the start screen finds it. */
export async function copyCase(folder: string): Promise<string> {
  const path = join(folder, `${CASE_NAME}.chantier`)
  await cp(PREPARED, path)
  return path
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (statSync(path).isFile()) hash.update(name).update(readFileSync(path))
  }
  return hash.digest('hex')
}
