import type { Dialect } from '../dialect/detectDialect'
import { cellCost } from '../dialect/model'
import { alignTokens, plainFit } from './align'
import type { LineNote, RejectReason, RepairReason } from './reasons'
import { countOf, skimRules, splitBare, tooLong } from './readerRules'
import { repairLine, type Repair } from './repairLine'
import { lineEnd, scanRecord, type RecordScan } from './scanRecord'
import { skim, type SkimRules } from './skim'
import { tokeniseLine } from './tokeniseLine'

/** Where the reader sends what it reads, in the order of the file. */
export interface RecordSink {
  /** A data record: the table's width, longer where cells in excess are kept. `line` is 1-based. */
  row(cells: string[], line: number): void
  /**
   * A stretch of whole sound records as they stand in the file, `\n` or `\r\n` ended. They hold no quotes, unless
   * `takesQuotes` is set: then quoted cells may be among them. Answers false to get them through `row` instead.
   */
  stretch?(text: string, records: number): boolean
  takesQuotes?: boolean
  note(note: LineNote): void
  /** A record of a further table in the same file (its header included), 1 for the second table. */
  other?(table: number, cells: string[], line: number): void
}

/** Counts of one reading; every physical line of the file is in one of them. */
export interface ReadCounts {
  rows: number
  repaired: number
  rejected: number
  blank: number
  otherTables: number
  widest: number
}

interface Suspect {
  line: number
  raw: string
  repair: Repair
  cells: string[]
  alone: boolean
  afterBlank: boolean
}

const OPEN_LIMIT = 8_000_000
const RAW_LIMIT = 2000
const POOR = 2.5
const GOOD_ALONE = 3
const OTHER_TABLE_ROWS = 3
const MAX_SUSPECTS = 60
const LONGEST_RECORD = 60_000_000
const EXACT_WORK = 4_000_000

/**
 * The tolerant reader: a push parser over decoded text. Records that keep the rules and the width pass at the speed of
 * string splitting; any other is repaired against the column models of the dialect, or set aside with a note.
 * Nothing is dropped without a note, but empty lines and separators.
 */
export class RecordReader {
  readonly counts: ReadCounts = { rows: 0, repaired: 0, rejected: 0, blank: 0, otherTables: 0, widest: 0 }
  private buffer = ''
  private pos = 0
  private skip: number
  private line: number
  private nextQuote = -2
  private suspects: Suspect[] = []
  private lastBlank = false
  private table = 0
  private headStart: string | null
  private work = 0
  private skim: SkimRules | null

  constructor(
    private readonly dialect: Dialect,
    private readonly sink: RecordSink
  ) {
    this.skip = dialect.bodyStart
    this.line = dialect.bodyLine
    this.counts.widest = dialect.width
    const header = dialect.header
    this.headStart = header && header.length >= 2 && (header[0] ?? '') !== '' ? (header[0] ?? null) : null
    this.skim = sink.stretch ? skimRules(dialect, this.headStart, sink.takesQuotes ?? false) : null
  }

  /** Takes the next piece of text. */
  push(text: string): void {
    if (this.skip > 0) {
      const cut = Math.min(this.skip, text.length)
      this.skip -= cut
      text = text.slice(cut)
    }
    this.buffer = this.pos < this.buffer.length ? this.buffer.slice(this.pos) + text : text
    this.pos = 0
    this.nextQuote = -2
    this.consume(false)
    if (this.buffer.length - this.pos > LONGEST_RECORD) throw tooLong(this.line)
  }

  /** Says that no more text comes; the last records and footers are settled. */
  end(): ReadCounts {
    this.consume(true)
    this.settle(true)
    return this.counts
  }

  private consume(final: boolean): void {
    const { syntax } = this.dialect
    const { newline, quote } = syntax
    const text = this.buffer
    const last = text.lastIndexOf(newline)
    const limit = final ? text.length : last < 0 ? 0 : last + newline.length
    while (this.pos < limit) {
      if (this.skim && this.table === 0 && this.suspects.length === 0 && this.stretch(limit)) continue
      const { end, next } = lineEnd(text, this.pos, newline)
      if (quote !== '' && this.quoteFrom(this.pos) < end) {
        const scan = scanRecord(text, this.pos, syntax)
        const waits = scan.odd === 'unclosed' && text.length - this.pos < OPEN_LIMIT
        if (!final && (waits || scan.end > limit)) return
        this.quotedRecord(scan, end, next)
      } else {
        this.bareLine(text.slice(this.pos, end))
        this.pos = next
        this.line += 1
      }
    }
  }

  private quoteFrom(pos: number): number {
    if (this.nextQuote < pos) {
      const at = this.buffer.indexOf(this.dialect.syntax.quote, pos)
      this.nextQuote = at < 0 ? Infinity : at
    }
    return this.nextQuote
  }

  /** Hands over the sound records from here on, as far as they go; false where the next record needs care. */
  private stretch(limit: number): boolean {
    if (!this.skim) return false
    const { end, records, lines } = skim(this.buffer, this.pos, limit, this.skim)
    if (records === 0) return false
    if (!this.sink.stretch?.(this.buffer.slice(this.pos, end), records)) {
      this.skim = null
      return false
    }
    this.pos = end
    this.line += lines
    this.counts.rows += records
    this.lastBlank = false
    return true
  }

  private bareLine(line: string): void {
    const { syntax, width } = this.dialect
    const cells = syntax.delimiter === '' ? [line] : splitBare(line, this.dialect)
    if (cells.length === width && !(width === 1 && line === '')) this.regular(cells)
    else this.irregular(line, cells, false)
  }

  private quotedRecord(scan: RecordScan, end: number, next: number): void {
    const text = this.buffer
    const { width, syntax } = this.dialect
    if (scan.odd === 'none' && scan.cells.length === width && !this.swallows(scan)) {
      this.regular(scan.cells)
      this.advance(scan.end)
      return
    }
    const raw = text.slice(this.pos, end)
    if (scan.multiline && scan.odd === 'none' && scan.cells.length !== width) {
      const whole = alignTokens(
        scan.cells.map((t, j) => ({ text: t, quoted: scan.quoted[j] ?? false, raw: t })),
        this.dialect.columns,
        syntax.delimiter
      )
      const alone = repairLine(raw, this.dialect)
      if (whole.cost < alone.cost) {
        this.irregular(text.slice(this.pos, scan.end).replace(/[\r\n]+$/, ''), scan.cells, true)
        this.advance(scan.end)
        return
      }
    }
    if (scan.multiline && scan.odd === 'garbage') {
      const alone = this.repair(raw, null, false)
      const far = alone.cost > this.dialect.usualCost + GOOD_ALONE ? this.longRecord() : null
      if (far) {
        this.repaired(far.repair, far.raw, 'stray_quote')
        this.advance(far.end)
        return
      }
    }
    const reason = scan.odd === 'unclosed' ? 'unclosed_quote' : undefined
    this.irregular(raw, scan.odd === 'stray' && !scan.multiline ? scan.cells : null, false, reason)
    this.pos = next
    this.line += 1
  }

  /** A cell over several lines with a stray quote inside: tried to the first line end at which the quotes work out. */
  private longRecord(): { repair: Repair; raw: string; end: number } | null {
    const { columns, syntax, width } = this.dialect
    let at = this.pos
    for (let k = 0; k < 30 && at < this.buffer.length; k++) {
      const { end, next } = lineEnd(this.buffer, at, syntax.newline)
      at = next
      const raw = this.buffer.slice(this.pos, end)
      for (const reading of ['nested', 'plain'] as const) {
        const tokens = tokeniseLine(raw, syntax, reading)
        if (tokens.length !== width || tokens.some((t) => !t.quoted && t.text.includes(syntax.quote))) continue
        const fit = plainFit(tokens, columns)
        if (fit.cost < this.dialect.usualCost + width)
          return k ? { repair: { ...fit, reason: 'stray_quote' }, raw, end: next } : null
      }
    }
    return null
  }

  /** A quoted cell that holds what reads as whole records of this table: a quote was left open and closed by chance. */
  private swallows(scan: RecordScan): boolean {
    const { width, columns, syntax } = this.dialect
    if (!scan.multiline || width < 3 || syntax.delimiter === '') return false
    const cell = scan.cells.find((c) => c.includes('\n') || c.includes('\r'))
    const inner = cell?.split(/\r\n|\n|\r/).slice(1, -1) ?? []
    const whole = inner.filter((l) => countOf(l, syntax.delimiter) === width - 1)
    if (!whole.length || whole.length < inner.length) return false
    const cost = (l: string): number =>
      l.split(syntax.delimiter).reduce((sum, c, j) => sum + cellCost(columns[j], c, false), 0) / width
    return whole.every((l) => cost(l) < 1.5)
  }

  private regular(cells: string[]): void {
    if (this.table > 0) return this.repeatsHeader(cells) ? this.openTable(cells) : this.otherRow(cells)
    if (this.suspects.length) this.settle(false)
    if (this.headStart !== null && cells[0] === this.headStart && this.repeatsHeader(cells))
      return this.openTable(cells)
    this.lastBlank = false
    this.counts.rows += 1
    this.sink.row(cells, this.line)
  }

  private irregular(raw: string, cells: string[] | null, whole: boolean, reason?: RepairReason): void {
    const { comment, columns, syntax, width } = this.dialect
    if (raw.trim() === '' && !whole) {
      this.counts.blank += 1
      this.lastBlank = true
      if (width === 1 && raw === '' && this.table === 0) this.suspects.push(blankSuspect(this.line))
      return
    }
    if (comment !== '' && raw.startsWith(comment)) return this.reject(raw, 'comment', this.line)
    if (cells && this.repeatsHeader(cells)) return this.openTable(cells)
    if (this.table > 0) return this.otherRow(cells ?? splitBare(raw, this.dialect))
    const repair = this.repair(raw, cells, whole)
    if (reason && repair.reason === 'stray_quote') repair.reason = reason
    const poor = repair.cost > this.dialect.usualCost + POOR * width
    const alone = poor && width >= 3 && (cells ?? []).length === 1 && cellCost(columns[0], raw, false) > POOR
    if (poor) {
      this.suspects.push({
        line: this.line,
        raw,
        repair,
        cells: cells ?? splitBare(raw, this.dialect),
        alone,
        afterBlank: this.lastBlank
      })
      this.lastBlank = false
      if (this.startsOtherTable()) this.moveSuspects()
      else if (this.suspects.length > MAX_SUSPECTS) this.settle(false)
      return
    }
    if (this.suspects.length) this.settle(false)
    if (syntax.delimiter !== '' && width >= 3 && cells?.length === 1 && repair.reason === 'missing_cells') {
      this.suspects.push({ line: this.line, raw, repair, cells, alone: false, afterBlank: this.lastBlank })
      return
    }
    this.repaired(repair, raw, null)
  }

  /** The cheap repair first: cells missing at the end. Exact repairs are limited, so that a hopeless file stays fast. */
  private repair(raw: string, cells: string[] | null, whole: boolean): Repair {
    const { columns, syntax, width } = this.dialect
    if (cells && !(syntax.quote !== '' && raw.includes(syntax.quote)) && cells.length < width) {
      const fit = plainFit(
        cells.map((text) => ({ text, quoted: false, raw: text })),
        columns
      )
      if (fit.cost < this.dialect.usualCost + 3) return { ...fit, reason: 'missing_cells' }
    }
    const size = cells?.length ?? countOf(raw, syntax.delimiter || raw) + 1
    this.work += size * width * (1 + Math.abs(size - width))
    if (whole && cells) {
      const tokens = cells.map((text) => ({ text, quoted: true, raw: text }))
      const fit = cells.length === width ? plainFit(tokens, columns) : alignTokens(tokens, columns, syntax.delimiter)
      return { ...fit, reason: cells.length < width ? 'missing_cells' : 'extra_cells' }
    }
    if (this.work > EXACT_WORK) {
      const fit = plainFit(
        (cells ?? splitBare(raw, this.dialect)).map((text) => ({ text, quoted: false, raw: text })),
        columns
      )
      return { ...fit, cost: 0, reason: fit.steps.has('extra') ? 'extra_cells' : 'missing_cells' }
    }
    return repairLine(raw, this.dialect)
  }

  private repaired(repair: Repair, raw: string, reason: RepairReason | null, line = this.line): void {
    const cells = repair.extras.length ? [...repair.cells, ...repair.extras] : repair.cells
    if (cells.length > this.counts.widest) this.counts.widest = cells.length
    this.lastBlank = false
    this.counts.rows += 1
    this.counts.repaired += 1
    this.sink.row(cells, line)
    this.sink.note({ line, reason: reason ?? repair.reason, raw: raw.slice(0, RAW_LIMIT) })
  }

  private reject(raw: string, reason: RejectReason, line: number): void {
    this.counts.rejected += 1
    this.sink.note({ line, reason, raw: raw.slice(0, RAW_LIMIT) })
  }

  /** Decides on the held-back lines: at the end of the file they are footers, in the middle rows or isolated text. */
  private settle(final: boolean): void {
    const held = this.suspects
    this.suspects = []
    for (const [k, s] of held.entries()) {
      if (s.raw === '') {
        if (final && held.slice(k).every((o) => o.raw === '')) return
        this.counts.blank -= 1
        this.counts.rows += 1
        this.sink.row([''], s.line)
      } else if (s.alone || (final && s.cells.length === 1 && (s.afterBlank || FOOTER.test(s.raw)))) {
        this.reject(s.raw, final ? 'footer' : 'isolated_text', s.line)
      } else this.repaired(s.repair, s.raw, null, s.line)
    }
  }

  private repeatsHeader(cells: string[]): boolean {
    const { header, width } = this.dialect
    if (!header || width < 2) return false
    let same = 0
    for (let j = 0; j < Math.min(cells.length, header.length); j++)
      if (cells[j] !== '' && cells[j] === header[j]) same += 1
    const filled = header.filter((name) => name !== '').length
    return cells.length === width
      ? same === filled && same >= 2
      : same >= Math.max(2, 0.6 * Math.max(filled, cells.length))
  }

  private startsOtherTable(): boolean {
    const held = this.suspects.slice(-OTHER_TABLE_ROWS)
    const size = held[0]?.cells.length ?? 0
    return (
      held.length === OTHER_TABLE_ROWS &&
      size >= 2 &&
      size !== this.dialect.width &&
      held.every((s) => s.cells.length === size)
    )
  }

  private moveSuspects(): void {
    const held = this.suspects
    this.suspects = held.slice(0, -OTHER_TABLE_ROWS)
    this.settle(true)
    this.openTable(null)
    for (const s of held.slice(-OTHER_TABLE_ROWS)) this.otherRow(s.cells, s.line)
  }

  private openTable(cells: string[] | null): void {
    if (cells) this.settle(true)
    this.table += 1
    this.counts.otherTables = this.table
    if (cells) this.otherRow(cells)
  }

  private otherRow(cells: string[], line = this.line): void {
    this.counts.rejected += 1
    this.sink.other?.(this.table, cells, line)
    this.sink.note({ line, reason: 'other_table', raw: cells.join(this.dialect.syntax.delimiter).slice(0, RAW_LIMIT) })
  }

  private advance(end: number): void {
    const sign = this.dialect.syntax.newline === '\r' ? 13 : 10
    for (let i = this.pos; i < end; i++) if (this.buffer.charCodeAt(i) === sign) this.line += 1
    this.pos = end
  }
}

const FOOTER =
  /^\W*(?:source|sources|total|totaux|note|notes|nb|export|exporté|généré|édité|extrait|fin|nombre|date|généré|generated|end|rows?|\(?\d+ (?:ligne|row|enregistrement))/i

function blankSuspect(line: number): Suspect {
  const repair: Repair = {
    cells: [''],
    quoted: [false],
    extras: [],
    steps: new Set(['match']),
    cost: 0,
    reason: 'missing_cells'
  }
  return { line, raw: '', repair, cells: [''], alone: false, afterBlank: false }
}
