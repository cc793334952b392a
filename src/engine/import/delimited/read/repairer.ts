import type { Dialect } from '../dialect/detectDialect'
import { cellCost } from '../dialect/model'
import { alignTokens, plainFit } from './align'
import { countOf, splitBare } from './readerRules'
import { repairLine, type Repair } from './repairLine'
import { lineEnd, type RecordScan } from './scanRecord'
import type { ReadCounts } from './tally'
import { tokeniseLine } from './tokeniseLine'

const EXACT_WORK = 600_000
const LINES = 30
/** Share of the lines below an open quote that are rows, where it is a stray one. */
const MOSTLY = 0.9
const LONG_WORK = 400
const LINE_END = /\r\n|\n|\r/

/**
 * Repairs broken records against a dialect. Exact repairs are limited, so that a hopeless file stays fast: some of them
 * are free, others must be earned by sound records, in the same order whatever the machine.
 */
export class Repairer {
  /** Some record broke the rules of quotes. */
  oddQuotes = false
  private left = EXACT_WORK

  constructor(
    private readonly dialect: Dialect,
    private readonly counts: Pick<ReadCounts, 'cellsOfRows'>
  ) {}

  /** Counts sound records: a unit of work each. */
  earn(records: number): void {
    this.left = Math.min(EXACT_WORK, this.left + records)
  }

  /** Whether exact repairs are used up for now. */
  get tired(): boolean {
    return this.left <= 0
  }

  /** The cheap repair first: cells missing at the end. `whole` says that `cells` were read by the rules. */
  repair(raw: string, cells: string[] | null, whole: boolean): Repair {
    const { columns, syntax, width } = this.dialect
    if (cells && !(syntax.quote !== '' && raw.includes(syntax.quote)) && cells.length < width) {
      const fit = plainFit(bare(cells), columns)
      if (fit.cost < this.dialect.usualCost + 3) return { ...fit, reason: 'missing_cells' }
    }
    const size = cells?.length ?? countOf(raw, syntax.delimiter || raw) + 1
    if (whole && cells) {
      const tokens = cells.map((text) => ({ text, quoted: true, raw: text }))
      const fit = cells.length === width ? plainFit(tokens, columns) : alignTokens(tokens, columns, syntax.delimiter)
      const reason = cells.length < width ? 'missing_cells' : cells.length > width ? 'extra_cells' : 'stray_quote'
      return { ...fit, reason }
    }
    if (this.left <= 0) return placed(cells ?? splitBare(raw, this.dialect), width)
    this.left -= size * width * (1 + Math.abs(size - width)) + Math.min(raw.length, 20_000) / 10
    return repairLine(raw, this.dialect)
  }

  /** A record over several lines read by the rules, of another length: whether it is likelier than its first line alone. */
  likelierWhole(scan: RecordScan, firstLine: string): boolean {
    if (this.left <= 0) return true
    this.left -= LONG_WORK
    const tokens = scan.cells.map((text, j) => ({ text, quoted: scan.quoted[j] ?? false, raw: text }))
    const whole = alignTokens(tokens, this.dialect.columns, this.dialect.syntax.delimiter)
    return whole.cost < repairLine(firstLine, this.dialect).cost
  }

  /** A cell over several lines with a stray quote inside: tried to the first line end at which the quotes work out. */
  longRecord(text: string, from: number): { repair: Repair; raw: string; end: number } | null {
    const { columns, syntax, width } = this.dialect
    if (this.left <= 0) return null
    this.left -= LONG_WORK
    let at = from
    for (let k = 0; k < LINES && at < text.length; k++) {
      const { end, next } = lineEnd(text, at, syntax.newline)
      at = next
      const raw = text.slice(from, end)
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

  /**
   * Whether a quoted cell took rows of this table in: a quote was left open and closed by chance. Two quotes that keep the
   * rules are believed, unless another record broke them and each line would be a row without them.
   */
  swallows(scan: RecordScan, text: string, from: number): boolean {
    if ((scan.odd !== 'none' && scan.odd !== 'stray') || !this.holdsRows(scan)) return false
    const lines = text.slice(from, scan.end).trimEnd().split(LINE_END)
    if (this.oddQuotes && [lines[0], lines.at(-1)].every((line) => this.hasWidth(line ?? ''))) return true
    this.counts.cellsOfRows += 1
    return false
  }

  /** Whether the lines from a place on are rows of this table as they stand. */
  leavesRows(text: string, from: number): boolean {
    if (this.dialect.width < 2 || this.dialect.syntax.delimiter === '') return false
    let [at, rows] = [from, 0]
    for (let k = 0; k < LINES; k++) {
      const { end, next } = lineEnd(text, at, this.dialect.syntax.newline)
      if (this.hasWidth(text.slice(at, end))) rows += 1
      at = next
    }
    return rows >= MOSTLY * LINES
  }

  private holdsRows({ multiline, cells }: RecordScan): boolean {
    const { width, columns, syntax } = this.dialect
    if (!multiline || width < 3 || syntax.delimiter === '') return false
    const cell = cells.find((c) => c.includes('\n') || c.includes('\r'))
    const inner = cell?.split(LINE_END).slice(1, -1) ?? []
    if (!inner.length || !inner.every((line) => this.hasWidth(line))) return false
    const cost = (line: string): number =>
      line.split(syntax.delimiter).reduce((sum, c, j) => sum + cellCost(columns[j], c, false), 0) / width
    return inner.every((line) => cost(line) < 1.5)
  }

  private hasWidth(line: string): boolean {
    return countOf(line, this.dialect.syntax.delimiter) === this.dialect.width - 1
  }
}

/** The cells where they stand, without a look at what they hold. */
function placed(cells: string[], width: number): Repair {
  const extras = cells.slice(width)
  const kept =
    cells.length < width ? [...cells, ...new Array<string>(width - cells.length).fill('')] : cells.slice(0, width)
  const filled = extras.some((text) => text.trim() !== '')
  const reason =
    cells.length < width
      ? 'missing_cells'
      : filled
        ? 'extra_cells'
        : extras.length
          ? 'empty_cells_dropped'
          : 'stray_quote'
  return {
    cells: kept,
    quoted: kept.map(() => false),
    extras: filled ? extras : [],
    steps: new Set(['match']),
    cost: 0,
    reason
  }
}

function bare(cells: string[]): { text: string; quoted: boolean; raw: string }[] {
  return cells.map((text) => ({ text, quoted: false, raw: text }))
}
