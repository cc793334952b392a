import { crc32, createInflateRaw } from 'node:zlib'
import type { ZipFile } from 'yauzl'
import { ChantierError } from '../../../errors'
import { corrupt, hostile, tooMuch } from '../refusals'
import type { ZipMember } from './zipMember'

const GIB = 1024 ** 3
/** Bytes of one member once inflated. */
const MAX_INFLATED = 2 * GIB
/** From this size on, a member may not be more than `MAX_RATIO` times its compressed bytes. */
const RATIO_FROM = 50 * 1024 ** 2
const MAX_RATIO = 200
const CHUNK = 128 * 1024
const [STORED, DEFLATED] = [0, 8]

/** Inflates one member in pieces. Bytes are counted as they come, whatever the archive claims; the check sum is verified. */
export async function* inflateEntry(
  archive: ZipFile,
  member: ZipMember,
  file: string,
  onRead?: (bytes: number) => void
): AsyncGenerator<Buffer> {
  const { compressionMethod } = member.entry
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    throw corrupt(
      file,
      `« ${member.name} » est comprimé d’une façon inconnue`,
      `“${member.name}” is compressed in an unknown way`
    )
  let [taken, given, sum] = [0, 0, 0]
  try {
    const raw = await archive.openReadStreamPromise(member.entry, { decodeFileData: false })
    raw.on('data', (chunk: Buffer) => {
      taken += chunk.length
      onRead?.(chunk.length)
    })
    raw.pause()
    const inflater = compressionMethod === DEFLATED ? createInflateRaw({ chunkSize: CHUNK }) : null
    // An error of the source must end the inflater too, or the loop would wait for ever.
    if (inflater) raw.on('error', (error) => inflater.destroy(error))
    const source = inflater ? raw.pipe(inflater) : raw
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        given += chunk.length
        if (given > MAX_INFLATED)
          throw tooMuch(file, `« ${member.name} » dépasse 2 Gio`, `“${member.name}” is beyond 2 GiB`)
        if (given > RATIO_FROM && given > MAX_RATIO * Math.max(taken, 1))
          throw hostile(
            file,
            `« ${member.name} » gonfle plus de ${MAX_RATIO} fois (bombe de décompression)`,
            `“${member.name}” inflates more than ${MAX_RATIO} times (decompression bomb)`
          )
        sum = crc32(chunk, sum)
        yield chunk
      }
    } finally {
      source.destroy()
      raw.destroy()
    }
  } catch (error) {
    if (error instanceof ChantierError) throw error
    throw corrupt(file, `« ${member.name} » est illisible`, `“${member.name}” is unreadable`, error)
  }
  if (sum !== member.entry.crc32)
    throw corrupt(
      file,
      `« ${member.name} » ne correspond pas à sa somme de contrôle`,
      `“${member.name}” does not match its check sum`
    )
}
