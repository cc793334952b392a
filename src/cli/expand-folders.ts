import { lstat, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fail } from '../engine/errors'

const MOST_FILES = 10_000

/** The files named, folders replaced by the files within them, by name; hidden files and links are passed over. */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths.map((each) => resolve(each))) {
    const facts = await lstat(path).catch(() => null)
    if (facts?.isDirectory()) files.push(...(await filesUnder(path)))
    else files.push(path)
  }
  if (files.length <= MOST_FILES) return files
  throw fail(
    'limit',
    {
      fr: `${files.length} fichiers : c’est plus que ${MOST_FILES}.`,
      en: `${files.length} files: that is more than ${MOST_FILES}.`
    },
    { hint: { fr: 'Chargez-les en plusieurs fois.', en: 'Load them in several goes.' } }
  )
}

async function filesUnder(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true })
  return found
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
