import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { decodeAll } from './delimited/text/decoder'
import { scanEncoding, type EncodingVerdict } from './delimited/text/scanEncoding'
import { detectMode } from './json'
import { emptyRefusal, noiseRefusal, pageRefusal, refusal, xmlRefusal } from './format/refusals'
import { FORMAT_SIGNATURES, NO_TABLE_SIGNATURES, startsAt, type DetectedFormat } from './format/signatures'
import { zipKind } from './format/zipKind'
import { tellPage } from './workbook'

export type { DetectedFormat } from './format/signatures'

export interface DetectOptions {
  /** What the user calls the file. */
  name?: string
  /** False while the last bytes of the file have not come: its beginning decides. */
  complete?: boolean
}

const HEAD = 1 << 16
/** Bytes in which noise shows. */
const NOISE = 1 << 14

/**
 * Tells what a file is by its first bytes, never by its name: a zip also by what it holds, JSON by a look at its first
 * values, anything else that reads as text is delimited. Throws a ChantierError that says by name what holds no table.
 */
export async function detectFormat(file: string, options: DetectOptions = {}): Promise<DetectedFormat> {
  const { name = basename(file), complete = true } = options
  const { head, size } = await readHead(file)
  if (head.length === 0) throw emptyRefusal(name)
  if (startsAt(head, 0, 'PK\x03\x04') || startsAt(head, 0, 'PK\x05\x06')) return zipKind(file, name, head, complete)
  const known = FORMAT_SIGNATURES.find(({ at, bytes }) => startsAt(head, at, bytes))
  if (known) return { format: known.format, kind: known.kind }
  const other = NO_TABLE_SIGNATURES.find(({ at, bytes, unless }) => startsAt(head, at, bytes) && !unless?.(head))
  if (other) throw refusal(name, other)
  return textKind(head, name, size <= head.length && complete)
}

function textKind(head: Buffer, name: string, whole: boolean): DetectedFormat {
  const verdict = scanEncoding(head)
  if (isNoise(head, verdict)) throw noiseRefusal(name)
  const page = tellPage(head, whole)
  if (page === 'page') throw pageRefusal(name)
  if (page) return { format: 'workbook', kind: page }
  const text = decodeAll(head.subarray(verdict.bom), verdict.encoding)
  if (/^\s*<\?xml\s/i.test(text)) throw xmlRefusal(name)
  const mode = detectMode(text, whole)
  if (!mode) return { format: 'delimited', kind: 'text' }
  return { format: 'json', kind: mode === 'document' ? 'json' : 'ndjson' }
}

/** Separators that some systems write between cells and records (Hive, ASCII units): no noise where they are the only ones. */
const SEPARATORS: ReadonlySet<number> = new Set([1, 28, 29, 31])

/** Whether bytes are no text in any encoding: control characters that no text has, or NULs in numbers. */
function isNoise(bytes: Buffer, { encoding }: EncodingVerdict): boolean {
  const head = bytes.subarray(0, NOISE)
  if (encoding.startsWith('utf-16')) return false
  let nuls = 0
  let control = 0
  const separators = new Set<number>()
  let separated = 0
  for (const byte of head)
    if (byte === 0) nuls += 1
    else if (SEPARATORS.has(byte)) {
      separators.add(byte)
      separated += 1
    } else if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27 && byte !== 30) control += 1
  if (separators.size > 1 || control + nuls > 0) control += separated
  return control > Math.max(2, 0.05 * head.length) || nuls > Math.max(2, 0.3 * head.length)
}

async function readHead(file: string): Promise<{ head: Buffer; size: number }> {
  const handle = await open(file, 'r')
  try {
    const bytes = Buffer.alloc(HEAD)
    const [{ bytesRead }, { size }] = await Promise.all([handle.read(bytes, 0, HEAD, 0), handle.stat()])
    return { head: bytes.subarray(0, bytesRead), size }
  } finally {
    await handle.close()
  }
}
