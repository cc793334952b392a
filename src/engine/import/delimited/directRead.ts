import { text } from '../../sql'
import type { Dialect } from './dialect/detectDialect'
import { closingLines } from './lastTotals'
import { sampleRecords, type SampleRecord } from './dialect/detectSyntax'
import { isHalfQuoted } from './dialect/halfQuoted'
import type { EncodingVerdict } from './text/scanEncoding'

/** How DuckDB's own reader can read a file that keeps to its dialect from end to end. */
export interface DirectRead {
  delimiter: string
  quote: string
  escape: string
  newline: '\n' | '\r\n'
  /** Physical lines before the first data record. */
  skip: number
  /** Unquoted text of a missing cell, where empty texts are told apart from it. */
  missing?: string
}

/**
 * Decides whether DuckDB may read the file as it stands: UTF-8 without NULs, one kind of line end, and no record in the
 * samples that needs repair. What lies outside the samples is for DuckDB's strict mode to refuse; the caller then falls
 * back on `convert`. A second table that repeats the header has the right width and must be looked for apart.
 */
export function directRead(encoding: EncodingVerdict, dialect: Dialect, samples: string[]): DirectRead | null {
  if (encoding.encoding !== 'utf-8' || encoding.nuls > 0 || opensQuotesAbove(samples[0] ?? '', dialect)) return null
  const newline = lineEnds(samples)
  const options = newline && directOptions(dialect, newline)
  if (!options) return null
  const bodies = samples.map((sample, i) => (i ? sample : sample.slice(dialect.bodyStart)))
  const sound = bodies.every((body, i) => soundSample(body, i > 0, dialect))
  return sound && !closes(bodies.at(-1) ?? '', dialect) ? options : null
}

/** Characters at the end in which such lines stand. */
const TAIL = 1 << 12

/** Whether the end of a file has lines that close the table: our own reader alone leaves them out. */
function closes(end: string, { syntax }: Dialect): boolean {
  const tail = end.length > TAIL ? end.slice(end.indexOf('\n', end.length - TAIL) + 1) : end
  const records = sampleRecords(tail, syntax, Infinity).map(({ cells }) => cells)
  return closingLines(records).includes(true)
}

/**
 * Whether a line above the rows, of the header or before it, opens a quote and leaves it open. DuckDB skips records there,
 * not lines: it would pass over the first rows too.
 */
export function opensQuotesAbove(begin: string, { syntax: { quote }, bodyStart }: Dialect): boolean {
  if (quote === '') return false
  const lines = begin.slice(0, bodyStart).split(/\r\n|\n|\r/)
  return lines.some((line) => line.split(quote).length % 2 === 0)
}

/** How DuckDB's reader is told a dialect; null for one that it does not know. */
export function directOptions(
  {
    syntax,
    width,
    comment,
    commentChosen,
    trailing,
    decimalCommas,
    tableEnd,
    bodyLine,
    mixedReturns,
    quotedLines
  }: Dialect,
  newline: '\n' | '\r\n'
): DirectRead | null {
  const { delimiter, quote, escape } = syntax
  if (
    mixedReturns ||
    quotedLines !== null ||
    syntax.layout ||
    commentChosen ||
    trailing ||
    decimalCommas ||
    tableEnd !== Infinity
  )
    return null
  if (comment !== '' || width < 2 || syntax.newline !== '\n' || Buffer.byteLength(delimiter) > 4) return null
  if ((escape !== 'double' && escape !== 'backslash') || (quote === '' && escape === 'backslash')) return null
  const escapeSign = quote === '' ? '' : escape === 'backslash' ? '\\' : quote
  return { delimiter, quote, escape: escapeSign, newline, skip: bodyLine - 1 }
}

/** Tunes DuckDB's reader to a file: `size` in bytes where known, `longLines` where a line may pass its usual 2 MB. */
export interface ReadTuning {
  size?: number
  longLines?: boolean
}

/** Bytes of the longest record that any reader of ours gives: 256 million characters. */
const LONGEST_LINE = 800_000_000
/** Below this size DuckDB's own buffers of 32 MB, read in shares of 8 MB, would leave threads idle. */
const SMALL = 16_000_000
/** Of a small file, what a thread takes at once; a longer line is read as all long lines are. */
const SMALL_SHARE = 500_000

/**
 * Columns beyond which one thread reads: what several read at once is kept apart until it is put in order, with a block for
 * each column of each piece, which takes gigabytes for a file of some megabytes.
 */
const WIDE = 1_500

/** The arguments of DuckDB's `read_csv` for a direct read, after the path; every column is read as text. */
export function directReadArgs(direct: DirectRead, names: string[], tuning: ReadTuning = {}): string {
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return [
    'auto_detect=false',
    'header=false',
    `skip=${direct.skip}`,
    `delim=${text(direct.delimiter)}`,
    `quote=${text(direct.quote)}`,
    `escape=${text(direct.escape)}`,
    // Told '\r\n', DuckDB 1.5 answers no rows and no error; left alone it finds the end of line.
    ...(direct.newline === '\n' ? ["new_line='\\n'"] : []),
    'strict_mode=true',
    'null_padding=false',
    ...(direct.missing ? [`nullstr=${text(direct.missing)}`, 'allow_quoted_nulls=false'] : []),
    ...lineArgs(tuning),
    ...(names.length > WIDE ? ['parallel=false'] : []),
    `columns={${columns}}`
  ].join(', ')
}

/** DuckDB's own limit of a line. */
const USUAL_LINE = 2_000_000

/** Bytes of the longest record that DuckDB is told to take. */
export function longestLine({ size, longLines }: ReadTuning): number {
  if (longLines) return Math.max(SMALL, Math.min(size ?? LONGEST_LINE, LONGEST_LINE))
  return size && size < SMALL ? SMALL_SHARE : USUAL_LINE
}

/** A limit above DuckDB's own would make its buffers sixteen times as large: they are told to hold one line, of the file at most. */
function lineArgs(tuning: ReadTuning): string[] {
  const longest = longestLine(tuning)
  return longest === USUAL_LINE ? [] : [`max_line_size=${longest}`, `buffer_size=${longest}`]
}

/** The one line end of the samples, or null where they are mixed. */
export function lineEnds(samples: string[]): '\n' | '\r\n' | null {
  const [crlf, any] = [samples.some((s) => s.includes('\r\n')), samples.some((s) => s.includes('\r'))]
  if (!any) return '\n'
  return crlf && samples.every((s) => !/[^\r]\n|\r[^\n]/.test(s)) ? '\r\n' : null
}

/** Records that show how those of a text end. */
const ENDS = 200

/** How most records of the begin of a text end: a line break within a cell is no end of one. */
export function recordEnd(begin: string, { syntax, bodyStart }: Dialect): '\n' | '\r\n' | '\r' {
  if (syntax.newline === '\r') return '\r'
  const body = begin.slice(bodyStart)
  const records = sampleRecords(body, syntax, ENDS)
  const ended = records.filter(({ end }) => body.slice(end - 2, end) === '\r\n').length
  return ended * 2 > records.length ? '\r\n' : '\n'
}

/** Whether a record has the width, breaks no rule, holds no half of a quoted cell and is no header come again. */
export function soundRecord(
  record: SampleRecord,
  { syntax, width, header }: Pick<Dialect, 'syntax' | 'width' | 'header'>
): boolean {
  if (record.odd || record.cells.length !== width) return false
  if (syntax.quote === '' && record.cells.some((cell) => cell.startsWith('"') && isHalfQuoted(cell))) return false
  return !(header && record.cells.every((cell, j) => cell === header[j]))
}

/** Whether all whole records of a sample are sound; the ends of a later sample may be cut. */
function soundSample(sample: string, cut: boolean, dialect: Dialect): boolean {
  const records = sampleRecords(sample, dialect.syntax, Infinity)
  const whole = cut ? records.slice(1, -1) : sample.endsWith('\n') ? records : records.slice(0, -1)
  return whole.every((record) => soundRecord(record, dialect))
}
