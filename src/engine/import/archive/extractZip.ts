import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'
import type { Readable } from 'node:stream'
import type { ZipFile } from 'yauzl'
import { fail } from '../../errors'
import type { ReadOptions } from '../reader'
import { Gauge, QUOTA, type Quota } from './limits'
import { writeFresh } from './writeFresh'
import { damaged, type ZipMember } from './zip'

/** How a member is extracted. */
export interface ExtractOptions extends ReadOptions {
  quota?: Partial<Quota>
}

/**
 * Extracts one member of an open zip to a new file, streaming; its size and checksum must be those of the catalogue, and
 * what is written is counted against the quota. After an error or a cancel nothing is left behind. Answers its bytes.
 */
export async function extractZip(
  zip: ZipFile,
  name: string,
  member: ZipMember,
  to: string,
  { signal, onProgress, quota }: ExtractOptions = {}
): Promise<number> {
  if (member.refusal) throw refused(name, member)
  const { entry } = member
  const gauge = new Gauge({ ...QUOTA, ...quota }, to, member.path, signal)
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch((cause: unknown) => {
    throw damaged(name, cause)
  })
  const inflating = entry.compressionMethod === 8 ? inflate(packed) : null
  const stream: Readable = inflating ?? packed
  async function* content(): AsyncGenerator<Buffer> {
    let sum = 0
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        const read = inflating ? inflating.bytesWritten : gauge.written + chunk.length
        await gauge.take(chunk.length, read)
        if (gauge.written > entry.uncompressedSize) throw damaged(name, new Error('more bytes than the archive says'))
        sum = crc32(chunk, sum)
        onProgress?.(Math.min(read, entry.compressedSize), entry.compressedSize)
        yield chunk
      }
    } finally {
      packed.destroy()
      stream.destroy()
    }
    if (gauge.written !== entry.uncompressedSize || sum !== entry.crc32)
      throw damaged(name, new Error('wrong checksum'))
  }
  await writeFresh(to, content(), (cause) => damaged(name, cause), signal)
  return gauge.written
}

function inflate(packed: Readable): InflateRaw {
  const stream = createInflateRaw()
  packed.on('error', (error) => stream.destroy(error))
  return packed.pipe(stream)
}

function refused(name: string, { path, refusal }: ZipMember): Error {
  return fail(
    'refused',
    { fr: `« ${path} » dans « ${name} » : ${refusal?.fr ?? ''}`, en: `“${path}” in “${name}”: ${refusal?.en ?? ''}` },
    {
      place: { file: name },
      hint: {
        fr: 'Les autres fichiers de l’archive restent lisibles.',
        en: 'The other files of the archive can be read.'
      }
    }
  )
}
