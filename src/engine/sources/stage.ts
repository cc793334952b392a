import { randomUUID } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { link, lstat, open, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileOrigin } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { emptyFile, notRegular, regularFacts } from '../regular-file'
import { readOnly, uploadPath } from './uploads'

/** A chosen file, safe in the project's private directory under a name of ours. */
export interface StagedFile {
  path: string
  size: number
  /** When anything of the chosen file last changed, bytes or names (ctime, ns), before its staging gave it a name more. */
  changed: bigint
}

/**
 * Brings a chosen file into the staging directory: an upload is there already, a path is linked (or copied across disks).
 * Only regular files pass: links, folders, devices and addresses are refused by name. The journals beside a path come along.
 */
export async function stageFile(project: Project, origin: FileOrigin, name: string): Promise<StagedFile> {
  if (origin.kind === 'upload') {
    const path = uploadPath(project, origin.id)
    const facts = await lstat(path, { bigint: true }).catch(() => null)
    if (!facts) throw notThere(name)
    return { path, size: Number(facts.size), changed: facts.ctimeNs }
  }
  if (project.readOnly) throw readOnly(name)
  const [chosen, own] = await Promise.all([regularFacts(origin.path), stat(project.path, { bigint: true })])
  if (!chosen.size) throw emptyFile(name)
  // Closing any handle on the project's own file would give up the lock that DuckDB holds on it.
  if (chosen.dev === own.dev && chosen.ino === own.ino) throw ownProject(name)
  const path = join(project.staging, `file-${randomUUID()}`)
  try {
    await link(origin.path, path).catch(() => copy(origin.path, path))
    const facts = await lstat(path)
    if (!facts.isFile()) throw notRegular(origin.path)
    await stageJournals(origin.path, path)
    return { path, size: facts.size, changed: chosen.ctimeNs }
  } catch (error) {
    await unstageFile(path)
    throw error
  }
}

/** The failure of work on an upload that has not come, or that was taken away meanwhile. */
export function notThere(name: string): Error {
  return fail(
    'not_found',
    { fr: `L’envoi de « ${name} » n’est pas là.`, en: `The upload of “${name}” is not there.` },
    {
      place: { file: name },
      hint: {
        fr: 'Retirez ce fichier de la liste, puis ajoutez-le de nouveau.',
        en: 'Take this file out of the list, then add it again.'
      }
    }
  )
}

/** Removes a staged file, and the journals with it. */
export async function unstageFile(path: string): Promise<void> {
  await Promise.all(['', ...JOURNALS].map((ending) => remove(path + ending)))
}

/** Removes a file that may not be there. The one call that does it nearly always; `rm` looks first, and takes ten times as long. */
async function remove(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : rm(path, { force: true })
  )
}

/** What DuckDB and SQLite keep beside a database until its main file has it all. */
const JOURNALS = ['.wal', '-wal', '-journal']

/** The journals beside a staged database that hold something, by the ending of their names. */
export async function journalsBeside(path: string): Promise<string[]> {
  const sizes = await Promise.all(JOURNALS.map((ending) => stat(path + ending).catch(() => null)))
  return JOURNALS.filter((_, place) => sizes[place]?.size)
}

/** Brings the journals of a database beside its staged file: without them, its last changes would be missing silently. */
async function stageJournals(from: string, to: string): Promise<void> {
  const bring = async (ending: string): Promise<void> => {
    const facts = await lstat(from + ending).catch(() => null)
    if (!facts?.isFile()) return
    // DuckDB replays the first kind and might shorten it, so it gets a copy; the others are only read.
    if (ending === '.wal') await copy(from + ending, to + ending)
    else await link(from + ending, to + ending).catch(() => copy(from + ending, to + ending))
  }
  await Promise.all(JOURNALS.map(bring))
}

function ownProject(name: string): Error {
  return fail(
    'refused',
    { fr: `« ${name} » est le projet ouvert lui-même.`, en: `“${name}” is the open project itself.` },
    {
      place: { file: name },
      hint: { fr: 'Ses tables sont déjà dans la liste.', en: 'Its tables are in the list already.' }
    }
  )
}

async function copy(from: string, to: string): Promise<void> {
  // The file checked a moment ago must still be a regular file: links are not followed, pipes not waited for.
  const source = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (!(await source.stat()).isFile()) throw notRegular(from)
    await pipeline(source.createReadStream({ autoClose: false }), createWriteStream(to, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    await rm(to, { force: true })
    throw error
  } finally {
    await source.close()
  }
}
