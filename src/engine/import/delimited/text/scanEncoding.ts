import { isAscii, isUtf8 } from 'node:buffer'
import jschardet from 'jschardet'
import { scoreSingleByte, type Contexts } from './scoreSingleByte'
import { separatorBytes } from './separatorBytes'
import type { SingleByteEncoding } from './singleByte'

/** What a file's bytes are; 'mixed' is UTF-8 in which some lines are Windows-1252. Other names are WHATWG labels. */
export type Encoding =
  'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'mixed' | SingleByteEncoding | (string & {})

/** The verdict on a file: `ascii` when every byte is below 0x80, `nuls` counts NUL bytes outside UTF-16. */
export interface EncodingVerdict {
  encoding: Encoding
  bom: number
  ascii: boolean
  nuls: number
  bytes: number
  confidence: number
}

const SAMPLE_CONTEXTS = 20_000
const MOST_OF_LINE = 4_096
const OTHER_ENCODINGS = new Set([
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1255',
  'koi8-r',
  'ibm866',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'big5',
  'gb2312',
  'gb18030',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'tis-620'
])

/**
 * Decides a file's encoding over all of its bytes, fed chunk by chunk in order (so the same pass can hash them).
 * A fatal UTF-8 try comes first; then BOM-less UTF-16 by the parity of NULs; then our scorer of one-byte encodings;
 * a general detector is asked only when that scorer finds no Western text.
 */
export class EncodingScan {
  private bytes = 0
  private head: Buffer = Buffer.alloc(0)
  private tail: Buffer = Buffer.alloc(0)
  private ascii = true
  private valid = true
  private utf8Lines = 0
  private otherLines = 0
  private nuls = 0
  private contexts: Contexts = []
  /** Lines that are no UTF-8, those that follow one another together: a quote may be open from one to the next. */
  private invalidSample: Buffer[][] = []

  update(chunk: Buffer): void {
    if (this.head.length < 65_536) this.head = Buffer.concat([this.head, chunk.subarray(0, 65_536 - this.head.length)])
    this.bytes += chunk.length
    this.nuls += countNuls(chunk)
    const joined = this.tail.length ? Buffer.concat([this.tail, chunk]) : chunk
    const end = wholeLines(joined)
    this.tail = Buffer.from(joined.subarray(end))
    this.take(joined.subarray(0, end))
  }

  verdict(): EncodingVerdict {
    this.take(this.tail)
    this.tail = Buffer.alloc(0)
    const bom = bomOf(this.head)
    const base = { bom: bom.length, ascii: this.ascii && !bom.length, nuls: this.nuls, bytes: this.bytes }
    if (bom.encoding !== null && bom.encoding !== 'utf-8')
      return { ...base, nuls: 0, encoding: bom.encoding, confidence: 1 }
    const wide = wideEncoding(this.head)
    if (wide) return { ...base, nuls: 0, ascii: false, encoding: wide, confidence: 0.95 }
    if (this.valid) return { ...base, encoding: 'utf-8', confidence: 1 }
    if (this.utf8Lines > 0 && this.utf8Lines >= 0.05 * (this.utf8Lines + this.otherLines))
      return { ...base, encoding: 'mixed', confidence: 0.9 }
    const sample = this.invalidSample.map((lines) => Buffer.concat(lines))
    const own = scoreSingleByte(this.contexts, separatorBytes(sample))
    const other = own.score < 0.25 ? generalDetector(Buffer.concat(sample)) : null
    if (other) return { ...base, encoding: other, confidence: 0.7 }
    return { ...base, encoding: own.encoding, confidence: Math.max(0.3, Math.min(1, own.score)) }
  }

  private take(part: Buffer): void {
    if (!part.length || isAscii(part)) return
    this.ascii = false
    if (isUtf8(part)) {
      this.utf8Lines += 1 + Math.floor(part.length / 1024)
      return
    }
    this.valid = false
    let follows = false
    for (let from = 0; from < part.length;) {
      const at = part.indexOf(10, from)
      const line = part.subarray(from, at < 0 ? part.length : at + 1)
      from += line.length
      const isOther = !isUtf8(line)
      if (isOther) {
        this.otherLines += 1
        this.collect(line, follows)
      } else if (!isAscii(line)) this.utf8Lines += 1
      follows = isOther && line.length <= MOST_OF_LINE
    }
  }

  private collect(line: Buffer, follows: boolean): void {
    if (this.contexts.length >= SAMPLE_CONTEXTS) return
    const kept = Buffer.from(line.subarray(0, MOST_OF_LINE))
    const last = this.invalidSample.at(-1)
    if (follows && last) last.push(kept)
    else this.invalidSample.push([kept])
    const size = Math.min(line.length, 65_536)
    for (let i = 0; i < size; i++) {
      const byte = line[i] ?? 0
      if (byte >= 0x80) this.contexts.push([line[i - 2] ?? -1, line[i - 1] ?? -1, byte, line[i + 1] ?? -1])
    }
  }
}

/** Verdict on bytes held in memory. */
export function scanEncoding(bytes: Buffer): EncodingVerdict {
  const scan = new EncodingScan()
  scan.update(bytes)
  return scan.verdict()
}

/** End of the last whole line, so that no multi-byte character is cut; at most 3 bytes are held back in a long line. */
function wholeLines(bytes: Buffer): number {
  const newline = bytes.lastIndexOf(10)
  if (newline >= 0) return newline + 1
  if (bytes.length < 8) return 0
  for (let back = 1; back <= 4; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

function bomOf(head: Buffer): { encoding: Encoding | null; length: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0 && head.length % 4 === 0)
    return { encoding: 'utf-32le', length: 4 }
  if (head[0] === 0 && head[1] === 0 && head[2] === 0xfe && head[3] === 0xff) return { encoding: 'utf-32be', length: 4 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return { encoding: null, length: 0 }
}

/**
 * UTF-16 and UTF-32 without a BOM: Western text has a NUL in nearly every second byte (or three in four), always on the
 * same sides.
 */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | null {
  if (head.length < 4) return null
  const zeros: [number, number, number, number] = [0, 0, 0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[(i & 3) as 0 | 1 | 2 | 3] += 1
  const quarter = head.length / 4
  const [a, b, c, d] = zeros.map((count) => count / quarter)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  if (head.length >= 8 && Math.min(c, d) > 0.95 && b > 0.8 && a < 0.1) return 'utf-32le'
  if (head.length >= 8 && Math.min(a, b) > 0.95 && c > 0.8 && d < 0.1) return 'utf-32be'
  if (b + d > 0.8 && a + c < 0.1) return 'utf-16le'
  return a + c > 0.8 && b + d < 0.1 ? 'utf-16be' : null
}

function countNuls(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, at + 1)) count += 1
  return count
}

function generalDetector(sample: Buffer): string | null {
  const guess = jschardet.detect(sample.subarray(0, 65_536))
  const name = guess.encoding?.toLowerCase() ?? ''
  return guess.confidence >= 0.9 && OTHER_ENCODINGS.has(name) ? name : null
}
