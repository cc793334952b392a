import { isAscii, isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { decodeSingleByte } from '../delimited/text/singleByte'
import { scoreSingleByte } from '../delimited/text/scoreSingleByte'

const UTF8 = 0x800
const UNIX = 3
const UNICODE_PATH = 0x7075

/**
 * The name of a zip entry. Archives say UTF-8 by a flag or an extra field (APPNOTE 4.4.4 and 4.6.9); macOS writes UTF-8
 * without saying so; Windows writes the code page of DOS, in France 850, which has the accents of 437 at their places and
 * the capitals besides.
 */
export function zipName(entry: Entry): string {
  const raw = entry.fileNameRaw
  if (isAscii(raw)) return raw.toString('latin1')
  const unicode = unicodePath(entry)
  if (unicode !== null) return unicode
  if (entry.generalPurposeBitFlag & UTF8 || isUtf8(raw)) return raw.toString('utf8')
  return decodeSingleByte(raw, entry.versionMadeBy >> 8 === UNIX ? likelyEncoding(raw) : 'cp850')
}

function unicodePath({ extraFields, fileNameRaw }: Entry): string | null {
  const field = extraFields.find(({ id, data }) => id === UNICODE_PATH && data.length > 5 && data[0] === 1)
  if (!field || field.data.readUInt32LE(1) !== crc32(fileNameRaw)) return null
  const name = field.data.subarray(5)
  return isUtf8(name) ? name.toString('utf8') : null
}

function likelyEncoding(raw: Buffer): ReturnType<typeof scoreSingleByte>['encoding'] {
  const contexts = [...raw.entries()].flatMap(([at, byte]): [number, number, number, number][] =>
    byte < 0x80 ? [] : [[raw[at - 2] ?? -1, raw[at - 1] ?? -1, byte, raw[at + 1] ?? -1]]
  )
  return scoreSingleByte(contexts).encoding
}
