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

/** A member on the shelf of its project, and how many pieces of work read it. */
interface Shelved {
  member: Promise<Member>
  readers: number
}

const MOST_KEPT = 32
const shelves = new WeakMap<Project, Map<string, Shelved>>()

/**
 * Works on a member of an archive as a file, which stays as long as the work lasts. The last few are kept behind it, until
 * the project closes: the dialog looks at the same one many times over, and then loads it.
 */
export async function withMember<T>(
  project: Project,
  archive: ArchiveFile,
  wanted: string,
  options: ReadOptions,
  work: (member: Member) => Promise<T>
): Promise<T> {
  const shelf = shelves.get(project) ?? new Map<string, Shelved>()
  shelves.set(project, shelf)
  const key = `${await identity(archive.path)}\n${wanted}`
  for (;;) {
    const present = shelf.get(key)
    const shelved = present ?? begin(project, shelf, key, archive, wanted, options)
    shelved.readers++
    try {
      const member = await shelved.member.catch((error: unknown) => {
        // Whoever began it may stop it; who joined did not ask for that.
        if (!present || options.signal?.aborted || toErrorData(error).kind !== 'cancelled') throw error
        return null
      })
      if (member) {
        // The one used last is the last to go.
        if (shelf.get(key) === shelved && shelf.delete(key)) shelf.set(key, shelved)
        return await work(member)
      }
    } finally {
      shelved.readers--
      await tidy(shelf)
    }
  }
}

function begin(
  project: Project,
  shelf: Map<string, Shelved>,
  key: string,
  archive: ArchiveFile,
  wanted: string,
  options: ReadOptions
): Shelved {
  const shelved: Shelved = { member: extract(project, archive, wanted, options), readers: 0 }
  shelf.set(key, shelved)
  const drop = (): void => {
    if (shelf.get(key) === shelved) shelf.delete(key)
  }
  shelved.member.catch(drop)
  return shelved
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

/** Removes the members used longest ago, beyond those that are kept; never one that is being read. */
async function tidy(shelf: Map<string, Shelved>): Promise<void> {
  for (const [key, { member, readers }] of shelf) {
    if (shelf.size <= MOST_KEPT) return
    if (readers) continue
    shelf.delete(key)
    const found = await member.catch(() => null)
    if (found) await rm(found.path, { force: true })
  }
}

/** A linked file has a new name in the staging directory each time; its inode, size and time stay. */
async function identity(path: string): Promise<string> {
  const { dev, ino, size, mtimeMs } = await stat(path)
  return [dev, ino, size, mtimeMs].join(':')
}
