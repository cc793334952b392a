import { randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Format, LocalizedText } from '../../contract'
import { openArchive, type Archive, type ReadOptions } from '../import'
import { toErrorData } from '../errors'
import type { Project } from '../project'

/** A file taken out of an archive, in the staging directory under a name of ours. */
export interface Member {
  path: string
  size: number
  notes: LocalizedText[]
}

type ArchiveFile = {
  name: string
  path: string
  format: Extract<Format, 'zip' | 'gzip'>
  /** Where it is open already. */
  archive?: Archive
}

const MOST_KEPT = 32
const kept = new WeakMap<Project, Map<string, Promise<Member>>>()

/**
 * A member of an archive as a file. The last few are kept until the project closes: the dialog looks at the same one many
 * times over, and then loads it.
 */
export async function memberOf(
  project: Project,
  archive: ArchiveFile,
  wanted: string,
  options: ReadOptions = {}
): Promise<Member> {
  const shelf = kept.get(project) ?? new Map<string, Promise<Member>>()
  kept.set(project, shelf)
  const key = `${await identity(archive.path)}\n${wanted}`
  const present = shelf.get(key)
  if (present) {
    // Whoever began it may stop it; who joined did not ask for that.
    const member = await present.catch((error: unknown) => {
      if (options.signal?.aborted || toErrorData(error).kind !== 'cancelled') throw error
      return null
    })
    return member ?? memberOf(project, archive, wanted, options)
  }
  const extracting = extract(project, archive, wanted, options)
  shelf.set(key, extracting)
  const drop = (): void => {
    if (shelf.get(key) === extracting) shelf.delete(key)
  }
  options.signal?.addEventListener('abort', drop, { once: true })
  void extracting.catch(drop).finally(() => options.signal?.removeEventListener('abort', drop))
  for (const oldest of [...shelf.keys()].slice(0, -MOST_KEPT)) await forget(shelf, oldest)
  return extracting
}

async function extract(project: Project, file: ArchiveFile, member: string, options: ReadOptions): Promise<Member> {
  const path = join(project.staging, `member-${randomUUID()}`)
  const archive = file.archive ?? (await openArchive(file.format, file.path, file.name, options))
  try {
    const { bytes, notes } = await archive.extract(member, path, options)
    return { path, size: bytes, notes }
  } finally {
    if (!file.archive) archive.close()
  }
}

async function forget(shelf: Map<string, Promise<Member>> | undefined, key: string): Promise<void> {
  const member = shelf?.get(key)
  shelf?.delete(key)
  const found = await member?.catch(() => null)
  if (found) await rm(found.path, { force: true })
}

/** A linked file has a new name in the staging directory each time; its inode, size and time stay. */
async function identity(path: string): Promise<string> {
  const { dev, ino, size, mtimeMs } = await stat(path)
  return [dev, ino, size, mtimeMs].join(':')
}
