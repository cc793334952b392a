import { Bool, Data } from 'apache-arrow'
import { bindings } from './bindings'
import { vectorBytes, type ArrowColumn } from './piece'
import { validityOf } from './validity'

/** BOOLEAN: a byte an item in DuckDB, a bit an item in Arrow. */
export function booleanColumn(): ArrowColumn {
  const type = new Bool()
  const width = bindings.sizeof_bool
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const bits = new Uint8Array(Math.ceil(length / 8))
      let at = 0
      for (const piece of pieces) {
        const bytes = vectorBytes(piece, width)
        for (let item = piece.from; item < piece.from + piece.count; item++, at++) {
          if (bytes[item * width]) bits[at >> 3]! |= 1 << (at & 7)
        }
      }
      return new Data(type, 0, length, nullCount, { 1: bits, 2: bitmap ?? undefined })
    }
  }
}
