import { open, type FileHandle } from 'node:fs/promises'
import { longestLine, type DirectRead, type ReadTuning } from './directRead'

/**
 * Whether the last record of a file is short enough for DuckDB's reader as it is told to read: a record that ends the file
 * and is longer than two of its buffers is left out without an error; amid the file it is refused.
 */
export async function endIsRead(path: string, direct: DirectRead, tuning: ReadTuning): Promise<boolean> {
  const most = longestLine(tuning)
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return size <= most || (await startsWithin(file, size, direct, most))
  } finally {
    await file.close()
  }
}

const FIRST_LOOK = 1 << 16

/** Whether the last record starts within the last `most` bytes: more and more of them are looked at until its start is seen. */
async function startsWithin(file: FileHandle, size: number, direct: DirectRead, most: number): Promise<boolean> {
  for (let length = Math.min(FIRST_LOOK, most); ; length = Math.min(8 * length, most)) {
    const bytes = Buffer.allocUnsafe(length)
    const { bytesRead } = await file.read(bytes, 0, length, size - length)
    if (hasRecordStart(bytes.subarray(0, bytesRead), direct)) return true
    if (length === most) return false
  }
}

const [LF, CR, BACKSLASH] = [10, 13, 92]

/** Goes back from the end of the file, which is outside of quotes: a line end with an even number of quotes behind it parts two records. */
function hasRecordStart(bytes: Buffer, { quote, escape }: DirectRead): boolean {
  const sign = quote === '' ? -1 : quote.charCodeAt(0)
  let last = bytes.length - 1
  while (bytes[last] === LF || bytes[last] === CR) last -= 1
  for (let at = last, inQuotes = false; at >= 0; at--) {
    if (bytes[at] === LF && !inQuotes) return true
    if (bytes[at] === sign && !(escape === '\\' && isEscaped(bytes, at))) inQuotes = !inQuotes
  }
  return false
}

function isEscaped(bytes: Buffer, at: number): boolean {
  let before = at
  while (bytes[before - 1] === BACKSLASH) before -= 1
  return (at - before) % 2 === 1
}
