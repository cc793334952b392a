import { isUtf8 } from 'node:buffer'
import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { textDecoder, type WholeTexts } from '../../text-decoder'

/** Reads the texts of a file, without the blanks that fill them up. */
export interface Decoder {
  text(bytes: Uint8Array): string
  notes(): LocalizedText[]
}

/** Encodings by their number where a file does not name its own (PSPP, "Machine Integer Info Record"). */
const BY_CODE = new Map([
  [2, 'windows-1252'],
  [3, 'windows-1252'],
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10_000, 'macintosh'],
  [20_127, 'windows-1252'],
  [20_866, 'koi8-r'],
  [28_591, 'windows-1252'],
  [65_001, 'utf-8']
])

/** The decoder for what a file states; Windows-1252, with a note, where it states nothing that is known. */
export function decoderFor(name: string | undefined, code: number | undefined): Decoder {
  const known = labelled(name) ?? labelled(byCode(code))
  const decoder = known ?? textDecoder('windows-1252')
  const stray = textDecoder('windows-1252')
  let strays = 0
  let cuts = 0
  const unicode = decoder.encoding === 'utf-8'
  return {
    text(bytes) {
      const filled = unfilled(bytes)
      if (!unicode) return decoder.decode(filled)
      const text = Buffer.from(filled.buffer, filled.byteOffset, filled.byteLength).toString('utf8')
      if (!text.includes('\ufffd') || isUtf8(filled)) return text
      // A text as long as its variable may end within a character.
      if ([1, 2, 3].some((cut) => cut < filled.length && isUtf8(filled.subarray(0, -cut)))) {
        cuts++
        return text
      }
      strays++
      return stray.decode(filled)
    },
    notes() {
      const notes: LocalizedText[] = []
      if (!known) {
        const stated = name ?? code
        notes.push({
          fr: `Encodage ${stated === undefined ? 'non précisé' : `« ${stated} » inconnu`} : lu comme Windows-1252.`,
          en: `Encoding ${stated === undefined ? 'not stated' : `“${stated}” unknown`}: read as Windows-1252.`
        })
      }
      if (cuts) {
        const { fr, en } = countOf(cuts, ['texte coupé', 'textes coupés'], ['text', 'texts'])
        notes.push({
          fr: `${fr} au milieu d’un caractère dans le fichier.`,
          en: `${en} cut within a character in the file.`
        })
      }
      if (strays) {
        const { fr, en } = countOf(strays, ['texte n’est', 'textes ne sont'], ['text is', 'texts are'])
        notes.push({
          fr: `${fr} pas en UTF-8 : lus comme Windows-1252.`,
          en: `${en} not in UTF-8: read as Windows-1252.`
        })
      }
      return notes
    }
  }
}

function byCode(code: number | undefined): string | undefined {
  if (code === undefined) return undefined
  return BY_CODE.get(code) ?? (code >= 1250 && code <= 1258 ? `windows-${code}` : undefined)
}

function labelled(name: string | undefined): WholeTexts | null {
  try {
    return name ? textDecoder(name, { ignoreBOM: true }) : null
  } catch {
    return null
  }
}

function unfilled(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--
  return bytes.subarray(0, end)
}
