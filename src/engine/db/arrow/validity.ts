import { bindings } from './bindings'
import type { Piece } from './piece'

export interface Validity {
  /** One bit an item, least significant first, 1 = present; null where nothing is missing. */
  bitmap: Uint8Array | null
  nullCount: number
}

/** Joins the validity of pieces and of their parent into one Arrow bitmap. */
export function validityOf(pieces: Piece[], length: number, mask: Uint8Array | null): Validity {
  const sources = pieces.map(ownBitmap)
  if (!mask && sources.every((source) => !source)) return { bitmap: null, nullCount: 0 }
  const bitmap = new Uint8Array(Math.ceil(length / 8))
  let at = 0
  pieces.forEach(({ from, count }, index) => {
    const source = sources[index]
    if (source) copyBits(source, from, bitmap, at, count)
    else setBits(bitmap, at, count)
    at += count
  })
  if (mask) for (let byte = 0; byte < bitmap.length; byte++) bitmap[byte]! &= mask[byte]!
  return counted(bitmap, length)
}

/** Validity from a bitmap; dropped when every bit is set. */
export function counted(bitmap: Uint8Array, length: number): Validity {
  let present = 0
  for (let byte = 0; byte < bitmap.length; byte++) present += BITS[bitmap[byte]!]!
  return present === length ? { bitmap: null, nullCount: 0 } : { bitmap, nullCount: length - present }
}

/** Whether an item is present. */
export function isPresent(bitmap: Uint8Array | null, item: number): boolean {
  return bitmap === null || (bitmap[item >> 3]! & (1 << (item & 7))) !== 0
}

function ownBitmap({ vector, from, count }: Piece): Uint8Array | null {
  if (count === 0) return null
  // DuckDB has no bitmap where nothing was ever null, whatever the declared type says.
  const bytes = bindings.vector_get_validity(vector, Math.ceil((from + count) / 64) * 8) as
    Uint8Array | null | undefined
  return bytes ?? null
}

function copyBits(source: Uint8Array, from: number, target: Uint8Array, at: number, count: number): void {
  let bit = 0
  if ((from & 7) === 0 && (at & 7) === 0) {
    bit = count & ~7
    target.set(source.subarray(from >> 3, (from + bit) >> 3), at >> 3)
  }
  for (; bit < count; bit++) {
    if (source[(from + bit) >> 3]! & (1 << ((from + bit) & 7))) target[(at + bit) >> 3]! |= 1 << ((at + bit) & 7)
  }
}

function setBits(target: Uint8Array, at: number, count: number): void {
  let bit = at
  const end = at + count
  for (; bit < end && bit & 7; bit++) target[bit >> 3]! |= 1 << (bit & 7)
  target.fill(255, bit >> 3, end >> 3)
  for (bit = Math.max(bit, end & ~7); bit < end; bit++) target[bit >> 3]! |= 1 << (bit & 7)
}

const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)
