import { isSingleByte } from './singleByte'

const ALIASES = new Map([
  ['utf8', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
  ['utf-16', 'utf-16le'],
  ['utf32le', 'utf-32le'],
  ['utf32be', 'utf-32be'],
  ['cp1252', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['latin-1', 'windows-1252'],
  ['latin9', 'iso-8859-15'],
  ['latin-9', 'iso-8859-15'],
  ['mac', 'macintosh'],
  ['macroman', 'macintosh'],
  ['mac-roman', 'macintosh'],
  ['ibm850', 'cp850'],
  ['850', 'cp850']
])
const OWN = new Set(['mixed', 'utf-32le', 'utf-32be'])

/** The name by which our decoder knows an encoding, whatever its usual names; null where it knows none of it. */
export function knownEncoding(label: string): string | null {
  const name = label.trim().toLowerCase().replaceAll('_', '-')
  const own = ALIASES.get(name) ?? name
  if (OWN.has(own) || isSingleByte(own)) return own
  try {
    const { encoding } = new TextDecoder(own)
    return encoding
  } catch {
    return null
  }
}
