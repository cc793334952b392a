import type { FileHandle } from 'node:fs/promises'
import type { Choices } from '../../../contract'
import { encodingBy, forcedBy } from './choices'
import { dialectSteps, type Dialect } from './dialect/detectDialect'
import { sampleRecords } from './dialect/detectSyntax'
import { inTurns } from '../steps'
import { inspectSamples } from './inspect'
import { closingLines } from './lastTotals'
import { LIMITS } from './read/limits'
import { directOptions, opensQuotesAbove, lineEnds, recordEnd, soundRecord, type DirectRead } from './directRead'
import { readPieces, type Piece } from './pieces'
import { decodeAll } from './text/decoder'
import { endsWithMark } from './text/endMark'
import { EncodingScan, type Encoding } from './text/scanEncoding'
import { isSingleByte } from './text/singleByte'

/** A file as some small pieces of it show it, to be proven on all of it while it loads. */
export interface Look {
  encoding: Encoding
  dialect: Dialect
  /** How its records end, most of them where they do not all end alike. */
  newline: '\n' | '\r\n' | '\r'
  /** How DuckDB may read it, once it is UTF-8; null where it needs our own reader, or a closer look. */
  direct: DirectRead | null
  /** Texts of sound records from all over the file, by column. */
  columns: (string | null)[][]
  /** The header line with the line ends around it, and how many bytes to pass over: a header that comes again starts another table. */
  header: { line: Buffer; from: number } | null
}

/** Lines of the begin that the dialect is found on; the syntax is scored on 160 records anyway. */
const HEAD_LINES = 200
const LINES = 60
const RECORDS = 600
const NONE = Buffer.alloc(0)

/** Looks at a file through nine small pieces, in a few milliseconds. Refuses a table of too many columns. */
export async function lookAt(file: FileHandle, size: number, choices: Choices = {}): Promise<Look> {
  const pieces = await readPieces(file, size)
  const scan = new EncodingScan()
  for (const { bytes } of pieces) scan.update(bytes)
  const verdict = encodingBy(choices, scan.verdict())
  const texts = pieces.map(({ bytes, first }) =>
    decodeAll(first ? bytes.subarray(verdict.bom) : bytes, verdict.encoding)
  )
  const steps = dialectSteps(
    [texts[0] ?? '', texts[4] ?? '', texts.length > 1 ? (texts.at(-1) ?? '') : ''].flatMap((text, i) =>
      i && !text ? [] : [firstLines(text, i ? LINES : HEAD_LINES)]
    ),
    forcedBy(choices),
    false
  )
  const dialect = await inTurns(steps)
  // A header that the pieces break off is counted whole before anything is read of its rows.
  if (dialect.width > LIMITS.columns || (!pieces[0]?.last && !/[\r\n]/.test(texts[0] ?? '')))
    await inspectSamples(file, size, verdict, choices)
  const newline = lineEnds(texts)
  const plain = verdict.nuls === 0 && (verdict.bom === 0 || verdict.encoding === 'utf-8')
  const options =
    newline && plain && !endsWithMark(pieces.at(-1)?.bytes ?? NONE) && !opensQuotesAbove(texts[0] ?? '', dialect)
      ? directOptions(dialect, newline)
      : null
  const records = options ? soundRecords(texts, pieces, dialect) : null
  return {
    encoding: verdict.encoding,
    dialect,
    newline: newline ?? recordEnd(texts[0] ?? '', dialect),
    direct: records && options,
    columns: records ? columnsOf(records, dialect.width) : [],
    header: headerLine(pieces[0]?.bytes ?? NONE, texts[0] ?? '', dialect, verdict.encoding, verdict.bom)
  }
}

/** Texts from all over a UTF-8 file whose dialect is known, by column; records that break a rule are passed over. */
export async function sampleColumns(
  file: FileHandle,
  size: number,
  dialect: Pick<Dialect, 'syntax' | 'width' | 'header' | 'bodyStart'>
): Promise<(string | null)[][]> {
  const records = (await readPieces(file, size, dialect.bodyStart)).map(({ bytes, first }) => {
    const text = decodeAll(bytes, 'utf-8')
    return sampleRecords(first ? text.slice(dialect.bodyStart) : text, dialect.syntax, Infinity)
      .filter((record) => soundRecord(record, dialect))
      .map(({ cells }) => cells)
  })
  return columnsOf(records, dialect.width)
}

function firstLines(text: string, count: number): string {
  let at = 0
  for (let line = 0; line < count; line++) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text
    at = next + 1
  }
  return text.slice(0, at)
}

/** The records of each piece; null where one of the begin or the end breaks a rule: DuckDB's strict mode would refuse it too. */
function soundRecords(texts: string[], pieces: Piece[], dialect: Dialect): string[][][] | null {
  const sound: string[][][] = []
  let lines = true
  for (const [i, text] of texts.entries()) {
    const { first = false, last = false } = pieces[i] ?? {}
    const records = sampleRecords(first ? text.slice(dialect.bodyStart) : text, dialect.syntax, Infinity)
    const whole = last ? records : records.slice(0, -1)
    // Lines that close the table are left out by the tolerant reader alone.
    if (last && closingLines(whole.map(({ cells }) => cells)).includes(true)) return null
    const kept = whole.filter((record) => soundRecord(record, dialect))
    if (first) lines = !kept.some(({ cells }) => cells.some((cell) => cell.includes('\n')))
    // A header longer than the begin tells nothing of the rows.
    if (first && !last && !kept.length) return null
    // Where cells span lines, a later piece may begin inside a cell: what it shows proves nothing.
    if (kept.length < whole.length && (first || lines)) return null
    sound.push(kept.map(({ cells }) => cells))
  }
  return sound
}

function columnsOf(pieces: string[][][], width: number): (string | null)[][] {
  const each = Math.ceil(RECORDS / (2 * pieces.length))
  const rows = pieces.flatMap((records, i) => spread(records, pieces.length === 1 ? RECORDS : i ? each : RECORDS / 2))
  return Array.from({ length: width }, (_, j) => rows.map((cells) => cells[j] || null))
}

function spread<T>(items: T[], count: number): T[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)] as T)
}

/** The header's own bytes, whatever the encoding: one byte a character, or UTF-8. */
function headerLine(bytes: Buffer, text: string, dialect: Dialect, encoding: Encoding, bom: number): Look['header'] {
  const { header, headerRows, bodyStart, quotedLines } = dialect
  if (!header || headerRows !== 1 || quotedLines !== null) return null
  const before = text.slice(0, bodyStart)
  const start = before.trimEnd().lastIndexOf('\n') + 1
  const size = (part: string): number => (isSingleByte(encoding) ? part.length : Buffer.byteLength(part))
  const end = bom + size(before)
  const line = bytes.subarray(bom + size(before.slice(0, start)), end)
  return line.length > 1 ? { line: Buffer.concat([Buffer.from('\n'), line]), from: end - 1 } : null
}
