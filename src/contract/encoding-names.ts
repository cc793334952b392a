import type { LocalizedText } from './common'

/** WHATWG labels (and two of ours) with the names that people know. */
const NAMES: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'utf-32le': 'UTF-32 LE',
  'utf-32be': 'UTF-32 BE',
  macintosh: 'MacRoman',
  cp850: 'DOS 850',
  'iso-8859-2': 'ISO-8859-2 (Latin-2)',
  'iso-8859-15': 'ISO-8859-15 (Latin-9)',
  shift_jis: 'Shift JIS',
  gb18030: 'GB 18030',
  'x-mac-cyrillic': 'Mac Cyrillic'
}

/** The one way to write an encoding wherever people read it; several parted by commas are each named. */
export function encodingName(label: string): LocalizedText {
  const names = label.split(', ').map(nameOf)
  return { fr: names.map(({ fr }) => fr).join(', '), en: names.map(({ en }) => en).join(', ') }
}

function nameOf(label: string): LocalizedText {
  const plain = label.toLowerCase()
  if (plain === 'mixed') return { fr: 'UTF-8 et Windows-1252 mêlés', en: 'UTF-8 and Windows-1252 mixed' }
  const name = (Object.hasOwn(NAMES, plain) ? NAMES[plain] : undefined) ?? spelled(plain)
  return { fr: name, en: name }
}

/** `windows-1250` begins with a capital; all else is capitals, as standards write it. */
function spelled(label: string): string {
  return label.startsWith('windows-') ? `W${label.slice(1)}` : label.toUpperCase()
}
