import type { Dialect } from '../dialect/detectDialect'
import { joinDecimals } from '../dialect/decimalCommas'
import { isRuler } from '../dialect/layout'
import { cellCost } from '../dialect/model'
import { isNamedSum } from '../subtotals'
import { Aside } from './aside'
import { isConsoleWord, rowsCounted } from './consoleLine'
import { HeaderRepeats } from './headerRepeats'
import { otherTable, titlesAbove, verdicts, type Held } from './held'
import { LIMITS, tooLong, tooWide, type Limits } from './limits'
import type { RejectReason, RepairReason } from './reasons'
import { skimRules, splitBare } from './readerRules'
import { Repairer } from './repairer'
import type { Repair } from './repairLine'
import { lineEnd, scanRecord, type RecordScan } from './scanRecord'
import { skim, type SkimRules } from './skim'
import { splitAtReturns } from './splitReturns'
import { Tally, type ReadCounts, type RecordSink } from './tally'
import { TextBuffer } from './textBuffer'

/** How a reader starts: `line` is that of the first character it gets. */
export interface ReadStart {
  line: number
  limits: Limits
  /** No further table is looked for. */
  last: boolean
}

const POOR = 2.5
const GOOD_ALONE = 3
const MAX_HELD = 60
const CLOCK = 32

/**
 * The tolerant reader of one table: a push parser over decoded text. Records that keep the rules and the width pass at
 * the speed of string splitting; any other is repaired against the column models of the dialect, or set aside with a
 * note. Nothing is dropped without a note, but empty lines and rulers. It stops where another table starts: `rest` then
 * holds the text from there on.
 */
export class RecordReader {
  readonly counts: ReadCounts
  /** The text from the start of the next table on, and its line; null while this one goes on. */
  rest: { text: string; line: number } | null = null
  private readonly text: TextBuffer
  private readonly repeats: HeaderRepeats
  private readonly repairer: Repairer
  private readonly tally: Tally
  private readonly limits: Limits
  private readonly stops: boolean
  private line: number
  private nextQuote = -2
  private held: Held[] = []
  private headers: { at: number; line: number; raw: string }[] = []
  private readonly aside = new Aside()
  private firstRow: string[] | null = null
  private lastBlank = false
  /** The record before took a repair: the clock is worth a look. */
  private slow = false
  private skim: SkimRules | null
  private final = false

  constructor(
    private readonly dialect: Dialect,
    private readonly sink: RecordSink,
    { line = 1, limits = LIMITS, last = false }: Partial<ReadStart> = {}
  ) {
    this.limits = limits
    this.stops = !last
    this.text = new TextBuffer(dialect.bodyStart, dialect.syntax.newline)
    this.line = line - 1 + dialect.bodyLine
    this.tally = new Tally(dialect.width, sink, limits)
    this.counts = this.tally.counts
    this.repeats = new HeaderRepeats(dialect)
    this.repairer = new Repairer(dialect, this.counts)
    this.skim = sink.stretch ? skimRules(dialect, this.repeats.starts, sink.takesQuotes ?? false) : null
    if (dialect.width > limits.columns) throw tooWide(dialect.width, line - 1 + dialect.tableLine, limits.columns)
  }

  /** Characters that came and are not read yet: the start of a record that goes on. */
  get unread(): number {
    return this.text.waiting
  }

  /** Takes the next piece of text; `run` reads it. */
  push(text: string): void {
    this.text.add(text)
  }

  /** Reads what came, until the clock (`performance.now()`) passes `until`; false where some is left. */
  run(until = Infinity): boolean {
    if (this.rest) return true
    const keep = this.held[0]?.at ?? this.headers[0]?.at ?? Infinity
    if (this.text.gather(keep, this.final)) this.nextQuote = -2
    else if (this.text.waits && !this.final) return true
    const done = this.consume(until)
    if (done && this.text.waiting > this.limits.record) throw tooLong(this.line, this.limits.record)
    return done
  }

  /** Says that no more text comes: the next `run` settles the last records and footers. */
  close(): void {
    this.final = true
  }

  /** Reads all there is and closes. */
  end(): ReadCounts {
    this.close()
    this.run()
    return this.counts
  }

  private consume(until: number): boolean {
    const { syntax } = this.dialect
    const tableEnd = this.stops ? this.dialect.tableEnd : Infinity
    const { newline, quote, layout } = syntax
    const { buffer } = this.text
    const end = this.text.readable(this.final)
    const limit = Math.min(end, tableEnd - this.text.base)
    for (let k = 1; this.text.pos < limit; k++) {
      if ((this.slow || k % CLOCK === 0) && performance.now() > until) return false
      this.slow = false
      if (this.skims() && this.stretch(limit)) {
        if (performance.now() > until) return false
        continue
      }
      const { pos } = this.text
      const { end: lineStop, next } = lineEnd(buffer, pos, newline)
      if (this.dialect.commentChosen && buffer.startsWith(this.dialect.comment, pos)) {
        this.setAside(buffer.slice(pos, lineStop), 'comment')
        this.text.pos = next
        this.line += 1
      } else if (quote !== '' && !layout && this.quoteFrom(pos) < lineStop) {
        const scan = scanRecord(buffer, pos, syntax)
        const waits = scan.odd === 'unclosed' && buffer.length - pos < this.limits.record
        // Beyond the limit no quote closes it: either it is a record too long, or it took the rows below in.
        const strays = scan.odd === 'unclosed' && !waits && this.repairer.leavesRows(buffer, next)
        if (!this.final && !strays && (waits || scan.end > end)) {
          this.text.wait(this.limits.record)
          return true
        }
        this.quotedRecord(scan, lineStop, next)
      } else if (this.bareLine(buffer.slice(pos, lineStop)) !== 'stopped') {
        this.text.pos = next
        this.line += 1
      }
      if (this.rest) return true
    }
    if (limit < end) this.stopAt(this.text.base + this.text.pos, this.line)
    else if (this.final) this.finish()
    return true
  }

  private finish(): void {
    const first = this.nextTable(true)
    if (first) return this.stopAt(first.at, first.line)
    this.setHeadersAside()
    this.settle(true)
  }

  private nextTable(final: boolean): Held | undefined {
    return this.stops ? this.held[otherTable(this.held, this.dialect.width, final)] : undefined
  }

  private quoteFrom(pos: number): number {
    if (this.nextQuote < pos) {
      const at = this.text.buffer.indexOf(this.dialect.syntax.quote, pos)
      this.nextQuote = at < 0 ? Infinity : at
    }
    return this.nextQuote
  }

  private skims(): boolean {
    return this.skim !== null && this.firstRow !== null && !this.lastBlank && !this.held.length && !this.headers.length
  }

  /** Hands over the sound records from here on, as far as they go; false where the next record needs care. */
  private stretch(limit: number): boolean {
    if (!this.skim) return false
    const { buffer, pos } = this.text
    const { end, records, lines } = skim(buffer, pos, Math.min(limit, pos + STRETCH), this.skim)
    if (records === 0) return false
    if (!this.sink.stretch?.(buffer.slice(pos, end), records)) {
      this.skim = null
      return false
    }
    this.text.pos = end
    this.line += lines
    this.counts.rows += records
    this.repairer.earn(records)
    return true
  }

  private bareLine(line: string): 'stopped' | void {
    const { syntax, width, trailing, decimalCommas } = this.dialect
    if (syntax.layout && isRuler(line)) return this.setAside(line, 'blank')
    if (syntax.layout && line === '') {
      this.lastBlank = true
      return this.setAside(line, 'blank')
    }
    if ((syntax.layout && isConsoleWord(line)) || ((syntax.layout || width === 1) && this.countsRows(line)))
      return this.hold(line, [line], this.repairer.repair(line, [line], false), null, true)
    const cells = joinDecimals(splitBare(line, this.dialect), null, decimalCommas)
    if (trailing && cells.length === width + 1 && cells[width] === '') cells.pop()
    if (cells.length === width && !(width === 1 && line === '')) this.regular(cells, line)
    else this.irregular(line, cells, false)
    if (this.rest) return 'stopped'
  }

  /** Whether a line tells how many rows stand above it: it would else be one of them where every line is, or is cut in columns. */
  private countsRows(line: string): boolean {
    const rows = rowsCounted(line)
    const isBelowBlank = this.lastBlank || this.held.at(-1)?.cells.every((cell) => cell === '') === true
    return rows !== null && (rows === this.counts.rows || (isBelowBlank && this.dialect.width > 1))
  }

  private quotedRecord(scan: RecordScan, end: number, next: number): void {
    const { buffer, pos } = this.text
    const { width, trailing, decimalCommas } = this.dialect
    if (decimalCommas) scan.cells = joinDecimals(scan.cells, scan.quoted, decimalCommas)
    if (trailing && scan.cells.length === width + 1 && scan.cells[width] === '') scan.cells.pop()
    if (scan.odd === 'none' && scan.cells.length === width && !this.repairer.swallows(scan, buffer, pos)) {
      this.regular(scan.cells, this.sink.raws ? buffer.slice(pos, scan.end).replace(/[\r\n]+$/, '') : null)
      return this.advance(scan.end)
    }
    const raw = buffer.slice(pos, end)
    if (scan.odd !== 'none') this.repairer.oddQuotes = true
    if (scan.multiline && scan.odd === 'none' && scan.cells.length !== width) {
      const whole = buffer.slice(pos, scan.end).replace(/[\r\n]+$/, '')
      if (splitAtReturns(whole, this.dialect) || this.repairer.likelierWhole(scan, raw)) {
        this.irregular(whole, scan.cells, true)
        return this.advance(scan.end)
      }
    }
    if (scan.multiline && scan.odd === 'garbage' && !this.repairer.tired) {
      const alone = this.repairer.repair(raw, null, false)
      const doubtful = alone.cost > this.dialect.usualCost + GOOD_ALONE
      const far = doubtful ? this.repairer.longRecord(buffer, pos) : null
      if (far) {
        this.setHeadersAside()
        this.settle(false)
        this.repaired(far.repair, far.raw, 'stray_quote')
        return this.advance(far.end)
      }
    }
    if (
      scan.multiline &&
      scan.odd === 'stray' &&
      scan.cells.length === width &&
      !this.repairer.swallows(scan, buffer, pos)
    ) {
      this.irregular(buffer.slice(pos, scan.end).replace(/[\r\n]+$/, ''), scan.cells, true)
      return this.advance(scan.end)
    }
    const reason = scan.odd === 'unclosed' ? 'unclosed_quote' : null
    const kept = scan.odd === 'none' || scan.odd === 'stray'
    this.irregular(raw, kept && !scan.multiline ? scan.cells : null, false, reason)
    this.advance(next)
  }

  /** A record of the right width. `raw` is null where it is not at hand. */
  private regular(cells: string[], raw: string | null): void {
    if (this.repeats.starts.length && this.repeats.exact(cells)) {
      if (this.held.length) this.settle(false)
      if (this.headers.length >= MAX_HELD) this.setHeadersAside()
      this.headers.push({ at: this.here(), line: this.line, raw: raw ?? cells.join(this.dialect.syntax.delimiter) })
      return
    }
    const again = this.headers[0]
    if (this.stops && again && this.firstRow && cells.every((cell, j) => cell === this.firstRow?.[j]))
      return this.stopAt(again.at, again.line)
    this.setHeadersAside()
    if (this.stops && this.lastBlank && this.repeats.foreign(cells)) return this.stopUnderTitles()
    const sparse = cells[0] === '' || this.held.length > 0
    if (sparse && this.holdsSparse(cells, raw)) return
    if (this.held.length) this.settle(false)
    this.lastBlank = false
    this.firstRow ??= cells
    this.repairer.earn(1)
    this.tally.row(cells, this.line, raw ?? '')
  }

  /** Rows without a filled cell, and rows of one filled cell or sums below them, may close the table. */
  private holdsSparse(cells: string[], raw: string | null): boolean {
    const filled = cells.filter((cell) => cell !== '').length
    const { width, syntax } = this.dialect
    const first = this.held[0]
    const follows = first !== undefined && first.repair === null && first.raw !== '' && cells[0] !== ''
    if (width < 2 || (width < 3 && filled > 0) || (filled > 1 && !isNamedSum(cells)) || (filled > 0 && !follows))
      return false
    if (this.held.length >= MAX_HELD) return false
    if (first && first.repair !== null) return false
    this.hold(raw ?? cells.join(syntax.delimiter), cells, null, null)
    return true
  }

  private irregular(raw: string, cells: string[] | null, whole: boolean, reason: RepairReason | null = null): void {
    const { comment, columns, syntax, width, usualCost } = this.dialect
    if (raw.trim() === '' && !whole) {
      this.setAside(raw, 'blank')
      this.lastBlank = true
      if (width === 1 && raw === '') this.hold('', [''], null, null)
      return
    }
    if (comment !== '' && raw.startsWith(comment)) return this.setAside(raw, 'comment')
    if (cells && this.repeats.exact(cells)) return this.setAside(raw, 'repeated_header')
    this.setHeadersAside()
    const records = splitAtReturns(raw, this.dialect)
    if (records) return this.parted(records, raw)
    if (this.stops && cells && this.repeats.near(cells)) return this.stopUnderTitles()
    const repair = this.repairer.repair(raw, cells, whole)
    this.slow = true
    if (reason && repair.reason === 'stray_quote') repair.reason = reason
    const poor = repair.cost > usualCost + POOR * width
    const alone = poor && width >= 3 && (cells ?? []).length === 1 && cellCost(columns[0], raw, false) > POOR
    const lone = syntax.delimiter !== '' && width >= 3 && isSentence(cells) && repair.reason === 'missing_cells'
    if (!poor && !lone && !this.mayStartTable(cells) && !isPaddedTitle(cells)) {
      if (this.held.length) this.settle(false)
      return this.repaired(repair, raw, null)
    }
    this.hold(raw, lone ? [raw] : (cells ?? splitBare(raw, this.dialect)), repair, null, alone)
    const first = this.nextTable(false)
    if (first) this.stopAt(first.at, first.line)
    else if (this.held.length > MAX_HELD) this.settle(false)
  }

  /** Below a blank line or a title, cells of another number may be those of another table: what follows tells. */
  private mayStartTable(cells: string[] | null): boolean {
    if (!cells || cells.length < 2 || cells.length === this.dialect.width) return false
    const last = this.held[this.held.length - 1]
    return this.lastBlank || (last !== undefined && (last.alone || last.cells.length === cells.length))
  }

  private hold(raw: string, cells: string[], repair: Repair | null, reason: RepairReason | null, alone = false): void {
    this.held.push({ line: this.line, at: this.here(), raw, cells, repair, reason, alone, afterBlank: this.lastBlank })
    if (raw !== '') this.lastBlank = false
  }

  private repaired(repair: Repair, raw: string, reason: RepairReason | null, line = this.line): void {
    this.lastBlank = false
    const cells = this.tally.repaired(repair, raw, reason, line)
    this.firstRow ??= cells
  }

  private parted(records: string[][], raw: string): void {
    if (this.held.length) this.settle(false)
    this.lastBlank = false
    this.firstRow ??= records[0] ?? null
    this.tally.parted(records, raw, this.line)
  }

  /** Sets the line at hand aside, later where one above it may turn out to start another table that has it too. */
  private setAside(raw: string, reason: RejectReason | 'blank'): void {
    this.aside.add({ at: this.here(), line: this.line, raw, reason })
    if (this.aside.full) {
      this.setHeadersAside()
      this.settle(false)
    } else if (!this.held.length && !this.headers.length) this.tellAside()
  }

  /** Tells what was set aside above a line. */
  private tellAside(before = Infinity): void {
    for (const { raw, reason, line } of this.aside.take(before)) {
      if (reason === 'blank') this.counts.blank += 1
      else this.tally.reject(raw, reason, line)
    }
  }

  private setHeadersAside(): void {
    const { headers } = this
    this.headers = []
    for (const { raw, line } of headers) {
      this.tellAside(line)
      this.tally.reject(raw, 'repeated_header', line)
    }
    if (!this.held.length) this.tellAside()
  }

  /** Decides on the held-back lines. */
  private settle(final: boolean): void {
    const { held } = this
    this.held = []
    verdicts(held, final).forEach((verdict, k) => {
      const h = held[k]
      if (!h) return
      this.tellAside(h.line)
      if (verdict === 'footer' || verdict === 'isolated_text') this.tally.reject(h.raw, verdict, h.line)
      else if (verdict === 'row' && h.repair) this.repaired(h.repair, h.raw, h.reason, h.line)
      else if (verdict === 'row') {
        if (h.raw === '') this.counts.blank -= 1
        this.tally.row(h.cells, h.line, h.raw)
      } else if (h.raw !== '') this.counts.blank += 1
    })
    this.tellAside()
  }

  private stopUnderTitles(): void {
    const title = this.held[titlesAbove(this.held, this.held.length)]
    if (title) this.stopAt(title.at, title.line)
    else this.stopAt(this.here(), this.line)
  }

  /** Ends this table where another starts. */
  private stopAt(at: number, line: number): void {
    this.held = this.held.filter((h) => h.at < at)
    this.headers = this.headers.filter((h) => h.at < at)
    this.aside.forget(at)
    this.setHeadersAside()
    this.settle(true)
    this.rest = { text: this.text.from(at), line }
  }

  private here(): number {
    return this.text.base + this.text.pos
  }

  private advance(end: number): void {
    if (this.rest) return
    const sign = this.dialect.syntax.newline === '\r' ? 13 : 10
    const { buffer } = this.text
    for (let i = this.text.pos; i < end; i++) if (buffer.charCodeAt(i) === sign) this.line += 1
    this.text.pos = end
  }
}

/** One text and nothing behind it, in a line of as many cells as another table may have. */
function isPaddedTitle(cells: readonly string[] | null): boolean {
  return cells !== null && cells.length > 2 && cells[0] !== '' && cells.slice(1).every((cell) => cell === '')
}

/** Whether a line is one text: of one cell, or of a few that a sign with a space behind it parts (`Source : SI, extrait le 3 mai`). */
function isSentence(cells: readonly string[] | null): boolean {
  return cells !== null && cells.length <= 3 && cells.slice(1).every((cell) => /^ \S/.test(cell))
}

const STRETCH = 1 << 18
