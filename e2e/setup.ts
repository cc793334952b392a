import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeCase } from './case'
import { PROGRAM } from './program'

/** Builds if needed, sets the program aside, and makes the bundled case once for all flows. */
export default async function setup(): Promise<void> {
  const built = spawnSync(process.execPath, ['bin/chantier.mjs', '--version'], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`)
  mkdirSync(PROGRAM, { recursive: true })
  for (const part of ['main', 'ui']) {
    rmSync(join(PROGRAM, part), { recursive: true, force: true })
    cpSync(join('out', part), join(PROGRAM, part), { recursive: true })
  }
  await makeCase()
}
