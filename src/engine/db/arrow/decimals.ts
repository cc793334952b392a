import { Data, Decimal } from 'apache-arrow'
import { vectorBytes, vectorWords, type ArrowColumn, type Piece } from './piece'
import { validityOf } from './validity'

/** DECIMAL(width, scale), held by DuckDB in 2 to 16 bytes: Arrow's 128-bit decimal, sign-extended. */
export function decimalColumn(width: number, scale: number): ArrowColumn {
  const widen = width <= 4 ? widenInt16 : width <= 9 ? widenInt32 : width <= 18 ? widenInt64 : widenInt128
  return wideColumn(new Decimal(scale, width, 128), widen)
}

/** HUGEINT: up to 39 digits, one more than a 128-bit decimal may declare; hence a 256-bit decimal (39, 0), exact. */
export function hugeintColumn(): ArrowColumn {
  return wideColumn(new Decimal(0, 39, 256), widenInt128)
}

/** UHUGEINT: as HUGEINT, without a sign. */
export function uhugeintColumn(): ArrowColumn {
  return wideColumn(new Decimal(0, 39, 256), widenUint128)
}

/** Writes a piece into `target` from word `at`, `words` little-endian 32-bit words an item. */
type Widen = (piece: Piece, target: Int32Array, at: number, words: number) => void

function wideColumn(type: Decimal, widen: Widen): ArrowColumn {
  const words = type.bitWidth / 32
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const target = new Int32Array(length * words)
      let at = 0
      for (const piece of pieces) {
        widen(piece, target, at, words)
        at += piece.count * words
      }
      return new Data(type, 0, length, nullCount, { 1: new Uint32Array(target.buffer), 2: bitmap ?? undefined })
    }
  }
}

const widenInt16: Widen = (piece, target, at, words) => {
  const bytes = vectorBytes(piece, 2)
  widenSmall(new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2), piece, target, at, words)
}

const widenInt32: Widen = (piece, target, at, words) => widenSmall(vectorWords(piece, 4), piece, target, at, words)

function widenSmall(
  source: Int16Array | Int32Array,
  piece: Piece,
  target: Int32Array,
  at: number,
  words: number
): void {
  for (let item = piece.from; item < piece.from + piece.count; item++, at += words) {
    const value = source[item]!
    target[at] = value
    target.fill(value >> 31, at + 1, at + words)
  }
}

const widenInt64: Widen = (piece, target, at, words) => {
  const source = vectorWords(piece, 8)
  for (let item = piece.from; item < piece.from + piece.count; item++, at += words) {
    const high = source[item * 2 + 1]!
    target[at] = source[item * 2]!
    target[at + 1] = high
    target[at + 2] = target[at + 3] = high >> 31
  }
}

const widenInt128: Widen = (piece, target, at, words) => {
  const source = vectorWords(piece, 16)
  if (words === 4) {
    target.set(source.subarray(piece.from * 4), at)
    return
  }
  for (let item = piece.from; item < piece.from + piece.count; item++, at += words) {
    for (let word = 0; word < 4; word++) target[at + word] = source[item * 4 + word]!
    target.fill(target[at + 3]! >> 31, at + 4, at + words)
  }
}

const widenUint128: Widen = (piece, target, at, words) => {
  const source = vectorWords(piece, 16)
  for (let item = piece.from; item < piece.from + piece.count; item++, at += words) {
    for (let word = 0; word < 4; word++) target[at + word] = source[item * 4 + word]!
  }
}
