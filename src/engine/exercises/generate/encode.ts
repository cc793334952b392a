/** The encodings in which the files of a case are written. */
export type Encoding = 'utf-8' | 'windows-1252' | 'iso-8859-1'

/** Windows-1252 from 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252); U+FFFD where it has no character. */
const HIGH = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'
const HIGH_BYTES = new Map(
  [...HIGH].map((character, i) => [character, 0x80 + i] as const).filter(([c]) => c !== '\uFFFD')
)

/** The text as this encoding can carry it: what has no place in it becomes « ? », as exporting tools do. */
export function carry(text: string, encoding: Encoding): string {
  if (encoding === 'utf-8' || /^[\x00-\x7f]*$/.test(text)) return text
  return Array.from(text, (character) => (byteOf(character, encoding) === undefined ? '?' : character)).join('')
}

/** Encodes a text that the encoding can carry (see `carry`), with a byte order mark where asked (UTF-8 only). */
export function encode(text: string, encoding: Encoding, bom = false): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(bom ? `\uFEFF${text}` : text)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    bytes[i] = code < 0x80 ? code : (byteOf(text[i]!, encoding) ?? 0x3f)
  }
  return bytes
}

/** UTF-8 bytes wrongly read as Windows-1252: `été` becomes `Ã©tÃ©`. */
export function misread(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return Array.from(bytes, (byte) => {
    const high = byte >= 0x80 && byte < 0xa0 ? HIGH[byte - 0x80]! : String.fromCharCode(byte)
    return high === '\uFFFD' ? '?' : high
  }).join('')
}

function byteOf(character: string, encoding: Encoding): number | undefined {
  const code = character.codePointAt(0)!
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code
  return encoding === 'windows-1252' ? HIGH_BYTES.get(character) : undefined
}
