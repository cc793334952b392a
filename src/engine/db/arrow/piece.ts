import type { Data, DataType, Field } from 'apache-arrow'
import { bindings, type RawVector } from './bindings'

/** Items `from` to `from + count` of one DuckDB vector. A column of a batch is a row of pieces. */
export interface Piece {
  vector: RawVector
  from: number
  count: number
}

/**
 * Copies pieces into one Arrow array of `length` items. `mask` is the validity bitmap of the parent:
 * an item under a null parent is null, and its bytes are never looked at, since they may be no pointers at all.
 */
export type Build = (pieces: Piece[], length: number, mask: Uint8Array | null) => Data

/** An Arrow type and the way to fill it. */
export interface ArrowColumn {
  type: DataType
  build: Build
}

/** A member of a nested type: its field (name, type, metadata) and the way to fill it. */
export interface ArrowChild {
  field: Field
  build: Build
}

/** A batch that does not fit 32-bit offsets; the stream then cuts it in two. */
export class BatchTooLarge extends Error {
  constructor() {
    super('more than 2 GiB of values in one Arrow column')
  }
}

/** Arrow's text, binary and lists count in 32 bits within a batch. An object, so that a test can lower it. */
export const limits = { offset: 2 ** 31 - 1 }

/** The bytes of a piece's vector from its start to the piece's end, `width` bytes an item. A view: do not keep. */
export function vectorBytes(piece: Piece, width: number): Uint8Array {
  if (piece.count === 0) return new Uint8Array(0)
  return bindings.vector_get_data(piece.vector, (piece.from + piece.count) * width)
}

/** The same bytes as 32-bit words; DuckDB aligns its vectors to at least 8 bytes. */
export function vectorWords(piece: Piece, width: number): Int32Array {
  const bytes = vectorBytes(piece, width)
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}
