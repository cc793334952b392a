import type { LocalizedText } from '../../../contract'

/** A file inside an archive. We name what is extracted, never the archive: its name is only shown. */
export interface ArchiveMember {
  /** Its name as shown and asked for, told apart from every other one of the archive. */
  path: string
  /** Bytes once unpacked as the archive claims, and packed; null where only reading it would tell. */
  size: number | null
  packed: number
  /** Why it cannot be loaded; null where it may be. */
  refusal: LocalizedText | null
}

const NESTED = /\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst)|xz|bz2|zst|cab|iso|jar)$/i
const PROGRAM =
  /\.(?:exe|dll|com|bat|cmd|ps1|vbs|vbe|wsf|scr|msi|msp|lnk|url|desktop|sh|bash|app|command|jse?|mjs|mht|hta|svg|reg|py|pl|rb|php|docm|pptm|so|dylib|apk|deb|rpm|appimage)$/i
const PAGE = /\.x?html?$/i
const NO_TABLE =
  /\.(?:png|jpe?g|gif|bmp|tiff?|webp|ico|heic|pdf|docx?|pptx?|odt|odp|mp[34]|wav|avi|mov|mkv|ttf|otf|woff2?|css)$/i

/** Whether a member is nothing that anyone put there: folders, and what file managers leave. */
export function isClutter(path: string): boolean {
  const parts = path.split('/')
  const last = parts[parts.length - 1] ?? ''
  return last === '' || parts.includes('__MACOSX') || /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i.test(last)
}

/** Why a name (never the content) speaks against loading a member; null where it does not. */
export function nameRefusal(path: string): LocalizedText | null {
  if (NESTED.test(path))
    return {
      fr: 'Archive dans l’archive : elle n’est pas ouverte. Décompressez-la, puis chargez-la à part.',
      en: 'An archive inside the archive: it is not opened. Unpack it, then load it on its own.'
    }
  if (PROGRAM.test(path))
    return { fr: 'Programme ou raccourci : jamais ouvert.', en: 'A program or a link: never opened.' }
  if (PAGE.test(path))
    return {
      fr: 'Page web dans une archive : elle n’est pas ouverte. Pour en lire les tableaux, décompressez-la, puis chargez-la à part.',
      en: 'A web page inside an archive: it is not opened. To read its tables, unpack it, then load it on its own.'
    }
  if (NO_TABLE.test(path)) return { fr: 'Ce n’est pas un fichier de données.', en: 'This is no data file.' }
  return null
}

/** Why a name could lead out of the folder where an archive is unpacked; null for a plain one. */
export function pathRefusal(name: string): LocalizedText | null {
  const unsafe =
    name.includes('\0') ||
    name.includes('\\') ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name.split('/').includes('..')
  return unsafe
    ? {
        fr: 'Chemin qui sort de l’archive ou nom piégé : refusé.',
        en: 'A path that leads out of the archive, or a trapped name: refused.'
      }
    : null
}

/** Makes names unlike any earlier one, also where only their case or the way accents are written would tell them apart. */
export function tellApart(): (name: string) => string {
  const seen = new Set<string>()
  const fold = (name: string): string => name.normalize('NFKC').toLowerCase()
  return (name) => {
    let path = name
    const dot = name.lastIndexOf('.') > name.lastIndexOf('/') + 1 ? name.lastIndexOf('.') : name.length
    for (let k = 2; seen.has(fold(path)); k++) path = `${name.slice(0, dot)} (${k})${name.slice(dot)}`
    seen.add(fold(path))
    return path
  }
}
