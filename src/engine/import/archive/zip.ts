import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl'
import type { LocalizedText } from '../../../contract'
import { fail, throwIfCancelled } from '../../errors'
import { BlockReader } from './blockReader'
import { isClutter, nameRefusal, pathRefusal, tellApart, type ArchiveMember } from './members'
import { checkOverlap } from './overlap'
import { zipName } from './zipName'

const MAX_ENTRIES = 100_000
const ENCRYPTED = 0x1
/** Kinds of files in Unix modes, and what is no kind at all. */
const KINDS = 0xf000
const REGULAR = 0x8000
const FOLDER = 0x4000

/** An entry of a zip with the name by which it is asked for. */
export interface ZipMember extends ArchiveMember {
  entry: Entry
}

/** Opens a zip, to be closed by the caller; what the library says of a damaged one is put in words. */
export async function openZip(file: string, name: string): Promise<ZipFile> {
  const reader = await BlockReader.open(file)
  const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false }
  return fromRandomAccessReaderPromise(reader, reader.size, options).catch(async (cause: unknown) => {
    await reader.dispose()
    throw damaged(name, cause)
  })
}

/** The names of the files and folders in a zip, whatever they are. */
export async function zipNames(file: string, name: string): Promise<string[]> {
  const zip = await openZip(file, name)
  try {
    return (await readEntries(zip, name)).map(zipName)
  } finally {
    zip.close()
  }
}

/** Reads the catalogue. Throws where entries lie over one another, or are more than can be meant. */
export async function readMembers(zip: ZipFile, name: string, signal?: AbortSignal): Promise<ZipMember[]> {
  const entries = await readEntries(zip, name, signal)
  checkOverlap(entries, name)
  const apart = tellApart()
  const members: ZipMember[] = []
  for (const entry of entries) {
    const full = zipName(entry)
    if (isClutter(full)) continue
    members.push({
      path: apart(full.replaceAll('\0', '�').slice(0, 1_000)),
      size: entry.uncompressedSize,
      packed: entry.compressedSize,
      refusal: refusalOf(entry, full),
      entry
    })
  }
  return members
}

/** The entries of a zip as they are, checked for their number only. */
export async function readEntries(
  zip: ZipFile,
  name: string,
  signal?: AbortSignal,
  most = MAX_ENTRIES
): Promise<Entry[]> {
  if (zip.entryCount > most) throw tooMany(name, zip.entryCount, most)
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      throwIfCancelled(signal)
      entries.push(entry)
    }
  } catch (cause) {
    throwIfCancelled(signal)
    throw cause instanceof Error && cause.message.includes('encryption') ? encrypted(name) : damaged(name, cause)
  }
  return entries
}

function refusalOf(entry: Entry, name: string): LocalizedText | null {
  const kind = (entry.externalFileAttributes >>> 16) & KINDS
  if (kind !== 0 && kind !== REGULAR && kind !== FOLDER)
    return { fr: 'Lien ou fichier spécial : jamais suivi.', en: 'A link or special file: never followed.' }
  if (entry.generalPurposeBitFlag & ENCRYPTED || entry.compressionMethod === 99)
    return {
      fr: 'Protégé par un mot de passe : décompressez-le vous-même, puis chargez le résultat.',
      en: 'Protected by a password: unpack it yourself, then load the result.'
    }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return {
      fr: `Compression ${methodName(entry.compressionMethod)} non lue : refaites l’archive en ZIP ordinaire.`,
      en: `${methodName(entry.compressionMethod)} compression is not read: make the archive again as an ordinary ZIP.`
    }
  return pathRefusal(name) ?? nameRefusal(name)
}

function methodName(method: number): string {
  const names: Record<number, string> = { 9: 'Deflate64', 12: 'BZIP2', 14: 'LZMA', 93: 'Zstandard', 95: 'XZ' }
  return names[method] ?? `n° ${method}`
}

function tooMany(name: string, count: number, most: number): Error {
  return fail(
    'limit',
    {
      fr: `« ${name} » annonce ${count} éléments ; ${most} au plus sont lus.`,
      en: `“${name}” claims ${count} members; at most ${most} are read.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Refaites une archive avec les seuls fichiers de données.',
        en: 'Make an archive of the data files only.'
      }
    }
  )
}

function encrypted(name: string): Error {
  return fail(
    'refused',
    { fr: `« ${name} » est protégé par un mot de passe.`, en: `“${name}” is protected by a password.` },
    {
      place: { file: name },
      hint: {
        fr: 'Décompressez-le vous-même, puis chargez le résultat.',
        en: 'Unpack it yourself, then load the result.'
      }
    }
  )
}

/** The refusal of a member packed in a way that is not read. */
export function unknownMethod(name: string, path: string, method: number): Error {
  return fail(
    'input',
    {
      fr: `« ${path} » dans « ${name} » : compression ${methodName(method)} non lue.`,
      en: `“${path}” in “${name}”: ${methodName(method)} compression is not read.`
    },
    {
      place: { file: name },
      hint: { fr: 'Refaites l’archive en ZIP ordinaire.', en: 'Make the archive again as an ordinary ZIP.' }
    }
  )
}

/** The error of an archive that cannot be followed to its end; `detail` says what is wrong where more is known. */
export function damaged(name: string, cause: unknown, detail?: LocalizedText): Error {
  return fail(
    'corrupt',
    {
      fr: `L’archive « ${name} » est endommagée ou n’est pas arrivée en entier${detail ? ` : ${detail.fr}` : ''}.`,
      en: `The archive “${name}” is damaged, or has not come whole${detail ? `: ${detail.en}` : ''}.`
    },
    {
      cause,
      place: { file: name },
      hint: { fr: 'Récupérez-la de nouveau, puis recommencez.', en: 'Fetch it again, then try again.' }
    }
  )
}
