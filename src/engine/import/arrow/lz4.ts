const MAGIC = 0x184d2204

/**
 * Unpacks one LZ4 frame into exactly `size` bytes (LZ4 frame format 1.6 and block format,
 * https://github.com/lz4/lz4/tree/dev/doc). Throws on anything else; checksums are passed over.
 */
export function unpackLz4(frame: Uint8Array, size: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new Error('LZ4: not a frame')
  const flags = view.getUint8(4)
  if (flags >> 6 !== 1) throw new Error('LZ4: version')
  if (flags & 1) throw new Error('LZ4: dictionary')
  const blockChecksum = flags & 0x10 ? 4 : 0
  // Magic, flags, block size, content size where told, checksum of these.
  let at = 6 + (flags & 0x08 ? 8 : 0) + 1
  const out = new Uint8Array(size)
  let filled = 0
  for (;;) {
    const header = view.getUint32(at, true)
    at += 4
    if (header === 0) break
    const length = header & 0x7fffffff
    if (at + length > frame.length) throw new Error('LZ4: cut short')
    const block = frame.subarray(at, at + length)
    if (header & 0x80000000) {
      if (filled + length > size) throw new Error('LZ4: too long')
      out.set(block, filled)
      filled += length
    } else filled = unpackBlock(block, out, filled)
    at += length + blockChecksum
  }
  if (filled !== size) throw new Error('LZ4: too short')
  return out
}

/** Unpacks a block behind what is there already, which it may repeat; returns the new end. */
function unpackBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let at = 0
  let filled = start
  const lengthOf = (nibble: number): number => {
    let length = nibble
    if (nibble !== 15) return length
    for (let byte = 255; byte === 255; length += byte) {
      if (at >= block.length) throw new Error('LZ4: cut short')
      byte = block[at++]!
    }
    return length
  }
  while (at < block.length) {
    const token = block[at++]!
    const literals = lengthOf(token >> 4)
    if (at + literals > block.length || filled + literals > out.length) throw new Error('LZ4: literals')
    // Short runs are the rule: a loop is faster than a view of each.
    for (const end = at + literals; at < end;) out[filled++] = block[at++]!
    if (at >= block.length) return filled
    if (at + 2 > block.length) throw new Error('LZ4: cut short')
    const distance = block[at]! | (block[at + 1]! << 8)
    at += 2
    const repeated = lengthOf(token & 15) + 4
    if (distance === 0 || distance > filled || filled + repeated > out.length) throw new Error('LZ4: match')
    // Byte by byte: a match may repeat itself.
    for (const end = filled + repeated; filled < end; filled++) out[filled] = out[filled - distance]!
  }
  return filled
}
