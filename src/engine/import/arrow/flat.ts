/**
 * Bounded reading of FlatBuffers (https://flatbuffers.dev/internals/): every access is checked against the bytes there are,
 * so that lengths and offsets of a hostile file end in a RangeError. A table's fields are known by their slot.
 */
export class FlatTable {
  private readonly vtable: number
  private readonly slots: number

  constructor(
    private readonly view: DataView,
    private readonly at: number
  ) {
    this.vtable = at - view.getInt32(at, true)
    this.slots = (view.getUint16(this.vtable, true) - 4) >> 1
  }

  /** The root table of a buffer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return new FlatTable(view, view.getUint32(0, true))
  }

  byte(slot: number, otherwise = 0): number {
    const at = this.field(slot)
    return at ? this.view.getUint8(at) : otherwise
  }

  short(slot: number, otherwise = 0): number {
    const at = this.field(slot)
    return at ? this.view.getInt16(at, true) : otherwise
  }

  /** A 64-bit integer; beyond 2^53 it is no length of anything. */
  long(slot: number): number {
    const at = this.field(slot)
    return at ? wide(this.view, at) : 0
  }

  table(slot: number): FlatTable | null {
    const at = this.field(slot)
    return at ? new FlatTable(this.view, at + this.view.getUint32(at, true)) : null
  }

  /** Bytes of a text. */
  textLength(slot: number): number {
    const vector = this.vector(slot, 1)
    return vector ? vector.length : 0
  }

  tables(slot: number): FlatVector<FlatTable> {
    const vector = this.vector(slot, 4)
    const { view } = this
    return {
      length: vector?.length ?? 0,
      item(index) {
        const at = vector!.at + index * 4
        return new FlatTable(view, at + view.getUint32(at, true))
      }
    }
  }

  /** Structs of `size` bytes, each as a reader of 64-bit integers by their byte place. */
  structs(slot: number, size: number): FlatVector<{ long(place: number): number; int(place: number): number }> {
    const vector = this.vector(slot, size)
    const { view } = this
    return {
      length: vector?.length ?? 0,
      item: (index) => ({
        long: (place) => wide(view, vector!.at + index * size + place),
        int: (place) => view.getInt32(vector!.at + index * size + place, true)
      })
    }
  }

  private field(slot: number): number {
    if (slot >= this.slots) return 0
    const place = this.view.getUint16(this.vtable + 4 + slot * 2, true)
    return place ? this.at + place : 0
  }

  private vector(slot: number, size: number): { at: number; length: number } | null {
    const at = this.field(slot)
    if (!at) return null
    const start = at + this.view.getUint32(at, true)
    const length = this.view.getUint32(start, true)
    if (length * size > this.view.byteLength - start - 4) throw new RangeError('vector beyond its buffer')
    return { at: start + 4, length }
  }
}

export interface FlatVector<T> {
  length: number
  /** Below `length` only. */
  item(index: number): T
}

function wide(view: DataView, at: number): number {
  const value = Number(view.getBigInt64(at, true))
  if (!Number.isSafeInteger(value)) throw new RangeError('64-bit length out of range')
  return value
}
