import { joinDecimals } from '../dialect/decimalCommas'
import type { Dialect } from '../dialect/detectDialect'
import { plainFit } from './align'
import { scanRecord } from './scanRecord'

const POOR = 2.5

/**
 * The records of a line in which a lone carriage return stands between whole records, among lines that end otherwise; null
 * where the parts are not all such. A carriage return in quotes belongs to its cell.
 */
export function splitAtReturns(raw: string, dialect: Dialect): string[][] | null {
  const { syntax, width, columns, usualCost, trailing, decimalCommas } = dialect
  if (syntax.newline !== '\n' || syntax.layout || width < 2 || !raw.includes('\r')) return null
  const records: string[][] = []
  for (let pos = 0; pos < raw.length;) {
    const scan = scanRecord(raw, pos, { ...syntax, newline: '\r' })
    const cells = joinDecimals(scan.cells, scan.quoted, decimalCommas)
    if (trailing && cells.length === width + 1 && cells[width] === '') cells.pop()
    if (scan.odd !== 'none' || cells.length !== width) return null
    const tokens = cells.map((text, place) => ({ text, quoted: scan.quoted[place] ?? false, raw: text }))
    if (plainFit(tokens, columns).cost > usualCost + POOR * width) return null
    records.push(cells)
    pos = scan.end
  }
  return records.length > 1 ? records : null
}
