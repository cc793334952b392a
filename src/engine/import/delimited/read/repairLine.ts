import type { ColumnModel } from '../dialect/model'
import type { Syntax, Token } from '../dialect/syntax'
import { alignTokens, plainFit } from './align'
import type { Alignment } from './alignment'
import type { RepairReason } from './reasons'
import { scanRecord } from './scanRecord'
import { isSpacedQuote, tokeniseLine, type QuoteReading } from './tokeniseLine'

/** The table a line should fit; `usualCost` is the mean surprise of its sound records. */
export interface RepairTable {
  columns: ColumnModel[]
  syntax: Syntax
  usualCost: number
}

/** A line made into a record of the table's width. */
export interface Repair extends Alignment {
  reason: RepairReason
}

const READINGS: [QuoteReading, number][] = [
  ['nested', 0],
  ['spaced', 0.2],
  ['plain', 0.3],
  ['toggle', 1],
  ['literal', 1.5]
]
/** For each cell that a reading leaves in its quotes because of a space beside them. */
const SPACED_QUOTE = 1
const OTHER_DELIMITERS = [',', ';', '\t', '|', ' ']
const OTHER_DELIMITER = 8
const POOR = 2
const GOOD = 3
const LONGEST = 20_000

/**
 * Makes a record of a line that breaks the rules: tries the readings of its quotes, fits each to the columns, and
 * keeps the least surprising; where none fits well, tries the line with another separator.
 * Costly (milliseconds), for broken lines only; a line longer than 20,000 characters is only padded or cut.
 */
export function repairLine(line: string, { columns, syntax, usualCost }: RepairTable): Repair {
  if (line.length > LONGEST) return reasoned(plainFit(tokeniseLine(line, syntax, 'nested'), columns), null)
  let best: { alignment: Alignment; reading: QuoteReading | null; total: number; other: boolean } | null = null
  const consider = (
    tokens: Token[],
    reading: QuoteReading,
    penalty: number,
    delimiter: string,
    other: boolean
  ): void => {
    const alignment = alignTokens(tokens, columns, delimiter)
    const total = alignment.cost + penalty
    if (!best || total < best.total - 1e-9) best = { alignment, reading, total, other }
  }
  const total = (): number => best?.total ?? Infinity
  const seen = new Set<string>()
  // Where the cells in quotes keep the rules, one that is doubled within them is one.
  const kept = syntax.layout ? 'garbage' : scanRecord(line, 0, syntax).odd
  const escaped = syntax.escape === 'double' && (kept === 'none' || kept === 'stray')
  for (const [reading, penalty] of READINGS) {
    if (escaped && reading === 'plain') continue
    const tokens = tokeniseLine(line, syntax, reading)
    const key = tokens.map((t) => `${t.text}\u0000${t.pairs?.length ?? 0}`).join('\u0001')
    if (!tokens.length || seen.has(key)) continue
    seen.add(key)
    const spaced = tokens.filter(({ text, quoted }) => !quoted && isSpacedQuote(text, syntax.quote)).length
    consider(tokens, reading, penalty + SPACED_QUOTE * spaced, syntax.delimiter, false)
    if (spaced === 0 && total() < usualCost + GOOD) break
  }
  const found = best as { alignment: Alignment; reading: QuoteReading | null; total: number; other: boolean } | null
  if (found && found.total > usualCost + POOR * columns.length) {
    for (const delimiter of OTHER_DELIMITERS) {
      if (delimiter === syntax.delimiter || !line.includes(delimiter)) continue
      // Who writes spaces between cells must quote those that hold one, in a file that needed no quotes so far.
      const other = { ...syntax, layout: undefined, delimiter, quote: syntax.quote || '"' }
      consider(tokeniseLine(line, other, 'nested'), 'nested', OTHER_DELIMITER, delimiter, true)
    }
  }
  const chosen = best as { alignment: Alignment; reading: QuoteReading | null; total: number; other: boolean } | null
  if (!chosen) return reasoned(plainFit([], columns), null)
  const repair = reasoned({ ...chosen.alignment, cost: chosen.total }, chosen.other ? 'other_delimiter' : null)
  return chosen.reading === 'spaced' && repair.reason === 'stray_quote' ? { ...repair, reason: 'spaced_quote' } : repair
}

function reasoned(alignment: Alignment, other: RepairReason | null): Repair {
  const { steps } = alignment
  const reason: RepairReason = other
    ? other
    : steps.has('split')
      ? 'split_cell'
      : steps.has('merge')
        ? 'merged_cells'
        : steps.has('extra')
          ? 'extra_cells'
          : steps.has('drop')
            ? 'empty_cells_dropped'
            : steps.has('pad')
              ? 'missing_cells'
              : 'stray_quote'
  return { ...alignment, reason }
}
