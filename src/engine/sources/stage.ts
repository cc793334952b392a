import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, lstat, open, rm } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import type { FileOrigin } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { uploadPath } from './uploads'

/** A chosen file, safe in the project's private directory under a name of ours. */
export interface StagedFile {
  path: string
  size: number
}

/**
 * Brings a chosen file into the staging directory: an upload is there already, a path is linked (or copied across disks).
 * Only regular files pass: links, folders, devices and addresses are refused by name.
 */
export async function stageFile(project: Project, origin: FileOrigin, name: string): Promise<StagedFile> {
  if (origin.kind === 'upload') {
    const path = uploadPath(project, origin.id)
    const facts = await lstat(path).catch(() => null)
    if (!facts)
      throw fail(
        'not_found',
        { fr: `L’envoi de « ${name} » n’est pas arrivé.`, en: `The upload of “${name}” did not arrive.` },
        { place: { file: name } }
      )
    return { path, size: facts.size }
  }
  const size = await checkRegular(origin.path)
  const path = join(project.staging, `file-${randomUUID()}`)
  await link(origin.path, path).catch(() => copy(origin.path, path))
  return { path, size }
}

async function checkRegular(path: string): Promise<number> {
  const name = basename(path)
  if (!isAbsolute(path) || /^[a-z][a-z0-9+.-]+:\/\//i.test(path) || path.startsWith('\\\\') || path.startsWith('//')) {
    throw fail(
      'refused',
      { fr: `« ${name} » n’est pas un fichier de cet ordinateur.`, en: `“${name}” is not a file of this computer.` },
      {
        place: { file: path },
        hint: {
          fr: 'Copiez-le sur votre disque, puis importez cette copie.',
          en: 'Copy it to your disk, then import that copy.'
        }
      }
    )
  }
  const facts = await lstat(path).catch(() => null)
  if (!facts)
    throw fail(
      'not_found',
      { fr: `Le fichier « ${name} » est introuvable.`, en: `The file “${name}” was not found.` },
      { place: { file: path } }
    )
  if (!facts.isFile()) {
    throw fail(
      'refused',
      {
        fr: `« ${name} » n’est pas un fichier ordinaire (dossier, lien ou périphérique).`,
        en: `“${name}” is not a regular file (a folder, a link or a device).`
      },
      { place: { file: path }, hint: { fr: 'Choisissez le fichier lui-même.', en: 'Choose the file itself.' } }
    )
  }
  return facts.size
}

async function copy(from: string, to: string): Promise<void> {
  // O_NOFOLLOW: the file checked a moment ago must still be a regular file.
  const source = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW)
  const target = await open(to, 'wx', 0o600)
  try {
    for await (const chunk of source.createReadStream({
      autoClose: false,
      highWaterMark: 1 << 20
    }) as AsyncIterable<Buffer>)
      await target.write(chunk)
  } catch (error) {
    await rm(to, { force: true })
    throw error
  } finally {
    await source.close()
    await target.close()
  }
}
