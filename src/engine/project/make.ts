import { randomUUID } from 'node:crypto'
import { constants, copyFile, link, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { throwIfCancelled } from '../errors'
import { closeProject, openProject, PROJECT_EXTENSION, type OpenOptions } from './open'
import type { Project } from './project'

/** Behind the name of a project, what is under way to become one, with the process that makes it. */
const PART = /^(.+\.chantier\.(\d+)-([0-9a-f]{8})-\d+\.part)(\.wal|\.work)?$/

/** Tells this process from an earlier one that had its number. */
const OWN = randomUUID().slice(0, 8)
let made = 0

/**
 * Makes a project whole or not at all: `work` fills it under another name, and it takes its own, as `<stem>.chantier` or numbered
 * where that is taken, once all is written. Work that fails or is stopped leaves nothing behind; what a killed program left is
 * swept by `sweepUnfinished`.
 */
export async function makeProject<T>(
  folder: string,
  stem: string,
  options: OpenOptions,
  work: (project: Project) => Promise<T>,
  signal?: AbortSignal
): Promise<{ path: string; result: T }> {
  const part = join(folder, `${stem}${PROJECT_EXTENSION}.${process.pid}-${OWN}-${++made}.part`)
  const project = await openProject(part, { ...options, create: true })
  try {
    let result: T
    try {
      result = await work(project)
      throwIfCancelled(signal)
      // All of it into the one file that is given its name.
      await project.database.run('CHECKPOINT project')
    } finally {
      await closeProject(project)
    }
    return { path: await takeName(part, folder, stem), result }
  } catch (error) {
    await removeProject(part)
    throw error
  }
}

/** Removes what programs that are gone left of projects that they were making. */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, part, maker, mark] = PART.exec(name) ?? []
    const isGone = Number(maker) === process.pid ? mark !== OWN : !isRunning(Number(maker))
    if (part !== undefined && isGone) await removeProject(join(folder, part))
  }
}

/** Gives a file a name that no other has, never over another one. */
async function takeName(part: string, folder: string, stem: string): Promise<string> {
  for (let copy = 1; ; copy++) {
    const path = join(folder, `${stem}${copy > 1 ? `-${copy}` : ''}${PROJECT_EXTENSION}`)
    if (await stat(path).catch(() => null)) continue
    try {
      // Some disks, such as USB sticks, know no second name of a file; a rename there would go over one that came meanwhile.
      await link(part, path).catch((error: unknown) => {
        if (isTaken(error)) throw error
        return copyFile(part, path, constants.COPYFILE_EXCL)
      })
    } catch (error) {
      if (isTaken(error)) continue
      throw error
    }
    // It has its name: what cannot be removed of the other one is swept later.
    await removeProject(part)
    return path
  }
}

async function removeProject(file: string): Promise<void> {
  for (const one of [file, `${file}.wal`]) await rm(one, { force: true }).catch(() => undefined)
  await rm(`${file}.work`, { recursive: true, force: true }).catch(() => undefined)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // One of another user may not be asked, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
