import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail } from '../engine/errors'
import { localPath } from './local-path'

const MOST_FILES = 10_000

/** The files named, folders replaced by the files within them, by name; hidden files and links are passed over. */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths.map(localPath)) {
    const facts = await lstat(path).catch(() => null)
    if (!facts?.isDirectory()) files.push(path)
    else {
      const within = await filesUnder(path)
      if (!within.length) throw emptyFolder(path)
      // Not spread: a call takes no hundred thousand arguments.
      for (const file of within) files.push(file)
    }
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

function emptyFolder(path: string): Error {
  const name = basename(path)
  return fail(
    'input',
    {
      fr: `Le dossier « ${name} » ne contient aucun fichier à charger.`,
      en: `The folder “${name}” holds no file to load.`
    },
    {
      place: { file: path },
      hint: {
        fr: 'Mettez-y les fichiers, ou nommez le dossier qui les contient ; les fichiers cachés et les liens ne comptent pas.',
        en: 'Put the files into it, or name the folder that holds them; hidden files and links do not count.'
      }
    }
  )
}

async function filesUnder(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true })
  return found
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
