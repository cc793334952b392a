import { Data, Utf8 } from 'apache-arrow'
import { BatchTooLarge, limits, type ArrowColumn, type Piece } from './piece'
import { isPresent, validityOf } from './validity'

/** Reads a piece once; returns the text of one item of its vector, asked only for items that are present. */
export type Reader = (piece: Piece) => (item: number) => string

/** A type without an exact Arrow twin, as DuckDB's own text. */
export function renderedColumn(read: Reader): ArrowColumn {
  const type = new Utf8()
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const texts = new TextBuffer(length)
      for (const piece of pieces) {
        const textOf = read(piece)
        for (let item = piece.from; item < piece.from + piece.count; item++) {
          texts.push(isPresent(bitmap, texts.count) ? textOf(item) : '')
        }
      }
      return new Data<Utf8>(type, 0, length, nullCount, { 0: texts.offsets, 1: texts.bytes(), 2: bitmap ?? undefined })
    }
  }
}

/** Texts end to end in one growing buffer. */
export class TextBuffer {
  readonly offsets: Int32Array
  count = 0
  private buffer: Buffer = Buffer.allocUnsafe(1024)
  private size = 0

  constructor(length: number) {
    this.offsets = new Int32Array(length + 1)
  }

  push(text: string): void {
    const most = text.length * 3
    if (this.size + most > this.buffer.length) this.grow(this.size + most)
    this.size += this.buffer.write(text, this.size)
    if (this.size > limits.offset) throw new BatchTooLarge()
    this.offsets[++this.count] = this.size
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.buffer.subarray(0, this.size))
  }

  private grow(least: number): void {
    const larger = Buffer.allocUnsafe(Math.max(least, this.buffer.length * 2))
    this.buffer.copy(larger, 0, 0, this.size)
    this.buffer = larger
  }
}
