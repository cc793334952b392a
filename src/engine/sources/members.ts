import { randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Format, LocalizedText } from '../../contract'
import { extractMember, type ReadOptions } from '../import'
import type { Project } from '../project'

/** A file taken out of an archive, in the staging directory under a name of ours. */
export interface Member {
  path: string
  size: number
  notes: LocalizedText[]
}

type Archive = { name: string; path: string; format: Extract<Format, 'zip' | 'gzip'> }

const MOST_KEPT = 8
const kept = new WeakMap<Project, Map<string, Promise<Member>>>()

/**
 * A member of an archive as a file. The last few are kept until the project closes: the dialog looks at the same one many
 * times over, and then loads it.
 */
export async function memberOf(
  project: Project,
  archive: Archive,
  member: string,
  options: ReadOptions = {}
): Promise<Member> {
  const shelf = kept.get(project) ?? new Map<string, Promise<Member>>()
  kept.set(project, shelf)
  const key = `${await identity(archive.path)}\n${member}`
  const present = shelf.get(key)
  if (present) return present
  const extracting = extract(project, archive, member, options)
  shelf.set(key, extracting)
  extracting.catch(() => shelf.delete(key))
  for (const oldest of [...shelf.keys()].slice(0, -MOST_KEPT)) await forget(shelf, oldest)
  return extracting
}

/** Throws away what was taken out of archives. */
export async function forgetMembers(project: Project): Promise<void> {
  const shelf = kept.get(project)
  for (const key of [...(shelf?.keys() ?? [])]) await forget(shelf, key)
}

async function extract(project: Project, archive: Archive, member: string, options: ReadOptions): Promise<Member> {
  const path = join(project.staging, `member-${randomUUID()}`)
  const { bytes, notes } = await extractMember(archive.format, archive.path, archive.name, member, path, options)
  return { path, size: bytes, notes }
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
