import { open } from 'node:fs/promises'
import { fail, throwIfCancelled } from '../../errors'
import { openDecoder } from '../delimited/text/decoder'
import { EncodingScan } from '../delimited/text/scanEncoding'
import type { ReadOptions } from '../reader'

/** How the bytes of a file become text. */
export interface TextSource {
  file: string
  encoding: string
  bom: number
  size: number
  /** Bytes that had no character, after it was read. */
  undecodable: number
  /** Bytes of a UTF-8 file that were read as Windows-1252. */
  fallbackBytes: number
}

const CHUNK = 1 << 18

/** Finds the encoding of a file over all of its bytes, or over its first `limit` bytes. */
export async function openSource(
  file: string,
  chosen: string | undefined,
  { signal }: ReadOptions = {},
  limit = Infinity
): Promise<TextSource> {
  if (chosen !== undefined) decoderOf(chosen)
  const scan = new EncodingScan()
  let size = 0
  for await (const chunk of bytesOf(file, 0, limit, signal)) {
    scan.update(chunk)
    size += chunk.length
  }
  const { encoding, bom } = scan.verdict()
  return { file, encoding: chosen ?? encoding, bom, size, undecodable: 0, fallbackBytes: 0 }
}

/** The text of a source in pieces; `onBytes` hears how many bytes were read so far. */
export async function* textOf(
  source: TextSource,
  signal?: AbortSignal,
  onBytes?: (done: number) => void
): AsyncGenerator<string> {
  const decoder = decoderOf(source.encoding)
  let done = source.bom
  for await (const chunk of bytesOf(source.file, source.bom, source.size, signal)) {
    yield decoder.write(chunk)
    done += chunk.length
    onBytes?.(done)
  }
  yield decoder.end()
  source.undecodable = decoder.undecodable
  source.fallbackBytes = decoder.fallbackBytes
}

function decoderOf(encoding: string): ReturnType<typeof openDecoder> {
  try {
    return openDecoder(encoding)
  } catch (cause) {
    throw fail(
      'input',
      { fr: `L’encodage « ${encoding} » est inconnu.`, en: `The encoding “${encoding}” is unknown.` },
      { cause, hint: { fr: 'Choisissez un autre encodage.', en: 'Choose another encoding.' } }
    )
  }
}

/** The bytes of a file from one place to another. Each piece has memory of its own, since the scan may keep it. */
async function* bytesOf(file: string, from: number, to: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r')
  try {
    for (let at = from; at < to;) {
      throwIfCancelled(signal)
      const bytes = Buffer.allocUnsafe(Math.min(CHUNK, to - at))
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield bytes.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Some bytes of a file. */
export async function readBytes(file: string, from: number, to: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of bytesOf(file, from, to)) pieces.push(piece)
  return Buffer.concat(pieces)
}
