import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { KnownProject } from '../../contract'
import { PROJECT_EXTENSION } from './open'

const Recent = z.array(z.string()).max(200)

/** Projects to offer on the start screen: those opened lately first, then the others of the projects folder. */
export async function knownProjects(settings: string, folder: string): Promise<KnownProject[]> {
  const recent = await readRecent(settings)
  const inFolder = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith(PROJECT_EXTENSION))
    .map((name) => join(folder, name))
  return Promise.all([...new Set([...recent, ...inFolder])].map(describe))
}

/** Puts a project first in the recent list. */
export async function remember(settings: string, path: string): Promise<void> {
  const others = (await readRecent(settings)).filter((known) => known !== path)
  await writeRecent(settings, [path, ...others].slice(0, 50))
}

/** Takes a project off the recent list; its file is not touched. */
export async function forget(settings: string, path: string): Promise<void> {
  await writeRecent(
    settings,
    (await readRecent(settings)).filter((known) => known !== path)
  )
}

async function describe(path: string): Promise<KnownProject> {
  const facts = await stat(path).catch(() => null)
  return {
    name: basename(path, PROJECT_EXTENSION),
    path,
    size: facts?.size ?? 0,
    modifiedAt: (facts?.mtime ?? new Date(0)).toISOString(),
    exists: Boolean(facts)
  }
}

async function readRecent(settings: string): Promise<string[]> {
  const stored = await readFile(settings, 'utf8').catch(() => '[]')
  try {
    return Recent.parse(JSON.parse(stored))
  } catch {
    // A damaged list of recent files is a convenience lost, not a reason to stop.
    return []
  }
}

async function writeRecent(settings: string, paths: string[]): Promise<void> {
  await mkdir(dirname(settings), { recursive: true })
  const part = `${settings}.${randomUUID()}.new`
  await writeFile(part, JSON.stringify(paths))
  await rename(part, settings)
}
