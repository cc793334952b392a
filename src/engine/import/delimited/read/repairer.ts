import type { Dialect } from '../dialect/detectDialect'
import { cellCost } from '../dialect/model'
import { alignTokens, plainFit } from './align'
import { countOf, splitBare } from './readerRules'
import { repairLine, type Repair } from './repairLine'
import { lineEnd, type RecordScan } from './scanRecord'
import { tokeniseLine } from './tokeniseLine'

const EXACT_WORK = 4_000_000
const LINES = 30

/** Repairs broken records against a dialect; exact repairs are limited, so that a hopeless file stays fast. */
export class Repairer {
  private work = 0

  constructor(private readonly dialect: Dialect) {}

  /** The cheap repair first: cells missing at the end. `whole` says that `cells` were read by the rules. */
  repair(raw: string, cells: string[] | null, whole: boolean): Repair {
    const { columns, syntax, width } = this.dialect
    if (cells && !(syntax.quote !== '' && raw.includes(syntax.quote)) && cells.length < width) {
      const fit = plainFit(bare(cells), columns)
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
      const fit = plainFit(bare(cells ?? splitBare(raw, this.dialect)), columns)
      return { ...fit, cost: 0, reason: fit.steps.has('extra') ? 'extra_cells' : 'missing_cells' }
    }
    return repairLine(raw, this.dialect)
  }

  /** A record over several lines read by the rules, of another length: whether it is likelier than its first line alone. */
  likelierWhole(scan: RecordScan, firstLine: string): boolean {
    const tokens = scan.cells.map((text, j) => ({ text, quoted: scan.quoted[j] ?? false, raw: text }))
    const whole = alignTokens(tokens, this.dialect.columns, this.dialect.syntax.delimiter)
    return whole.cost < repairLine(firstLine, this.dialect).cost
  }

  /** A cell over several lines with a stray quote inside: tried to the first line end at which the quotes work out. */
  longRecord(text: string, from: number): { repair: Repair; raw: string; end: number } | null {
    const { columns, syntax, width } = this.dialect
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

  /** A quoted cell that holds what reads as whole records of this table: a quote was left open and closed by chance. */
  swallows(scan: RecordScan): boolean {
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
}

function bare(cells: string[]): { text: string; quoted: boolean; raw: string }[] {
  return cells.map((text) => ({ text, quoted: false, raw: text }))
}
