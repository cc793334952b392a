import { Data, FixedSizeList } from 'apache-arrow'
import { bindings } from './bindings'
import type { ArrowChild, ArrowColumn } from './piece'
import { isPresent, validityOf } from './validity'

/** ARRAY: `size` items a row, also under a null row, whose items are then null. */
export function arrayColumn(child: ArrowChild, size: number): ArrowColumn {
  const type = new FixedSizeList(size, child.field)
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const items = pieces.map(({ vector, from, count }) => ({
        vector: bindings.array_vector_get_child(vector),
        from: from * size,
        count: count * size
      }))
      const values = child.build(items, length * size, bitmap && spread(bitmap, length, size))
      return new Data(type, 0, length, nullCount, { 2: bitmap ?? undefined }, [values])
    }
  }
}

function spread(bitmap: Uint8Array, length: number, size: number): Uint8Array {
  const wide = new Uint8Array(Math.ceil((length * size) / 8))
  for (let item = 0; item < length * size; item++) {
    if (isPresent(bitmap, Math.floor(item / size))) wide[item >> 3]! |= 1 << (item & 7)
  }
  return wide
}
