import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../errors'
import type { Project } from '../project'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where an upload's bytes gather, in the project's private directory; the name is ours, never the user's. */
export function uploadPath(project: Project, id: string): string {
  if (!ID.test(id)) throw fail('input', { fr: 'Identifiant d’envoi invalide.', en: 'Invalid upload identifier.' })
  return join(project.staging, `upload-${id}`)
}

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
  const present = await stat(path).then(
    (facts) => facts.size,
    () => 0
  )
  if (offset > present) {
    throw fail(
      'conflict',
      { fr: 'Une tranche de l’envoi manque.', en: 'A slice of the upload is missing.' },
      { hint: { fr: 'Recommencez l’import de ce fichier.', en: 'Import this file again.' } }
    )
  }
  const file = await open(path, present === 0 ? 'w' : 'r+', 0o600)
  let at = offset
  try {
    for await (const chunk of chunks) {
      await file.write(chunk, 0, chunk.byteLength, at)
      at += chunk.byteLength
    }
  } finally {
    await file.close()
  }
  return Math.max(at, present)
}
