import type { LineNote } from '../read/reasons'
import { findDecimalCommas, joinDecimals, type DecimalCommas } from './decimalCommas'
import { settledBySepLine } from './sepLine'
import { detectNewline, detectSyntax, isBlank, sampleRecords, type SampleRecord } from './detectSyntax'
import type { Forced } from './forced'
import { findComment, findPrompt, isComment } from './findComment'
import { findHeader, type FoundHeader } from './findHeader'
import { findWidth } from './findWidth'
import { firstTable } from './firstTable'
import { EMPTY, learnColumns, lookCost, looksOf, type ColumnModel } from './model'
import { isTableOfLines, withoutLineQuotes } from './quotedLines'
import { isSpacedQuote } from '../read/tokeniseLine'
import { mendReturns, mixesReturns } from '../text/mendReturns'
import { atOnce, type Steps } from '../../steps'
import type { Syntax } from './syntax'
import { strokesUnder } from './strokes'
import { withoutTrailing } from './trailing'

/** All that is needed to read a delimited file: its syntax, where the table starts, and what its columns look like. */
export interface Dialect {
  syntax: Syntax
  /** Number of columns. */
  width: number
  columns: ColumnModel[]
  /** Mean surprise of a sound record in nats, the measure for repairs. */
  usualCost: number
  /** The header's cells as in the file (several rows joined by a space), or null where there is none. */
  header: string[] | null
  headerRows: number
  /** The cells of each header row as they stand. */
  headerCells: string[][]
  /** The 1-based line where the table starts, its header included. */
  tableLine: number
  /** Where the first data record starts: characters into the text, and its 1-based line. */
  bodyStart: number
  bodyLine: number
  /** Where the samples show that another table starts: characters into the text; Infinity where they do not. */
  tableEnd: number
  /** Data lines end with a separator that the header does not have: their last, empty cell is none. */
  trailing: boolean
  /** Unquoted decimal commas in a file that commas part: the halves of these numbers are joined. */
  decimalCommas: DecimalCommas | null
  /** The column without a name where the header has fewer cells than the rows. */
  unnamed: 'first' | 'last' | null
  /** Names of the header stand in quotes with spaces beside them, both left out. */
  spacedQuotes: boolean
  preamble: LineNote[]
  /** Start of comment lines ('' where there are none). */
  comment: string
  /** Every line that starts so is a comment, also one with the cells of a record. */
  commentChosen: boolean
  /** 0 to 1: how far the chosen syntax stands above the next. */
  confidence: number
  /** Lines end in CR as well as in LF or CRLF: all are read as ends of lines. */
  mixedReturns: boolean
  /** The end of lines that stand in quotes whole, and are read without these; null where they do not. Places are those of the text without them. */
  quotedLines: Syntax['newline'] | null
}

const CELLS = 200_000
/** Cells that a header is looked for above, at most; cells looked at in one step. */
const LOOKED = 100_000
const STEP_CELLS = 4_000
const SEEN = 500
const STEADY = 0.8
const LEARN = [1500, 400, 400]
const NO_SYNTAX: Syntax = { delimiter: '', quote: '"', escape: 'double', newline: '\n' }

/**
 * Detects the dialect from text samples of the begin, middle and end of a file; the first must start at the file's
 * start, the others anywhere. Pure. What the columns look like serves repairs only: `learn` is false where there are none.
 */
export function detectDialect(samples: string[], forced: Forced = {}): Dialect {
  return atOnce(dialectSteps(samples, forced))
}

/** The same in steps of some milliseconds at most, for samples that take longer than others can wait. */
export function* dialectSteps(samples: string[], forced: Forced = {}, learn = true): Steps<Dialect> {
  const mended = mixesReturns(samples[0] ?? '') ? samples.map(mendReturns) : null
  if (mended) {
    const dialect = yield* readUnwrapped(mended, forced, learn)
    if (isSteady(mended[0] ?? '', dialect)) return { ...dialect, mixedReturns: true }
  }
  return yield* readUnwrapped(samples, forced, learn)
}

/** A table whose lines stand in quotes whole is read without these, unless its quote was chosen to be another. */
function* readUnwrapped(samples: string[], forced: Forced, learn: boolean): Steps<Dialect> {
  const newline = detectNewline(samples[0] ?? '')
  const may = !forced.unwrapped && (forced.quote ?? '"') === '"' && (forced.escape ?? 'double') === 'double'
  const unwrapped = may ? withoutLineQuotes(samples, newline, forced.skip) : null
  if (unwrapped) {
    const dialect = yield* readAs(unwrapped.samples, forced, learn)
    if (isTableOfLines(unwrapped, dialect)) return { ...dialect, quotedLines: newline }
  }
  return yield* readAs(samples, forced, learn)
}

/** Whether nearly all records of a sample have the width: a carriage return within cells without quotes would break them. */
function isSteady(text: string, { syntax, width, bodyStart }: Dialect): boolean {
  const records = sampleRecords(text.slice(bodyStart), syntax, SEEN).filter((record) => !isBlank(record))
  return width > 1 && records.filter(({ cells }) => cells.length === width).length >= STEADY * records.length
}

function* readAs(samples: string[], forced: Forced, learn: boolean): Steps<Dialect> {
  const whole = samples[0] ?? ''
  const begin = settledBySepLine(whole, forced)
  const text = whole.slice(begin.offset)
  const scored = yield* detectSyntax([text, ...samples.slice(1)], begin.forced)
  const syntax = scored[0]?.syntax ?? { ...NO_SYNTAX, ...begin.forced }
  yield
  const records = sampleRecords(text, syntax, LEARN[0] ?? 0)
  yield
  const table = firstTable(records)
  const head = table ? records.slice(0, table.until) : records
  const others = table
    ? []
    : samples.slice(1).flatMap((t, i) => sampleRecords(t, syntax, LEARN[i + 1] ?? 400).slice(1, -1))
  yield
  const comment = begin.forced.comment ?? (findPrompt(head, syntax) || findComment(head.slice(table?.from ?? 0)))
  const filled = head.filter((r, i) => i >= (table?.from ?? 0) && !isBlank(r) && !isComment(r, comment))
  const { records: even, trailing } = withoutTrailing(filled)
  const decimalCommas = findDecimalCommas(even, syntax)
  const joined = (r: SampleRecord): SampleRecord => {
    const cells = joinDecimals(r.cells, r.quoted, decimalCommas)
    return cells === r.cells ? r : { ...r, cells, quoted: cells.map((_, j) => r.quoted[j] ?? false) }
  }
  const plain = decimalCommas ? even.map(joined) : even
  yield* lookAhead(plain.slice(0, Math.floor(LOOKED / (plain[0]?.cells.length || 1))))
  const named = findHeader(head, plain, findWidth(plain, syntax), text, syntax, begin.forced)
  const strokes = strokesUnder(named, plain)
  const found = strokes ? { ...named, bodyStart: strokes.end } : named
  const { width } = found
  yield
  const body = [
    ...plain.slice(found.from + found.rows.length + (strokes ? 1 : 0)),
    ...(decimalCommas ? others.map(joined) : others)
  ]
  const clean = cleanRecords(body, width, found.header, syntax.quote).slice(0, Math.max(30, Math.floor(CELLS / width)))
  if (learn) yield* lookAhead(clean)
  const columns = learn ? learnColumns(clean, width) : []
  yield
  const lineAt = (at: number): number => 1 + begin.lines + countLines(text.slice(0, at), syntax)
  const tableStart = found.rows[0]?.start ?? found.bodyStart
  return {
    syntax,
    width,
    columns,
    usualCost: usualCost(clean, columns),
    header: found.header,
    headerRows: found.rows.length,
    headerCells: found.header ? found.rows.map((r) => r.cells) : [],
    tableLine: lineAt(tableStart),
    bodyStart: begin.offset + found.bodyStart,
    bodyLine: lineAt(found.bodyStart),
    tableEnd: table ? begin.offset + (records[table.until]?.start ?? text.length) : Infinity,
    trailing,
    decimalCommas,
    unnamed: found.unnamed,
    spacedQuotes: found.spacedQuotes,
    preamble: [...begin.notes, ...notesAbove(found, text, records, lineAt, comment)],
    comment,
    commentChosen: begin.forced.comment !== undefined && comment !== '',
    confidence: confidenceOf(scored.map((s) => s.score)),
    mixedReturns: false,
    quotedLines: null
  }
}

/** Takes the looks of cells beforehand, in steps: the dearest part of what learns them. */
function* lookAhead(records: SampleRecord[]): Steps<void> {
  let cells = 0
  for (const record of records) {
    looksOf(record.cells)
    cells += record.cells.length
    if (cells < STEP_CELLS) continue
    cells = 0
    yield
  }
}

function cleanRecords(body: SampleRecord[], width: number, header: string[] | null, quote: string): SampleRecord[] {
  const again = header
    ? body.findIndex((r) => r.cells.length >= 2 && r.cells.every((cell, j) => cell === header[j]))
    : -1
  const own = again >= 0 ? body.slice(0, again) : body
  const fitting = own.filter((r) => r.cells.length === width)
  const clean = fitting.filter((r) => !r.odd)
  if (clean.length >= Math.max(5, 0.1 * fitting.length)) return clean
  const bare = (cell: string): string => (isSpacedQuote(cell, quote) ? cell.trim().slice(1, -1) : cell)
  return fitting.map((r) => (r.odd ? { ...r, cells: r.cells.map(bare) } : r))
}

function usualCost(records: SampleRecord[], columns: ColumnModel[]): number {
  const some = records.slice(0, 200)
  let sum = 0
  for (const { cells, quoted } of some) {
    const looks = looksOf(cells)
    columns.forEach((c, j) => (sum += lookCost(c, looks[j] ?? EMPTY, quoted[j] ?? false)))
  }
  return some.length ? sum / some.length : columns.length
}

/** Tells the lines above the body that are no part of the header: an introduction, comments, also between header rows. */
function notesAbove(
  { rows, bodyStart }: FoundHeader,
  text: string,
  records: SampleRecord[],
  lineAt: (at: number) => number,
  comment: string
): LineNote[] {
  const starts = new Set(rows.map((r) => r.start))
  const isEmpty = ({ start, end }: SampleRecord): boolean => text.slice(start, end).trim() === ''
  const before = records.filter((r) => r.start < bodyStart && !starts.has(r.start) && !isBlank(r) && !isEmpty(r))
  return before.map((r) => ({
    line: lineAt(r.start),
    reason: isComment(r, comment) ? 'comment' : 'preamble',
    raw: text.slice(r.start, r.end).replace(/[\r\n]+$/, '')
  }))
}

function countLines(text: string, syntax: Syntax): number {
  const sign = syntax.newline === '\r' ? '\r' : '\n'
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

function confidenceOf(scores: number[]): number {
  const [best = 0, next = 0] = scores
  return best <= 0 ? 0 : Math.max(0, Math.min(1, 0.5 + (best - next) / (2 * best)))
}
