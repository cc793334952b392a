import { Data, Utf8 } from 'apache-arrow'
import { BatchTooLarge, limits, vectorBytes, type ArrowColumn } from './piece'
import { isPresent, validityOf } from './validity'

const SIZE = 36
const HEX = new TextEncoder().encode('0123456789abcdef')
const DASH = '-'.charCodeAt(0)

/** UUID as its 36-character text. DuckDB stores a signed 128-bit integer whose top bit is flipped, for ordering. */
export function uuidColumn(): ArrowColumn {
  const type = new Utf8()
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      if ((length - nullCount) * SIZE > limits.offset) throw new BatchTooLarge()
      const offsets = new Int32Array(length + 1)
      const text = new Uint8Array((length - nullCount) * SIZE)
      let at = 0
      let end = 0
      for (const piece of pieces) {
        const bytes = vectorBytes(piece, 16)
        for (let item = piece.from; item < piece.from + piece.count; item++) {
          if (isPresent(bitmap, at)) end = writeUuid(bytes, item * 16, text, end)
          offsets[++at] = end
        }
      }
      return new Data<Utf8>(type, 0, length, nullCount, { 0: offsets, 1: text, 2: bitmap ?? undefined })
    }
  }
}

/** Text of DuckDB's 16 bytes. */
export function uuidText(bytes: Uint8Array): string {
  const text = new Uint8Array(SIZE)
  writeUuid(bytes, 0, text, 0)
  return new TextDecoder().decode(text)
}

function writeUuid(bytes: Uint8Array, from: number, text: Uint8Array, at: number): number {
  for (let place = 15; place >= 0; place--) {
    const byte = place === 15 ? bytes[from + 15]! ^ 0x80 : bytes[from + place]!
    text[at++] = HEX[byte >> 4]!
    text[at++] = HEX[byte & 15]!
    if (place === 12 || place === 10 || place === 8 || place === 6) text[at++] = DASH
  }
  return at
}
