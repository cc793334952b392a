import type { LocalizedText } from '../../../contract'
import { kindOf, NUMBERS } from './dialect/kind'
import { isNamedSum, SUM_WORD } from './subtotals'

/** One of the last rows of a table, and its place: in the text, or as a row of a sheet. */
export interface TailRow {
  cells: string[]
  at: number
}

/** A row that sums up those above it; its label is empty where its first cells are. */
export interface LastTotal {
  label: string
  at: number
}

/** Rows above that a total must differ from. */
const ABOVE = 20
const FEW = 3
const MOST = 3
const SHORT = 40
/** How many times as many cells the rows above have filled where words stand beside the name of a sum. */
const SPARSER = 3
const SUM = new RegExp(`^${SUM_WORD}(?![\\p{L}\\p{N}])`, 'iu')
const SUM_ALONE = new RegExp(`^${SUM_WORD}(?:\\s+g[ée]n[ée]ra(?:l|ux))?\\s*:?$`, 'iu')
/** `200 clients`. */
const COUNTED = /^\d[\d\s\u00a0\u202f.,]*\p{L}/u

/** The rows at the end of a table that sum up those above (`Total;;12 345,67`), of all its last rows, in their order. */
export function lastTotals(rows: readonly TailRow[], width: number): LastTotal[] {
  const found: LastTotal[] = []
  let last = rows.length
  // Closing lines stand below a total, with one text at most.
  while (last > 0 && isClosing(rows[last - 1]?.cells ?? [], width)) last -= 1
  for (let k = last - 1; k >= 0 && found.length < MOST; k--) {
    const above = rows.slice(Math.max(0, k - ABOVE), k).map(({ cells }) => cells)
    const row = rows[k]
    const label = row ? totalLabel(padded(row.cells, width), above, width) : null
    if (!row || label === null) break
    found.unshift({ label, at: row.at })
  }
  return found
}

/** What is told of such a row: it is kept, and would count. */
export function totalRemark(label: string, line: number): LocalizedText {
  return {
    fr: `La ligne ${line}, à la fin du tableau, ressemble à un total${label && ` («\u202f${label}\u202f»)`}\u202f: elle est gardée comme les autres lignes.`,
    en: `Line ${line}, at the end of the table, looks like a total${label && ` (“${label}”)`}: it is kept like the other rows.`
  }
}

export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** Records at the end of a table that may close it. */
const CLOSING = 12

/**
 * Which of the last rows close the table, and are left out by the reader: a row without a filled cell, and those below it that
 * have one text at most; sums among these stay, and are told.
 */
export function closingLines(rows: readonly (readonly string[])[]): boolean[] {
  const from = Math.max(0, rows.length - CLOSING)
  const tail = rows.slice(from)
  const texts = tail.map((cells) => (filledIn(cells) > 1 ? (isNamedSum(cells) ? 'sum' : 'row') : 'text'))
  const after = from + texts.lastIndexOf('row') + 1
  const empty = rows.findIndex((cells, place) => place >= after && isBlankRow(cells))
  const width = rows[empty]?.length ?? 0
  if (empty < 0 || width < 2) return rows.map(() => false)
  // A row of two columns may have but one text: only those without any close such a table.
  if (width < 3) {
    const last = rows.findLastIndex((cells) => !isBlankRow(cells))
    return rows.map((_, place) => place > last)
  }
  return rows.map((_, place) => place >= empty && texts[place - from] === 'text')
}

function isClosing(cells: string[], width: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length === 0 || (width > 2 && filled.length === 1 && !NUMBERS.has(kindOf(filled[0] ?? '')))
}

/** A row that lacks its last cells, filled as it is read; a line of one cell is none. */
function padded(cells: string[], width: number): string[] {
  return cells.length < 2 ? cells : [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')]
}

/** The word for the sum that a row starts with, '' where its first cells are empty; null where it is a row like others. */
function totalLabel(cells: string[], above: string[][], width: number): string | null {
  if (above.length < FEW || cells.length !== width) return null
  const filled = cells.flatMap((cell, j) => (cell.trim() === '' ? [] : [j]))
  const first = filled[0] ?? 0
  const label = (cells[first] ?? '').trim()
  const numbers = filled.filter((j) => NUMBERS.has(kindOf(cells[j] ?? '')))
  if (SUM.test(label) && label.length <= SHORT) {
    const usual = usualSums(above, first, filled.length)
    const sums = numbers.length > 0 && numbers.length === filled.length - 1
    const told = sums || (SUM_ALONE.test(label) && sumsInWords(cells, filled, above))
    return told && usual < MOST ? label : null
  }
  const fuller = above.every(
    (row) => (row[0] ?? '').trim() !== '' && row.filter((cell) => cell !== '').length > filled.length
  )
  return first > 0 && numbers.length > 0 && numbers.length === filled.length && fuller ? '' : null
}

/**
 * Rows above that are named as sums too, which makes it a value like others: not those with fewer cells than every other row,
 * as this one has, which are sums of what stands above them.
 */
function usualSums(above: string[][], first: number, cells: number): number {
  const named = above.filter((row) => SUM.test((row[first] ?? '').trim()))
  const least = Math.min(...above.filter((row) => !named.includes(row)).map(filledIn))
  return named.filter((row) => !Number.isFinite(least) || cells >= least || filledIn(row) >= least).length
}

function filledIn(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length
}

/** Whether a row named as a sum says the rest in words (`Total;200 clients;;;`), in far fewer cells than the rows above. */
function sumsInWords(cells: string[], filled: number[], above: string[][]): boolean {
  const beside = filled.slice(1).map((j) => (cells[j] ?? '').trim())
  const counts = beside.every((cell) => COUNTED.test(cell) || NUMBERS.has(kindOf(cell)))
  const least = Math.min(...above.map(filledIn))
  return beside.length > 0 && least >= (counts ? filled.length + 1 : SPARSER * filled.length)
}
