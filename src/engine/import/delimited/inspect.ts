import { open, type FileHandle } from 'node:fs/promises'
import type { Choices } from '../../../contract'
import { encodingBy, forcedBy } from './choices'
import { dialectSteps, type Dialect } from './dialect/detectDialect'
import { inTurns } from '../steps'
import { directRead, type DirectRead } from './directRead'
import { withoutLast } from './read/lastLines'
import { LIMITS, tooWide } from './read/limits'
import { decodeAll } from './text/decoder'
import { endsWithMark } from './text/endMark'
import { EncodingScan, type Encoding, type EncodingVerdict } from './text/scanEncoding'

/** What one pass over a file tells: its encoding (over all bytes), its dialect (over samples), the way to load it. */
export interface Inspection {
  encoding: EncodingVerdict
  dialect: Dialect
  /** How DuckDB may read the file as it stands, or null where it must be rewritten by `convert` first. */
  direct: DirectRead | null
}

const CHUNK = 1 << 18
const SAMPLE = 1 << 18
/** A first sample with fewer lines grows, up to so many bytes. */
const FEW_LINES = 8
const MOST = 1 << 22
const MOST_SKIPPED = 1 << 26
/** Beyond, samples of the middle and the end could lie in the lines left out. */
const MANY_SKIPPED = 1_000
const END = 256

/** Inspects a delimited file in one pass over its bytes. */
export async function inspect(path: string, signal?: AbortSignal, choices: Choices = {}): Promise<Inspection> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await inspectOpen(file, size, signal, choices)
  } finally {
    await file.close()
  }
}

/** The same on an open file of a known size in bytes. */
export async function inspectOpen(
  file: FileHandle,
  size: number,
  signal?: AbortSignal,
  choices: Choices = {}
): Promise<Inspection> {
  const scan = new EncodingScan()
  for await (const chunk of fileChunks(file, 0, size, signal)) scan.update(chunk)
  return inspectSamples(file, size, encodingBy(choices, scan.verdict()), choices, signal)
}

/** The same where the encoding is known already: no pass over the file. Refuses a table of too many columns. */
export async function inspectSamples(
  file: FileHandle,
  size: number,
  encoding: EncodingVerdict,
  choices: Choices = {},
  signal?: AbortSignal
): Promise<Inspection> {
  const forced = forcedBy(choices)
  const read = await readSamples(file, size, encoding, forced.skip)
  const samples = choices.footer
    ? read.with(-1, withoutLast(read.at(-1) ?? '', choices.footer, '\n', choices.quote ?? '"').text)
    : read
  const dialect = await inTurns(dialectSteps(samples, forced), signal)
  if (dialect.width > LIMITS.columns) {
    const whole = size <= MOST || /[\r\n]/.test((samples[0] ?? '').slice(Math.max(0, dialect.bodyStart - 1)))
    throw tooWide(whole ? dialect.width : null, dialect.tableLine, LIMITS.columns)
  }
  const end = Buffer.alloc(Math.min(size, END))
  await file.read(end, 0, end.length, size - end.length)
  return {
    encoding,
    dialect,
    direct: endsWithMark(end) || choices.footer ? null : directRead(encoding, dialect, samples)
  }
}

/**
 * Reads and decodes samples of the begin, middle and end of a file: the first has some lines even where they are long, the
 * later ones have whole lines only, a broken one would show a quote that never closes.
 */
export async function readSamples(
  file: FileHandle,
  size: number,
  { encoding, bom }: EncodingVerdict,
  skip = 0
): Promise<string[]> {
  const unit = encoding.startsWith('utf-16') ? 2 : encoding.startsWith('utf-32') ? 4 : 1
  const places = size <= 3 * SAMPLE || skip > MANY_SKIPPED ? [bom] : [bom, size / 2 - SAMPLE / 4, size - SAMPLE / 2]
  const samples: string[] = []
  const first = skip ? SAMPLE + (await lengthOfLines(file, bom, size, skip)) : SAMPLE
  for (const place of places) {
    const at = Math.floor(place / unit) * unit
    const length = samples.length ? SAMPLE / 2 : size <= 3 * SAMPLE ? size : first
    let text = await decodedAt(file, at, Math.min(length, size - at), encoding)
    for (let more = length; !samples.length && more < Math.min(MOST, size) && hasFewLines(text);) {
      more *= 2
      text = await decodedAt(file, at, Math.min(more, size - at), encoding)
    }
    samples.push(samples.length ? wholeLines(text, place === places.at(-1)) : text)
  }
  return samples
}

async function decodedAt(file: FileHandle, at: number, length: number, encoding: Encoding): Promise<string> {
  const bytes = Buffer.alloc(length)
  await file.read(bytes, 0, length, at)
  return decodeAll(bytes, encoding)
}

function hasFewLines(text: string): boolean {
  return text.split(/[\r\n]+/, FEW_LINES + 1).length <= FEW_LINES
}

function wholeLines(text: string, last: boolean): string {
  const sign = text.includes('\n') ? '\n' : '\r'
  const from = text.indexOf(sign) + 1
  return from ? text.slice(from, last ? undefined : text.lastIndexOf(sign) + 1) : ''
}

/** Bytes of the first lines of a file, at least; as many as there are where the file has fewer. */
async function lengthOfLines(file: FileHandle, from: number, size: number, lines: number): Promise<number> {
  let length = 0
  let count = 0
  for await (const chunk of fileChunks(file, from, size)) {
    length += chunk.length
    for (const sign of [10, 13])
      for (let at = chunk.indexOf(sign); at >= 0; at = chunk.indexOf(sign, at + 1)) count += 1
    if (count > 2 * lines || length >= MOST_SKIPPED) break
  }
  return length
}

/** The bytes of a file from a place on, in order; throws the signal's reason when cancelled. */
export async function* fileChunks(
  file: FileHandle,
  from: number,
  size: number,
  signal?: AbortSignal
): AsyncGenerator<Buffer> {
  for (let at = from; at < size;) {
    signal?.throwIfAborted()
    const bytes = Buffer.allocUnsafe(Math.min(CHUNK, size - at))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield bytes.subarray(0, bytesRead)
  }
}
