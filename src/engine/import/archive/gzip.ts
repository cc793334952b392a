import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import type { LocalizedText } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import type { ExtractOptions } from './extractZip'
import { readGzipHeader } from './gzipMember'
import { Gauge, QUOTA } from './limits'
import type { ArchiveMember } from './members'
import { writeFresh } from './writeFresh'
import { damaged } from './zip'

/** What a gzip file holds: always one file, whose name is that of the archive without `.gz`. */
export async function listGzip(file: string, name: string): Promise<ArchiveMember[]> {
  const handle = await open(file, 'r')
  try {
    const header = await readGzipHeader(handle, 0).catch((cause: unknown) => {
      throw damaged(name, cause)
    })
    if (!header) throw damaged(name, new Error('no gzip header'))
    const { size } = await handle.stat()
    const inner = innerName(name, header.name)
    return [{ path: inner, size: null, packed: size, refusal: null }]
  } finally {
    await handle.close()
  }
}

/**
 * Unpacks a gzip file, one member or several behind one another, to a new file: checksums and lengths are compared, bytes
 * counted against the quota. What follows the last member is left out and told. Cut off or damaged: nothing is left.
 */
export async function extractGzip(
  file: string,
  name: string,
  to: string,
  { signal, onProgress, quota }: ExtractOptions = {}
): Promise<{ bytes: number; notes: LocalizedText[] }> {
  const gauge = new Gauge({ ...QUOTA, ...quota }, to, name, signal)
  const notes: LocalizedText[] = []
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    await writeFresh(to, content(size), (cause) => damaged(name, cause), signal)
  } finally {
    await handle.close()
  }
  return { bytes: gauge.written, notes }

  async function* content(size: number): AsyncGenerator<Buffer> {
    for (let at = 0, members = 0; at < size; members++) {
      // An empty member gives no bytes to account for.
      throwIfCancelled(signal)
      gauge.checkMembers(members)
      const header = await readGzipHeader(handle, at)
      if (!header && at === 0) throw damaged(name, new Error('no gzip header'))
      if (!header) {
        if (!(await onlyZeros(handle, at, size))) notes.push(garbage(size - at))
        return
      }
      const member = new Inflated(file, header.data)
      for await (const chunk of member.pieces()) {
        await gauge.take(chunk.length, member.end)
        onProgress?.(Math.min(member.end, size), size)
        yield chunk
      }
      await member.check(handle, name)
      at = member.end + TRAILER
    }
  }
}

const TRAILER = 8

/** One deflated stream in a file; `end` is where it ends, once its pieces were read. */
class Inflated {
  end: number
  private sum = 0
  private length = 0

  constructor(
    private readonly file: string,
    private readonly from: number
  ) {
    this.end = from
  }

  async *pieces(): AsyncGenerator<Buffer> {
    const source = createReadStream(this.file, { start: this.from, highWaterMark: 1 << 17 })
    const inflate = createInflateRaw({ chunkSize: 1 << 17 })
    source.on('error', (error) => inflate.destroy(error))
    source.pipe(inflate)
    try {
      for await (const chunk of inflate as AsyncIterable<Buffer>) {
        this.end = this.from + inflate.bytesWritten
        this.sum = crc32(chunk, this.sum)
        this.length = (this.length + chunk.length) % 2 ** 32
        yield chunk
      }
      this.end = this.from + inflate.bytesWritten
    } finally {
      source.unpipe(inflate)
      source.destroy()
      inflate.destroy()
    }
  }

  /** Compares what was read with the checksum and the length behind it. */
  async check(handle: FileHandle, name: string): Promise<void> {
    const trailer = Buffer.alloc(TRAILER)
    const { bytesRead } = await handle.read(trailer, 0, TRAILER, this.end)
    if (bytesRead < TRAILER) throw damaged(name, new Error('gzip trailer cut off'))
    if (trailer.readUInt32LE(0) !== this.sum || trailer.readUInt32LE(4) !== this.length)
      throw damaged(name, new Error('wrong checksum'))
  }
}

/** The archive's own name without its ending, or the name that the header gives where it has none. */
function innerName(name: string, given: string | null): string {
  const bare = name.replace(/\.t?gz(?:ip)?$/i, (ending) => (/^\.tgz/i.test(ending) ? '.tar' : ''))
  if (bare !== name && bare !== '') return bare
  return given?.split(/[\\/]/).pop() || name
}

async function onlyZeros(handle: FileHandle, from: number, to: number): Promise<boolean> {
  const bytes = Buffer.alloc(1 << 16)
  for (let at = from; at < to;) {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, at)
    if (bytesRead === 0) return true
    if (bytes.subarray(0, bytesRead).some((byte) => byte !== 0)) return false
    at += bytesRead
  }
  return true
}

function garbage(bytes: number): LocalizedText {
  return {
    fr: `${bytes} octets qui ne sont pas du gzip suivent les données : ils sont laissés de côté.`,
    en: `${bytes} bytes that are no gzip follow the data: they are left aside.`
  }
}
