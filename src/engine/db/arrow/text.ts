import { Binary, Data, Utf8 } from 'apache-arrow'
import { bindings } from './bindings'
import { BatchTooLarge, limits, vectorWords, type ArrowColumn, type Piece } from './piece'
import { isPresent, validityOf } from './validity'

/** VARCHAR (and JSON and other aliases of it): DuckDB's UTF-8 bytes as they are, never decoded. */
export const textColumn = (): ArrowColumn => bytesColumn(new Utf8())

/** BLOB as it is; GEOMETRY as well-known binary. */
export const binaryColumn = (): ArrowColumn => bytesColumn(new Binary())

/** DuckDB's string: 4 bytes of length, then up to 12 bytes in place, or a 4-byte prefix and an 8-byte address. */
const INLINE = 12

function bytesColumn(type: Utf8 | Binary): ArrowColumn {
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const offsets = offsetsOf(pieces, length, bitmap)
      const bytes = new Uint8Array(offsets[length]!)
      let at = 0
      for (const piece of pieces) {
        copyStrings(piece, at, offsets, bytes)
        at += piece.count
      }
      return new Data<Utf8 | Binary>(type, 0, length, nullCount, { 0: offsets, 1: bytes, 2: bitmap ?? undefined })
    }
  }
}

function offsetsOf(pieces: Piece[], length: number, bitmap: Uint8Array | null): Int32Array {
  const offsets = new Int32Array(length + 1)
  let at = 0
  let total = 0
  for (const piece of pieces) {
    const words = vectorWords(piece, 16)
    for (let item = piece.from; item < piece.from + piece.count; item++) {
      if (isPresent(bitmap, at)) total += words[item * 4]! >>> 0
      if (total > limits.offset) throw new BatchTooLarge()
      offsets[++at] = total
    }
  }
  return offsets
}

/**
 * Copies the strings of one piece. DuckDB lays the long strings of a vector end to end in its heap, so that one view
 * serves a whole run of them; a run holds only bytes that belong to its strings, hence never reads elsewhere.
 */
function copyStrings(piece: Piece, start: number, offsets: Int32Array, bytes: Uint8Array): void {
  const words = vectorWords(piece, 16)
  const source = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  let run: Run | null = null
  for (let index = 0; index < piece.count; index++) {
    const at = start + index
    const from = offsets[at]!
    const size = offsets[at + 1]! - from
    if (size === 0) continue
    const item = piece.from + index
    if (size <= INLINE) {
      const place = item * 16 + 4
      for (let byte = 0; byte < size; byte++) bytes[from + byte] = source[place + byte]!
      continue
    }
    const address = (words[item * 4 + 3]! >>> 0) * 2 ** 32 + (words[item * 4 + 2]! >>> 0)
    if (run && run.end === address) {
      run.end += size
      run.last = at
    } else {
      if (run) copyRun(run, source, offsets, bytes)
      run = { pointer: item * 16 + 8, address, end: address + size, first: at, last: at }
    }
  }
  if (run) copyRun(run, source, offsets, bytes)
}

interface Run {
  /** Where the address of its first string stands in the vector, in bytes. */
  pointer: number
  address: number
  end: number
  /** First and last long string, as items of the batch. */
  first: number
  last: number
}

function copyRun(run: Run, source: Uint8Array, offsets: Int32Array, bytes: Uint8Array): void {
  const size = run.end - run.address
  const heap = bindings.get_data_from_pointer(source.buffer as ArrayBuffer, source.byteOffset + run.pointer, size)
  const from = offsets[run.first]!
  if (offsets[run.last + 1]! - from === size) {
    bytes.set(heap, from)
    return
  }
  let read = 0
  for (let at = run.first; at <= run.last; at++) {
    const place = offsets[at]!
    const length = offsets[at + 1]! - place
    if (length <= INLINE) continue
    bytes.set(heap.subarray(read, read + length), place)
    read += length
  }
}
