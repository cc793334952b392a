import type { FileHandle } from 'node:fs/promises'

/** The header of a gzip member (RFC 1952): where its deflated data begin, and the name that it gives them. */
export interface GzipHeader {
  data: number
  name: string | null
}

const USUAL_HEADER = 1 << 9
const MAX_HEADER = 1 << 18
const FLAGS = { crc: 2, extra: 4, name: 8, comment: 16 }

/** Reads the header at a place of a file; null where no gzip member begins there. Throws RangeError where it is cut off. */
export async function readGzipHeader(handle: FileHandle, at: number): Promise<GzipHeader | null> {
  const head = await bytesFrom(handle, at, USUAL_HEADER)
  try {
    return headerIn(head, at)
  } catch (error) {
    if (head.length < USUAL_HEADER) throw error
    return headerIn(await bytesFrom(handle, at, MAX_HEADER), at)
  }
}

async function bytesFrom(handle: FileHandle, at: number, most: number): Promise<Buffer> {
  const bytes = Buffer.alloc(most)
  const { bytesRead } = await handle.read(bytes, 0, most, at)
  return bytes.subarray(0, bytesRead)
}

function headerIn(bytes: Buffer, at: number): GzipHeader | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || (bytes[2] ?? 8) !== 8) return null
  if (bytes.length < 10) throw new RangeError('gzip header cut off')
  const flags = bytes[3] ?? 0
  let end = 10
  let name: string | null = null
  if (flags & FLAGS.extra) end += 2 + bytes.readUInt16LE(end)
  if (flags & FLAGS.name) {
    const stop = endOfText(bytes, end)
    name = bytes.toString('latin1', end, stop)
    end = stop + 1
  }
  if (flags & FLAGS.comment) end = endOfText(bytes, end) + 1
  if (flags & FLAGS.crc) end += 2
  if (end > bytes.length) throw new RangeError('gzip header cut off')
  return { data: at + end, name }
}

function endOfText(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(0, from)
  if (end < 0) throw new RangeError('gzip header cut off')
  return end
}
