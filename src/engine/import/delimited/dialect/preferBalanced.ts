import { lineEnd, scanRecord } from '../read/scanRecord'
import { isHalfQuoted } from './halfQuoted'
import type { Syntax } from './syntax'

const RECORDS = 1_500
const FEW = 3
/** Share of the records that have the usual number of cells, where the separator is that of the best score. */
const STEADY = 0.9
/** The same where all quotes keep the rules, and would be cut without. */
const FAIR = 0.5
/** Quoted cells of one line that show that a sign other than `"` is a quote, and no apostrophe. */
const SHOWN = 2
/** A sample of so many characters may break off in a cell; where it does not, the reader tells a quote never closed. */
const BROKEN_OFF = 1 << 16

/**
 * Puts first the reading whose quotes balance over cells of several lines, where those of the best score do not: lines that
 * look like rows of a table within a cell, however many, are no reason to take its two quotes for stray ones. So does the
 * best reading with escapes by a backslash, where these come later than the records that were scored.
 */
export function preferBalanced<T extends { syntax: Syntax; score: number }>(scored: T[], text: string): T[] {
  const best = scored[0]
  if (!best || best.syntax.layout || !/["'`]/.test(text) || isBalanced(text, best.syntax)) return scored
  const { quote, delimiter } = best.syntax
  const all = scored.flatMap((each) => withBackslash(each, text))
  const escaped = all.find(
    ({ syntax }) => syntax.escape === 'backslash' && syntax.quote === quote && syntax.delimiter === delimiter
  )
  if (escaped && quote && balanceOf(text, escaped.syntax).odd === 0) return [escaped, ...scored]
  const found = all.find(({ syntax }) => explains(text, syntax, best.syntax))
  return found ? [{ ...found, score: best.score }, ...scored.filter((each) => each !== found)] : scored
}

/** A reading, and the same with escapes by a backslash where the text has any. */
function withBackslash<T extends { syntax: Syntax }>(reading: T, text: string): T[] {
  const { quote, escape } = reading.syntax
  if (quote === '' || escape !== 'double' || !text.includes('\\' + quote)) return [reading]
  return [reading, { ...reading, syntax: { ...reading.syntax, escape: 'backslash' } }]
}

/** Whether no cell of a reading starts or ends with a quote that nothing answers. */
function isBalanced(text: string, syntax: Syntax): boolean {
  if (syntax.quote !== '') return balanceOf(text, syntax).odd === 0
  for (let pos = 0, k = 0; pos < text.length && k < RECORDS; k++) {
    const { end, next } = lineEnd(text, pos, syntax.newline)
    const line = text.slice(pos, end)
    const cells = syntax.delimiter === '' ? [line] : line.split(syntax.delimiter)
    if (cells.some(isHalfQuoted)) return false
    pos = next
  }
  return true
}

function explains(text: string, syntax: Syntax, best: Syntax): boolean {
  if (syntax.quote === '' || syntax.layout || syntax.delimiter === '') return false
  const { odd, records, usual, several, single } = balanceOf(text, syntax)
  // Cells that only a reading without quotes cuts, at a sign within them.
  const cut = best.quote === '' && syntax.quote === '"' && syntax.delimiter === best.delimiter
  if (cut && odd === 0 && single > 0 && usual >= FAIR * records) return true
  if (
    odd > 0 ||
    several === 0 ||
    (records < FEW && text.length < BROKEN_OFF) ||
    (syntax.quote !== '"' && single < SHOWN)
  )
    return false
  return usual >= (syntax.delimiter === best.delimiter ? STEADY : 1) * records
}

interface Balance {
  records: number
  /** Records that break a rule. */
  odd: number
  /** Records with the most frequent number of cells, two at least. */
  usual: number
  /** Quoted cells over several lines, and on one. */
  several: number
  single: number
}

function balanceOf(text: string, syntax: Syntax): Balance {
  const found: Balance = { records: 0, odd: 0, usual: 0, several: 0, single: 0 }
  const lengths = new Map<number, number>()
  for (let pos = 0; pos < text.length && found.records < RECORDS;) {
    const scan = scanRecord(text, pos, syntax)
    if (scan.odd === 'unclosed' && text.length >= BROKEN_OFF)
      return { ...found, several: found.several + 1, usual: most(lengths) }
    if (scan.odd !== 'none') found.odd += 1
    const { next } = lineEnd(text, pos, syntax.newline)
    pos = scan.odd === 'none' ? scan.end : next
    if (scan.cells.length === 1 && scan.cells[0]?.trim() === '') continue
    found.records += 1
    lengths.set(scan.cells.length, (lengths.get(scan.cells.length) ?? 0) + 1)
    scan.quoted.forEach((quoted, j) => {
      if (quoted) found[/[\r\n]/.test(scan.cells[j] ?? '') ? 'several' : 'single'] += 1
    })
  }
  return { ...found, usual: most(lengths) }
}

function most(lengths: Map<number, number>): number {
  return Math.max(0, ...[...lengths].filter(([length]) => length > 1).map(([, count]) => count))
}
