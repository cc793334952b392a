import { isUtf8 } from 'node:buffer'
import { withoutEndMark } from './endMark'
import type { Encoding } from './scanEncoding'
import { Utf32Decoder } from './wideDecoder'
import type { TextStream } from './textStream'
import { decodeSingleByte, isSingleByte, SINGLE_BYTE_TABLES } from './singleByte'

/** A decoder for an encoding as found by the encoding scan; the sign that DOS ends texts with (`endMark`) is left out. Throws RangeError on a label that Node does not know. */
export function openDecoder(encoding: Encoding): TextStream & { readonly endMark: boolean } {
  return withoutEndMark(streamOf(encoding))
}

function streamOf(encoding: Encoding): TextStream {
  if (isSingleByte(encoding)) {
    return {
      undecodable: 0,
      fallbackBytes: 0,
      write: (chunk) => decodeSingleByte(chunk, encoding),
      end: () => ''
    }
  }
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    const wide = new Utf32Decoder(encoding === 'utf-32le')
    return {
      fallbackBytes: 0,
      write: (chunk) => wide.write(chunk),
      end: () => wide.end(),
      get undecodable() {
        return wide.undecodable
      }
    }
  }
  return encoding === 'mixed' ? new MixedStream() : new StandardStream(encoding)
}

/** Decodes bytes held in memory. */
export function decodeAll(bytes: Buffer, encoding: Encoding): string {
  const stream = openDecoder(encoding)
  return stream.write(bytes) + stream.end()
}

class StandardStream implements TextStream {
  undecodable = 0
  fallbackBytes = 0
  private decoder: TextDecoder
  private utf8: boolean

  constructor(encoding: Encoding) {
    this.decoder = new TextDecoder(encoding)
    this.utf8 = encoding === 'utf-8'
  }

  write(chunk: Buffer): string {
    return this.count(this.decoder.decode(chunk, { stream: true }), chunk)
  }

  end(): string {
    return this.count(this.decoder.decode(), Buffer.alloc(0))
  }

  private count(text: string, chunk: Buffer): string {
    if (this.utf8 && chunk.length && isUtf8(chunk)) return text
    for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) this.undecodable += 1
    return text
  }
}

/** Valid UTF-8 sequences are kept as such; any other byte is Windows-1252, and counted. */
class MixedStream implements TextStream {
  undecodable = 0
  fallbackBytes = 0
  private rest: Buffer = Buffer.alloc(0)
  private started = false

  write(chunk: Buffer): string {
    const bytes = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk
    const keep = incompleteTail(bytes)
    this.rest = Buffer.from(bytes.subarray(bytes.length - keep))
    return this.decode(bytes.subarray(0, bytes.length - keep))
  }

  end(): string {
    const text = this.decode(this.rest)
    this.rest = Buffer.alloc(0)
    return text
  }

  private decode(bytes: Buffer): string {
    let text = ''
    for (let from = 0; from < bytes.length;) {
      const newline = bytes.indexOf(10, from)
      const line = bytes.subarray(from, newline < 0 ? bytes.length : newline + 1)
      text += isUtf8(line) ? line.toString('utf8') : this.decodeLine(line)
      from += line.length
    }
    if (!this.started && text.length) {
      this.started = true
      if (text.charCodeAt(0) === 0xfeff) return text.slice(1)
    }
    return text
  }

  private decodeLine(line: Buffer): string {
    let text = ''
    for (let i = 0; i < line.length;) {
      const size = sequenceLength(line, i)
      if (size) text += line.toString('utf8', i, i + size)
      else {
        this.fallbackBytes += 1
        text += SINGLE_BYTE_TABLES['windows-1252'].charAt((line[i] ?? 0x80) - 0x80)
      }
      i += size || 1
    }
    return text
  }
}

function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0
  const size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  return size && at + size <= bytes.length && isUtf8(bytes.subarray(at, at + size)) ? size : 0
}

/** Number of trailing bytes that may be the start of a UTF-8 sequence cut by the end of the chunk. */
export function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}
