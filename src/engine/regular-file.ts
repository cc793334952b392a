import type { BigIntStats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { fail } from './errors'

/** The size of a file that the user named: `regularFacts` tells which pass. */
export async function checkRegular(path: string): Promise<number> {
  return Number((await regularFacts(path)).size)
}

/**
 * What the disk says of a file that the user named. Only regular files of this computer pass, looked at before they are opened:
 * links, folders, pipes, devices, network shares and addresses are refused by name.
 */
export async function regularFacts(path: string): Promise<BigIntStats> {
  const name = basename(path)
  refuseAddress(path)
  if (!isAbsolute(path) || path.startsWith('\\\\') || path.startsWith('//')) {
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
  const facts = path.includes('\0') ? null : await lstat(path, { bigint: true }).catch(() => null)
  if (!facts)
    throw fail(
      'not_found',
      { fr: `Le fichier « ${name} » est introuvable.`, en: `The file “${name}” was not found.` },
      { place: { file: path } }
    )
  if (facts.isDirectory()) throw folder(path)
  if (!facts.isFile()) throw notRegular(path)
  return facts
}

/** Refuses an address of the network, with what to do instead: nothing is ever fetched. */
export function refuseAddress(path: string): void {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return
  const shown = path.slice(0, 200)
  throw fail(
    'refused',
    {
      fr: `« ${shown} » est une adresse, pas un fichier de cet ordinateur.`,
      en: `“${shown}” is an address, not a file of this computer.`
    },
    {
      place: { file: path },
      hint: {
        fr: 'Chantier travaille hors ligne : téléchargez d’abord ce fichier, puis chargez-le depuis votre disque.',
        en: 'Chantier works offline: download this file first, then load it from your disk.'
      }
    }
  )
}

function folder(path: string): Error {
  const name = basename(path)
  return fail(
    'refused',
    { fr: `« ${name} » est un dossier, pas un fichier.`, en: `“${name}” is a folder, not a file.` },
    {
      place: { file: path },
      hint: {
        fr: 'Chargez les fichiers qu’il contient, ou tout le dossier par « Ajouter un dossier ».',
        en: 'Load the files in it, or all of it by “Add a folder”.'
      }
    }
  )
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
