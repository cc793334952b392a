import { CompressionType, compressionRegistry } from 'apache-arrow'
import { knowCodecs } from '../codecs'

const packed: { frame: Uint8Array; size: number }[] = []

/** Teaches the Arrow writer to pack bodies, by their runs of one byte alone; what it writes goes through `tellSizes`. */
export function knowPackers(): void {
  knowCodecs()
  for (const [type, pack] of [
    [CompressionType.LZ4_FRAME, packLz4],
    [CompressionType.ZSTD, packZstd]
  ] as const) {
    const encode = (bytes: Uint8Array): Uint8Array => {
      const frame = pack(bytes)
      if (frame.length < bytes.length) packed.push({ frame, size: bytes.length })
      return frame
    }
    compressionRegistry.set(type, { encode, decode: compressionRegistry.get(type)?.decode })
  }
}

/** Writes the size of every part before it: the writer of Arrow 21 for JavaScript puts its packed size there. */
export function tellSizes(written: Uint8Array): Buffer {
  const bytes = Buffer.from(written)
  for (const { frame, size } of packed.splice(0)) {
    for (let at = bytes.indexOf(frame); at >= 0; at = bytes.indexOf(frame, at + 1)) {
      bytes.writeBigInt64LE(BigInt(size), at - 8)
    }
  }
  return bytes
}

/** An LZ4 frame of one block, not packed where `stored`: independent blocks, no checksums. */
export function lz4Frame(block: Uint8Array, stored = false): Uint8Array {
  const size = Buffer.alloc(4)
  size.writeUInt32LE((block.length | (stored ? 0x80000000 : 0)) >>> 0)
  return Buffer.concat([Buffer.of(0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82), size, block, Buffer.alloc(4)])
}

function packLz4(bytes: Uint8Array): Uint8Array {
  const block: number[] = []
  const length = (value: number): void => {
    for (let rest = value - 15; rest >= 0; rest -= 255) block.push(Math.min(rest, 255))
  }
  for (const { plain, repeated } of runs(bytes)) {
    const matched = Math.max(repeated - 4, 0)
    block.push((Math.min(plain.length, 15) << 4) | Math.min(matched, 15))
    length(plain.length)
    block.push(...plain)
    if (repeated === 0) continue
    block.push(1, 0)
    length(matched)
  }
  return lz4Frame(Uint8Array.from(block))
}

/** A Zstandard frame of raw and repeating blocks that tells its size. */
function packZstd(bytes: Uint8Array): Uint8Array {
  const head = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0)
  head.writeUInt32LE(bytes.length, 5)
  const blocks = runs(bytes).flatMap(({ plain, repeated }) => [
    zstdBlock(0, plain.length, plain),
    ...(repeated ? [zstdBlock(1, repeated, plain.subarray(-1))] : [])
  ])
  blocks.at(-1)![0]! |= 1
  return Buffer.concat([head, ...blocks])
}

function zstdBlock(type: number, size: number, content: Uint8Array): Buffer {
  const head = Buffer.alloc(3)
  head.writeUIntLE((size << 3) | (type << 1), 0, 3)
  return Buffer.concat([head, content])
}

/** Bytes as they are, then how often the last of them is repeated; the end has no repetition. */
function runs(bytes: Uint8Array): { plain: Uint8Array; repeated: number }[] {
  const found: { plain: Uint8Array; repeated: number }[] = []
  let from = 0
  for (let at = 0; at < bytes.length;) {
    let end = at + 1
    while (end < bytes.length && bytes[end] === bytes[at]) end++
    if (end - at > 8 && end < bytes.length) {
      found.push({ plain: bytes.subarray(from, at + 1), repeated: end - at - 1 })
      from = end
    }
    at = end
  }
  return [...found, { plain: bytes.subarray(from), repeated: 0 }]
}
