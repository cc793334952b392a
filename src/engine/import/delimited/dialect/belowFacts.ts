import type { SampleRecord } from './detectSyntax'
import { groupRows, isSecondHeader } from './headerRows'
import { bodyModels, headerScore } from './headerScore'
import { kindOf, TYPED_KINDS, type CellKind } from './kind'
import { isNamed, isYear } from './titles'

/** Lines that may stand above the header. */
const TOP = 12
const FEW = 3
const FULL = 0.8
const DAYS: ReadonlySet<CellKind> = new Set<CellKind>(['date', 'datetime', 'time'])

/**
 * The place of the header below lines of facts that a spreadsheet filled up with separators (`Édité le;03/02/2025;;;`), 0 where
 * there are none: a full row of names above filled rows, below lines that all leave its last column empty and show by a
 * fact (a day, a number, a label with a colon) or by an empty line that they are no titles over groups of names.
 */
export function belowFacts(records: readonly SampleRecord[], width: number): number {
  if (width < FEW) return 0
  let shown = false
  for (let at = 1; at < Math.min(TOP, records.length - FEW); at++) {
    const [above, row] = [records[at - 1], records[at]]
    if (!above || !row) return 0
    shown ||= isFact(above) || (filledOf(above).length === 0 && at > 1)
    shown ||= isPairBelow(above, records[at - 2])
    if (shown && isHeader(records, at, width)) {
      const lines = records.slice(0, at)
      const titles = titlesAbove(records, at, width)
      if (lines.every((line) => isPadded(line, row))) return at - titles
      if (titles && at > titles && lines.slice(0, -titles).every((line) => isPadded(line, row))) return at - titles
    }
  }
  return 0
}

/** Names in all columns that hold values, the first one apart, over rows that are mostly full. */
function isHeader(records: readonly SampleRecord[], at: number, width: number): boolean {
  const row = records[at]
  if (!row || row.cells.length !== width || filledOf(row).length < width - 1) return false
  const models = bodyModels(records, at + 1, width)
  const named = row.cells.every((cell, j) => j === 0 || cell.trim() !== '' || models[j]?.total === models[j]?.empty)
  const rows = records.slice(at + 1, at + 1 + TOP)
  const full = rows.filter((r) => filledOf(r).length >= width / 2).length
  if (!named || full < FULL * rows.length) return false
  const below = records.slice(at + 1)
  return headerScore(row, models, below) > (filledOf(records[at - 1]).length === 0 ? -0.5 : 0.5)
}

/** Whether a line leaves the last column that a header names empty. */
function isPadded(line: SampleRecord, header: SampleRecord): boolean {
  const last = header.cells.findLastIndex((cell) => cell.trim() !== '')
  return line.cells.slice(last).every((cell) => cell.trim() === '') && filledOf(line).length < last + 1
}

/** A label with its value behind it: words, then a day or a number side by side, or one day further on; or words and a colon. */
function isFact({ cells }: SampleRecord): boolean {
  const filled = filledOf({ cells })
  const [first, last] = [filled[0] ?? 0, filled.at(-1) ?? 0]
  if (filled.length < 2 || !isNamed(cells[first] ?? '')) return false
  const typed = filled
    .map((j) => (cells[j] ?? '').trim())
    .filter((cell) => TYPED_KINDS.has(kindOf(cell)) && !isYear(cell))
  if (filled.length === last - first + 1) return typed.length > 0 || filled.some((j) => /:\s*$/.test(cells[j] ?? ''))
  return typed.length === 1 && typed.every((cell) => DAYS.has(kindOf(cell)))
}

/** Two labels, one below the other, each with one value beside it. */
function isPairBelow(line: SampleRecord, above: SampleRecord | undefined): boolean {
  const isPair = ({ cells }: SampleRecord): boolean => filledOf({ cells }).join() === '0,1' && isNamed(cells[0] ?? '')
  return above !== undefined && isPair(line) && isPair(above) && line.cells[0] !== above.cells[0]
}

/** How many rows above the names are titles over groups of them: one, two where titles stand above those, or none. */
function titlesAbove(records: readonly SampleRecord[], at: number, width: number): number {
  const [above, line, names] = [records[at - 2], records[at - 1], records[at]]
  if (!above || !line || !names || filledOf(line).length < 2 || isFact(line)) return 0
  if (at > 2 && !isFact(above) && groupRows(records, at - 2, width).length > 1) return 2
  if (filledOf(line).join() === filledOf(above).join()) return 0
  const titled = groupRows(records, at - 1, width).length > 0
  return titled || isSecondHeader(names, line, [line], records, at, width) ? 1 : 0
}

function filledOf(row: { cells: readonly string[] } | undefined): number[] {
  return (row?.cells ?? []).flatMap((cell, j) => (cell.trim() === '' ? [] : [j]))
}
