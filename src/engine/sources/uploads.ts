import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../errors'
import type { Project } from '../project'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where an upload's bytes gather, in the project's private directory; the name is ours, never the user's. */
export function uploadPath(project: Project, id: string): string {
  if (!ID.test(id)) throw fail('input', { fr: 'Identifiant d’envoi invalide.', en: 'Invalid upload identifier.' })
  return join(project.staging, `upload-${id}`)
}

/** Most bytes of one upload. */
export const MOST_UPLOAD_BYTES = 64 * 1024 ** 3

/**
 * Writes one slice of an upload at its offset and answers the bytes now there. A slice sent twice is written twice at the
 * same place; one that would leave a hole is refused.
 */
export async function writeSlice(
  project: Project,
  id: string,
  offset: number,
  chunks: AsyncIterable<Uint8Array>
): Promise<number> {
  const path = uploadPath(project, id)
  if (project.readOnly) throw readOnly(project.name)
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600)
  try {
    if (offset > (await file.stat()).size) throw hole()
    let at = offset
    for await (const chunk of chunks) {
      if (at + chunk.byteLength > MOST_UPLOAD_BYTES) throw tooLarge()
      // One write may take less than it was given.
      for (let done = 0; done < chunk.byteLength;) {
        const { bytesWritten } = await file.write(chunk, done, chunk.byteLength - done, at)
        done += bytesWritten
        at += bytesWritten
      }
    }
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

/** Drops uploads that will not be imported; those that are not there are no error. */
export async function discardUploads(project: Project, ids: readonly string[]): Promise<void> {
  for (const id of ids) await rm(uploadPath(project, id), { force: true })
}

/** The refusal to bring a file into a project that cannot be written. */
export function readOnly(name: string): Error {
  return fail(
    'refused',
    { fr: `« ${name} » : ce projet est ouvert en lecture seule.`, en: `“${name}”: this project is open read-only.` },
    {
      hint: {
        fr: 'Copiez le projet dans un dossier où vous pouvez écrire.',
        en: 'Copy the project into a folder where you may write.'
      }
    }
  )
}

function hole(): Error {
  return fail(
    'conflict',
    { fr: 'Une tranche de l’envoi manque.', en: 'A slice of the upload is missing.' },
    { hint: { fr: 'Recommencez l’import de ce fichier.', en: 'Import this file again.' } }
  )
}

function tooLarge(): Error {
  return fail('limit', { fr: 'Un envoi fait au plus 64 Go.', en: 'An upload is at most 64 GB.' })
}
