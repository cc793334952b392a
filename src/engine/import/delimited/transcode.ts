import type { FileHandle } from 'node:fs/promises'
import { SINGLE_BYTE_TABLES, type SingleByteEncoding } from './text/singleByte'

/** Turns chunks of a one-byte encoding into UTF-8, byte by byte through a table: about the speed of reading them. */
export function utf8Transcoder(encoding: SingleByteEncoding): (chunk: Buffer) => Buffer {
  // Per byte above ASCII: how many bytes it takes in UTF-8, then those bytes.
  const table = new Uint8Array(128 * 4)
  for (let i = 0; i < 128; i++) {
    const bytes = Buffer.from(SINGLE_BYTE_TABLES[encoding].charAt(i))
    table[i * 4] = bytes.length
    table.set(bytes, i * 4 + 1)
  }
  let out = Buffer.alloc(0)
  return (chunk) => {
    if (out.length < chunk.length * 3) out = Buffer.allocUnsafe(chunk.length * 3)
    let at = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number
      if (byte < 0x80) out[at++] = byte
      else {
        const entry = (byte - 0x80) * 4
        const length = table[entry] as number
        out[at++] = table[entry + 1] as number
        if (length > 1) out[at++] = table[entry + 2] as number
        if (length > 2) out[at++] = table[entry + 3] as number
      }
    }
    return out.subarray(0, at)
  }
}

/** Writes all of a buffer at the end of a file. */
export async function append(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done)
    done += bytesWritten
  }
}
