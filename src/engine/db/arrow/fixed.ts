import { Data, type DataType } from 'apache-arrow'
import { vectorBytes, type ArrowColumn } from './piece'
import { validityOf } from './validity'

type NumberArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array

interface NumberArrayClass {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer): NumberArray
}

/** A type whose items have the same bytes in DuckDB and in Arrow: copied as blocks, without a look at any item. */
export function fixedColumn(type: DataType, Values: NumberArrayClass): ArrowColumn {
  const width = Values.BYTES_PER_ELEMENT
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const bytes = new Uint8Array(length * width)
      let at = 0
      for (const piece of pieces) {
        bytes.set(vectorBytes(piece, width).subarray(piece.from * width), at)
        at += piece.count * width
      }
      return new Data(type, 0, length, nullCount, { 1: new Values(bytes.buffer), 2: bitmap ?? undefined })
    }
  }
}
