import { randomUUID } from 'node:crypto'
import { lstat, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fail } from '../engine/errors'

/**
 * Writes a file whole or not at all: under a name of ours beside it first, then renamed. A stop in between leaves the old
 * file as it was. `write` gets the path to fill.
 */
export async function writeWhole<T>(path: string, write: (part: string) => Promise<T>): Promise<T> {
  const target = resolve(path)
  const present = await lstat(target).catch(() => null)
  if (present && !present.isFile()) throw cannotWrite(target, 'n’est pas un fichier', 'is not a file')
  const folder = await stat(dirname(target)).catch(() => null)
  if (!folder?.isDirectory()) throw cannotWrite(target, 'n’a pas de dossier où être écrit', 'has no folder to stand in')
  const part = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID().slice(0, 8)}.part`)
  try {
    const result = await write(part)
    const file = await open(part, 'r+')
    await file.sync().finally(() => file.close())
    await rename(part, target)
    return result
  } catch (error) {
    await rm(part, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT)$/.test(code))
      throw cannotWrite(target, `ne peut pas être écrit (${code})`, `cannot be written (${code})`)
    throw error
  }
}

function cannotWrite(path: string, fr: string, en: string): Error {
  return fail(
    'input',
    { fr: `« ${basename(path)} » ${fr}.`, en: `“${basename(path)}” ${en}.` },
    { place: { file: path }, hint: { fr: 'Choisissez un autre emplacement.', en: 'Choose another place.' } }
  )
}
