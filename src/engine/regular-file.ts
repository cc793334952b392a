import { lstat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { fail } from './errors'

/**
 * The size of a file that the user named. Only regular files of this computer pass, looked at before they are opened:
 * links, folders, pipes, devices, network shares and addresses are refused by name.
 */
export async function checkRegular(path: string): Promise<number> {
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
  const facts = path.includes('\0') ? null : await lstat(path).catch(() => null)
  if (!facts)
    throw fail(
      'not_found',
      { fr: `Le fichier « ${name} » est introuvable.`, en: `The file “${name}” was not found.` },
      { place: { file: path } }
    )
  if (!facts.isFile()) throw notRegular(path)
  return facts.size
}

/** The refusal of what is not a regular file. */
export function notRegular(path: string): Error {
  const name = basename(path)
  return fail(
    'refused',
    {
      fr: `« ${name} » n’est pas un fichier ordinaire (dossier, lien ou périphérique).`,
      en: `“${name}” is not a regular file (a folder, a link or a device).`
    },
    { place: { file: path }, hint: { fr: 'Choisissez le fichier lui-même.', en: 'Choose the file itself.' } }
  )
}

/** The refusal of a file without a byte. */
export function emptyFile(name: string): Error {
  return fail(
    'input',
    { fr: `« ${name} » ne contient aucune donnée.`, en: `“${name}” holds no data.` },
    {
      place: { file: name },
      hint: { fr: 'Vérifiez l’export d’où il vient.', en: 'Check the export that it comes from.' }
    }
  )
}
