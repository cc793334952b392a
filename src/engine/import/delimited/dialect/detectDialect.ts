import type { LineNote } from '../read/reasons'
import { detectSyntax, isBlank, sampleRecords, type SampleRecord } from './detectSyntax'
import { findHeader } from './findHeader'
import { cellCost, learnColumns, type ColumnModel } from './model'
import type { Syntax } from './syntax'

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
  /** Where the first data record starts: characters into the text, and its 1-based line. */
  bodyStart: number
  bodyLine: number
  preamble: LineNote[]
  /** Start of comment lines ('' where there are none). */
  comment: string
  /** 0 to 1: how far the chosen syntax stands above the next. */
  confidence: number
}

const CELLS = 200_000
const LEARN = [1500, 400, 400]

/**
 * Detects the dialect from text samples of the begin, middle and end of a file; the first must start at the file's
 * start, the others anywhere. Pure. A caller who knows better passes `forced`: only the rest is then detected.
 */
export function detectDialect(samples: string[], forced: Partial<Syntax> = {}): Dialect {
  const scored = detectSyntax(samples)
  const first = scored[0]?.syntax ?? { delimiter: '', quote: '"', escape: 'double', newline: '\n' }
  const syntax: Syntax = { ...first, ...forced }
  const head = sampleRecords(samples[0] ?? '', syntax, LEARN[0] ?? 0)
  const others = samples.slice(1).flatMap((text, i) => sampleRecords(text, syntax, LEARN[i + 1] ?? 400).slice(1, -1))
  const comment = findComment(head)
  const plain = head.filter((record) => !isBlank(record) && !isComment(record, comment))
  const found = findHeader(head, plain, findWidth(plain, syntax), samples[0] ?? '', syntax)
  const width = found.width
  const body = [...plain.slice(found.from + found.rows.length), ...others]
  const bodyStart = found.bodyStart
  const clean = cleanRecords(body, width, found.header).slice(0, Math.max(30, Math.floor(CELLS / width)))
  const columns = learnColumns(clean, width)
  const preambleText = (samples[0] ?? '').slice(0, bodyStart)
  return {
    syntax,
    width,
    columns,
    usualCost: usualCost(clean, columns),
    header: found.header,
    headerRows: found.rows.length,
    bodyStart,
    bodyLine: 1 + countLines(preambleText, syntax),
    preamble: notes(samples[0] ?? '', head, found.rows[0]?.start ?? bodyStart, syntax, comment),
    comment,
    confidence: confidenceOf(scored.map((s) => s.score))
  }
}

function findWidth(records: SampleRecord[], syntax: Syntax): number {
  const lengths = new Map<number, number>()
  for (const { cells } of records.slice(0, 400)) lengths.set(cells.length, (lengths.get(cells.length) ?? 0) + 1)
  let [mode, most] = [1, 0]
  for (const [length, count] of lengths)
    if (count > most || (count === most && length > mode)) [mode, most] = [length, count]
  return shortestWidth(records, lengths, mode, syntax) ?? mode
}

/**
 * Where separators stand unquoted inside cells, rows are longer than the header, never shorter: the header's length is
 * then the width, provided that some rows have it.
 */
function shortestWidth(
  records: SampleRecord[],
  lengths: Map<number, number>,
  mode: number,
  syntax: Syntax
): number | null {
  const first = records[0]?.cells.length ?? 0
  if (syntax.delimiter === '' || first >= mode || first < 2 || records.length < 4) return null
  const shorter = records.filter((r) => r.cells.length < first).length
  const same = lengths.get(first) ?? 0
  return shorter <= 0.02 * records.length && same >= Math.max(2, 0.03 * records.length) ? first : null
}

function cleanRecords(body: SampleRecord[], width: number, header: string[] | null): SampleRecord[] {
  const again = header
    ? body.findIndex((r) => r.cells.length >= 2 && r.cells.every((cell, j) => cell === header[j]))
    : -1
  const own = again >= 0 ? body.slice(0, again) : body
  const fitting = own.filter((r) => r.cells.length === width)
  const clean = fitting.filter((r) => !r.odd)
  return clean.length >= Math.max(5, 0.1 * fitting.length) ? clean : fitting
}

function usualCost(records: SampleRecord[], columns: ColumnModel[]): number {
  const some = records.slice(0, 200)
  let sum = 0
  for (const r of some) columns.forEach((c, j) => (sum += cellCost(c, r.cells[j] ?? '', r.quoted[j] ?? false)))
  return some.length ? sum / some.length : columns.length
}

const COMMENT_SIGNS = ['#', '//', '%', '--', ';']

function findComment(records: SampleRecord[]): string {
  const top = records.slice(0, 40).filter((r) => !isBlank(r))
  const width = Math.max(...top.map((r) => r.cells.length), 1)
  if (width < 2) return ''
  for (const sign of COMMENT_SIGNS) {
    const marked = top.filter((r) => (r.cells[0] ?? '').startsWith(sign))
    if (marked.length && marked.length < top.length / 2 && marked.every((r) => r.cells.length !== width)) return sign
  }
  return ''
}

function isComment(record: SampleRecord, comment: string): boolean {
  return comment !== '' && (record.cells[0] ?? '').startsWith(comment)
}

function notes(text: string, records: SampleRecord[], until: number, syntax: Syntax, comment: string): LineNote[] {
  const before = records.filter((r) => r.start < until && !isBlank(r))
  return before.map((r) => ({
    line: 1 + countLines(text.slice(0, r.start), syntax),
    reason: isComment(r, comment) ? 'comment' : 'preamble',
    raw: text
      .slice(r.start, r.end)
      .replace(/[\r\n]+$/, '')
      .slice(0, 2000)
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
