import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'
import type { Readable } from 'node:stream'
import type { Entry, ZipFile } from 'yauzl'
import { ChantierError } from '../../errors'
import type { Gauge } from './limits'
import { damaged, unknownMethod } from './zip'

const [STORED, DEFLATED] = [0, 8]

/**
 * The bytes of one member of a zip called `name`, inflated in pieces. They are counted by the gauge as they come, whatever
 * the archive claims; at their end, length and check sum must be those of the catalogue. `onPacked` hears the bytes read.
 */
export async function* inflateMember(
  zip: ZipFile,
  name: string,
  { path, entry }: { path: string; entry: Entry },
  gauge: Gauge,
  onPacked?: (done: number) => void
): AsyncGenerator<Buffer> {
  const method = entry.compressionMethod
  if (method !== STORED && method !== DEFLATED) throw unknownMethod(name, path, method)
  try {
    const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    const inflating = method === DEFLATED ? inflate(packed) : null
    const stream: Readable = inflating ?? packed
    let sum = 0
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        const read = inflating ? inflating.bytesWritten : gauge.written + chunk.length
        await gauge.take(chunk.length, read)
        sum = crc32(chunk, sum)
        onPacked?.(Math.min(read, entry.compressedSize))
        yield chunk
      }
    } finally {
      packed.destroy()
      stream.destroy()
    }
    if (gauge.written !== entry.uncompressedSize) throw damaged(name, new Error('wrong size'), WRONG_SIZE(path))
    if (sum !== entry.crc32) throw damaged(name, new Error('wrong checksum'), WRONG_SUM(path))
  } catch (error) {
    throw error instanceof ChantierError ? error : damaged(name, error)
  }
}

const WRONG_SIZE = (path: string) => ({
  fr: `« ${path} » n’a pas la taille annoncée`,
  en: `“${path}” has not the size that it claims`
})
const WRONG_SUM = (path: string) => ({
  fr: `« ${path} » ne correspond pas à sa somme de contrôle`,
  en: `“${path}” does not match its check sum`
})

function inflate(packed: Readable): InflateRaw {
  const stream = createInflateRaw({ chunkSize: 1 << 17 })
  // An error of the source must end the inflater too, or the loop would wait for ever.
  packed.on('error', (error) => stream.destroy(error))
  return packed.pipe(stream)
}
