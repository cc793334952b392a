import { bindings } from './bindings'
import { vectorWords, type Piece } from './piece'
import type { Reader } from './rendered'

/** BIT as its text of 0 and 1. The first byte counts the padding bits, which stand first. */
export const readBits: Reader = (piece) => {
  const bytes = bytesAt(piece)
  return (item) => bitsText(bytes(item))
}

/** BIGNUM as its decimal text: its digits have no bound. */
export const readBignum: Reader = (piece) => {
  const bytes = bytesAt(piece)
  return (item) => bignumText(bytes(item))
}

/** Text of DuckDB's bit string. */
export function bitsText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes.subarray(1)) text += byte.toString(2).padStart(8, '0')
  return text.slice(bytes[0])
}

/** Text of DuckDB's big integer: a 3-byte header, then the magnitude, most significant first; all inverted when negative. */
export function bignumText(bytes: Uint8Array): string {
  const negative = (bytes[0]! & 0x80) === 0
  let hex = ''
  for (const byte of bytes.subarray(3)) hex += (negative ? byte ^ 0xff : byte).toString(16).padStart(2, '0')
  const value = BigInt(`0x${hex || '0'}`)
  return String(negative ? -value : value)
}

/** Reads the bytes of one item of a string-like vector, present items only. A view: do not keep. */
export function bytesAt(piece: Piece): (item: number) => Uint8Array {
  const words = vectorWords(piece, 16)
  const source = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  return (item) => {
    const size = words[item * 4]! >>> 0
    const place = item * 16
    if (size <= 12) return source.subarray(place + 4, place + 4 + size)
    return bindings.get_data_from_pointer(source.buffer as ArrayBuffer, source.byteOffset + place + 8, size)
  }
}
