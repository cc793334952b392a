import { open } from 'node:fs/promises'
import type { EncodingVerdict } from './text/scanEncoding'

const PIECE = 1 << 20

/**
 * Whether no line of a file ends from a place on for more than so many characters: the row that stands there is beyond the
 * limit of a load, whatever its quotes.
 */
export async function isBeyond(
  path: string,
  from: number,
  { encoding }: EncodingVerdict,
  limit: number
): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const piece = Buffer.alloc(PIECE)
    let characters = 0
    for (let at = from; characters <= limit;) {
      const { bytesRead } = await file.read(piece, 0, PIECE, at)
      const bytes = piece.subarray(0, bytesRead)
      if (bytesRead === 0 || bytes.includes(10) || bytes.includes(13)) return false
      characters += charactersOf(bytes, encoding)
      at += bytesRead
    }
    return true
  } finally {
    await file.close()
  }
}

/** At least so many characters as these bytes are. */
function charactersOf(bytes: Buffer, encoding: string): number {
  if (encoding.startsWith('utf-16')) return bytes.length >> 1
  if (encoding.startsWith('utf-32')) return bytes.length >> 2
  if (encoding !== 'utf-8' && encoding !== 'mixed') return bytes.length
  let count = 0
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += 1
  return count
}
