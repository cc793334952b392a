import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { EncodingScan, type EncodingVerdict } from './text/scanEncoding'

/** What one pass over all bytes of a file tells. */
export interface Survey {
  sha256: string
  size: number
  encoding: EncodingVerdict
  /** Whether the bytes of `SurveyOptions.needle` stand in the file after its first `from` bytes. */
  found: boolean
}

export interface SurveyOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  /** Bytes to look for, such as a header that comes again. */
  needle?: Buffer | null
  from?: number
  /** Sees the bytes in order; they are overwritten once it has settled. */
  onChunk?: (chunk: Buffer) => Promise<void> | void
}

const CHUNK = 1 << 20
/** Room before each chunk for the line that the one before it broke off. */
const ROOM = 1 << 16

/**
 * Reads a file once: SHA-256, encoding over all bytes, a search. Steps of 1 MB (about a millisecond), the next one read while
 * one is worked on, so that other calls and DuckDB's threads go on beside it.
 */
export async function surveyFile(file: FileHandle, size: number, options: SurveyOptions = {}): Promise<Survey> {
  const hash = createHash('sha256')
  const scan = new EncodingScan()
  const search = new Search(options.needle ?? null, options.from ?? 0)
  const length = Math.max(1, Math.min(CHUNK, size))
  const buffers: [Buffer, Buffer] = [Buffer.allocUnsafe(ROOM + length), Buffer.allocUnsafe(ROOM + length)]
  let at = 0
  let broken: Buffer = Buffer.alloc(0)
  let next = file.read(buffers[0], ROOM, length, 0)
  try {
    for (let turn: 0 | 1 = 0; ; turn = turn ? 0 : 1) {
      const { bytesRead } = await next
      if (bytesRead === 0) break
      options.signal?.throwIfAborted()
      const [buffer, other] = turn ? [buffers[1], buffers[0]] : buffers
      const chunk = buffer.subarray(ROOM, ROOM + bytesRead)
      next = file.read(other, ROOM, length, at + bytesRead)
      hash.update(chunk)
      // Given whole lines, the scan need not copy the chunks to join them.
      const lines = buffer.subarray(ROOM - broken.length, ROOM + bytesRead)
      const whole = Math.max(lines.lastIndexOf(10) + 1, lines.length - ROOM)
      scan.update(lines.subarray(0, whole))
      broken = other.subarray(ROOM - (lines.length - whole), ROOM)
      lines.copy(broken, 0, whole)
      search.update(chunk, at)
      await options.onChunk?.(chunk)
      at += bytesRead
      options.onProgress?.(at, size)
    }
  } finally {
    // A read under way must not outlive the file's closing.
    await next.catch(() => undefined)
  }
  scan.update(broken)
  return { sha256: hash.digest('hex'), size: at, encoding: scan.verdict(), found: search.found }
}

/** Looks for bytes across chunks. */
class Search {
  found = false
  private tail: Buffer = Buffer.alloc(0)

  constructor(
    private readonly needle: Buffer | null,
    private readonly from: number
  ) {}

  update(chunk: Buffer, at: number): void {
    const { needle, from } = this
    if (this.found || !needle?.length || at + chunk.length <= from) return
    const fresh = chunk.subarray(Math.max(0, from - at))
    const seam = Buffer.concat([this.tail, fresh.subarray(0, needle.length)])
    this.found = fresh.includes(needle) || seam.includes(needle)
    this.tail = Buffer.from(fresh.subarray(Math.max(0, fresh.length - needle.length + 1)))
  }
}
