import { CompressionType, compressionRegistry } from 'apache-arrow'
import { decompress, Decompress } from 'fzstd'
import { unpackLz4 } from './lz4'

let known = false

/** Teaches the Arrow library to unpack bodies; it comes without. */
export function knowCodecs(): void {
  if (known) return
  known = true
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (packed) => unpackLz4(packed, claimedSize(packed)) })
  compressionRegistry.set(CompressionType.ZSTD, { decode: (packed) => unpackZstd(packed, claimedSize(packed)) })
}

/** A part's size once unpacked stands in the eight bytes before it, which the library leaves out; checked beforehand. */
function claimedSize(packed: Uint8Array): number {
  const size = Number(new DataView(packed.buffer, packed.byteOffset - 8, 8).getBigInt64(0, true))
  if (size < 0 || size > 2 ** 31 - 1) throw new Error('size of a packed part')
  return size
}

const LARGEST_WINDOW = 128 * 1024 * 1024

/** Unpacks Zstandard frames into exactly `size` bytes. */
export function unpackZstd(packed: Uint8Array, size: number): Uint8Array {
  const { content, window } = headOf(packed)
  const out = new Uint8Array(size)
  if (content === size) {
    const unpacked = decompress(packed, out)
    if (unpacked.length !== size) throw new Error('Zstandard: size')
    return unpacked
  }
  // Slower, and keeps a window of its own: for frames that do not tell their size, or more than one.
  if (window > LARGEST_WINDOW) throw new Error('Zstandard: window')
  let filled = 0
  const unpacker = new Decompress((piece) => {
    if (filled + piece.length > size) throw new Error('Zstandard: too long')
    out.set(piece, filled)
    filled += piece.length
  })
  unpacker.push(packed, true)
  if (filled !== size) throw new Error('Zstandard: too short')
  return out
}

/** What a frame says of itself: the size of its content, null where it does not, and the memory that unpacking it takes (RFC 8878, 3.1.1.1). */
function headOf(frame: Uint8Array): { content: number | null; window: number } {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const descriptor = view.getUint8(4)
  const single = (descriptor & 0x20) !== 0
  const at = (single ? 5 : 6) + [0, 1, 2, 4][descriptor & 3]!
  const sizes = [
    () => (single ? view.getUint8(at) : null),
    () => view.getUint16(at, true) + 256,
    () => view.getUint32(at, true),
    () => Number(view.getBigUint64(at, true))
  ]
  const content = sizes[descriptor >> 6]!()
  if (single) return { content, window: content ?? 0 }
  const base = 2 ** (10 + (view.getUint8(5) >> 3))
  return { content, window: base + (base / 8) * (view.getUint8(5) & 7) }
}
