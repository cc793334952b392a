import { bindings } from './bindings'
import { bytesAt, bitsText, bignumText } from './blobs'
import { clock } from './clock'
import { intervalText } from './intervals'
import { vectorBytes, vectorWords, type Piece } from './piece'
import type { Reader } from './rendered'
import { blobText, dateText, decimalText, doubleText, floatText, quoted, timestampText } from './value-text'
import { uuidText } from './uuids'
import { zonedTimeText } from './zoned-times'

/**
 * VARIANT as text, in the words of DuckDB's cast to VARCHAR (a geometry inside one as its bytes). Stored as a struct of
 * keys (list of text), children (list of key and value indices), values (list of type tag and byte offset) and a blob.
 */
export const readVariant: Reader = (piece) => {
  const keys = listOf(member(piece, 0))
  const children = listOf(member(piece, 1))
  const values = listOf(member(piece, 2))
  const blob = bytesAt(member(piece, 3))
  const keyBytes = bytesAt(keys.items)
  const keyIndex = vectorWords(member(children.items, 0), 4)
  const valueIndex = vectorWords(member(children.items, 1), 4)
  const tags = vectorBytes(member(values.items, 0), 1)
  const offsets = vectorWords(member(values.items, 1), 4)
  return (item) => {
    const bytes = blob(item)
    const node = (index: number): string => {
      const place = values.start(item) + index
      const cursor = new Cursor(bytes, offsets[place]!)
      const tag = tags[place]!
      if (tag !== OBJECT && tag !== ARRAY) return scalarText(tag, cursor)
      const count = cursor.varint()
      const first = count > 0 ? children.start(item) + cursor.varint() : 0
      const parts = Array.from({ length: count }, (_, child) => {
        const text = node(valueIndex[first + child]!)
        return tag === ARRAY
          ? text
          : `${quoted(decoder.decode(keyBytes(keys.start(item) + keyIndex[first + child]!)))}: ${text}`
      })
      return tag === ARRAY ? `[${parts.join(', ')}]` : `{${parts.join(', ')}}`
    }
    return node(0)
  }
}

const OBJECT = 29
const ARRAY = 30
/** A leading U+FEFF is part of the text. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Texts by the type tags of DuckDB's `VariantLogicalType`. */
const SCALARS: { [tag: number]: (cursor: Cursor) => string } = {
  0: () => 'NULL',
  1: () => 'true',
  2: () => 'false',
  3: ({ view, at }) => String(view.getInt8(at)),
  4: ({ view, at }) => String(view.getInt16(at, true)),
  5: ({ view, at }) => String(view.getInt32(at, true)),
  6: ({ view, at }) => String(view.getBigInt64(at, true)),
  7: (cursor) => String(cursor.int128()),
  8: ({ view, at }) => String(view.getUint8(at)),
  9: ({ view, at }) => String(view.getUint16(at, true)),
  10: ({ view, at }) => String(view.getUint32(at, true)),
  11: ({ view, at }) => String(view.getBigUint64(at, true)),
  12: (cursor) => String(BigInt.asUintN(128, cursor.int128())),
  13: ({ view, at }) => floatText(view.getFloat32(at, true)),
  14: ({ view, at }) => doubleText(view.getFloat64(at, true)),
  15: (cursor) => cursor.decimal(),
  16: (cursor) => decoder.decode(cursor.bytes()),
  17: (cursor) => blobText(cursor.bytes()),
  18: ({ source, at }) => uuidText(source.subarray(at, at + 16)),
  19: ({ view, at }) => dateText(view.getInt32(at, true)),
  20: ({ view, at }) => clock(view.getBigInt64(at, true), 6),
  21: ({ view, at }) => clock(view.getBigInt64(at, true), 9),
  22: ({ view, at }) => timestampText(view.getBigInt64(at, true), 0),
  23: ({ view, at }) => timestampText(view.getBigInt64(at, true), 3),
  24: ({ view, at }) => timestampText(view.getBigInt64(at, true), 6),
  25: ({ view, at }) => timestampText(view.getBigInt64(at, true), 9),
  26: ({ view, at }) => zonedTimeText(view.getBigUint64(at, true)),
  27: ({ view, at }) => timestampText(view.getBigInt64(at, true), 6, '+00'),
  28: ({ view, at }) =>
    intervalText(view.getInt32(at, true), view.getInt32(at + 4, true), view.getBigInt64(at + 8, true)),
  31: (cursor) => bignumText(cursor.bytes()),
  32: (cursor) => bitsText(cursor.bytes()),
  33: (cursor) => blobText(cursor.bytes())
}

function scalarText(tag: number, cursor: Cursor): string {
  const text = SCALARS[tag]
  if (!text) throw new Error(`unknown type in a VARIANT: ${tag}`)
  return text(cursor)
}

/** Reads one value in a variant's blob. */
class Cursor {
  readonly view: DataView

  constructor(
    readonly source: Uint8Array,
    public at: number
  ) {
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength)
  }

  /** An unsigned integer, 7 bits a byte, least significant first. */
  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.view.getUint8(this.at++)
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  bytes(): Uint8Array {
    const size = this.varint()
    return this.source.subarray(this.at, this.at + size)
  }

  int128(): bigint {
    return (this.view.getBigInt64(this.at + 8, true) << 64n) | this.view.getBigUint64(this.at, true)
  }

  decimal(): string {
    const width = this.varint()
    const scale = this.varint()
    const unscaled =
      width <= 4
        ? BigInt(this.view.getInt16(this.at, true))
        : width <= 9
          ? BigInt(this.view.getInt32(this.at, true))
          : width <= 18
            ? this.view.getBigInt64(this.at, true)
            : this.int128()
    return decimalText(unscaled, width, scale)
  }
}

function member(piece: Piece, index: number): Piece {
  return { ...piece, vector: bindings.struct_vector_get_child(piece.vector, index) }
}

/** A list's items as one piece, and where those of a row start. */
function listOf(piece: Piece): { items: Piece; start: (item: number) => number } {
  const words = vectorWords(piece, 16)
  const vector = bindings.list_vector_get_child(piece.vector)
  return {
    items: { vector, from: 0, count: bindings.list_vector_get_size(piece.vector) },
    start: (item) => words[item * 4]! >>> 0
  }
}
