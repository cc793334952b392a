import type { SampleRecord } from './detectSyntax'
import { dominantKind } from './headerScore'
import { kindOf } from './kind'
import { learnColumns } from './model'
import { isNamed } from './titles'

/** Rows that each of two tables has below its names, at least. */
const FEW = 2
const MANY = 200
/** Lines between a title and the names below it. */
const BETWEEN = 3

/** The names of a table, its rows, how many columns they fill, and the lines of one text above it. */
interface Titled {
  titles: string[]
  /** Whether an empty line stands above those. */
  isApart: boolean
  names: SampleRecord
  rows: SampleRecord[]
  width: number
}

/**
 * The first of several tables each of which stands under a title of its own: one text alone in its line, be it filled up with the
 * separator as a spreadsheet writes it, and names right below, over other columns or over other values than above. Null where
 * such lines head sections of one table.
 */
export function byTitles(records: readonly SampleRecord[]): { from: number; until: number } | null {
  const from = records.findIndex((record) => filledIn(record) > 1)
  const first = from < 0 ? null : tableAt(records, from)
  if (!first) return null
  for (let at = from + 1 + FEW; at < records.length; at++) {
    const title = records[at]
    if (!title || !isTitle(title)) continue
    const below = records.slice(at + 1, at + 1 + BETWEEN).findIndex((record) => filledIn(record) > 1)
    const next = below < 0 ? null : tableAt(records, at + 1 + below)
    if (next && isOther(first, next)) return { from, until: at }
  }
  return null
}

/** The names at a place, the lines of one text above them and the rows below, up to the next such line. */
function tableAt(records: readonly SampleRecord[], at: number): Titled | null {
  const names = records[at]
  if (!names || !isRowOfNames(names)) return null
  const width = widthOf(names)
  const end = records.findIndex((record, place) => place > at && isTitle(record))
  const rows = records.slice(at + 1, end < 0 ? records.length : end).filter((record) => filledIn(record) > 0)
  const fitting = rows.slice(0, MANY).filter((row) => widthOf(row) <= width)
  const full = fitting.filter((row) => widthOf(row) === width)
  if (rows.length < FEW || fitting.length < Math.min(rows.length, MANY) || full.length * 2 < fitting.length) return null
  const above = records.slice(Math.max(0, at - BETWEEN - 1), at)
  const row = above.findLastIndex((record) => filledIn(record) > 1)
  const over = above.slice(row + 1)
  const titles = over.filter((record) => filledIn(record) === 1).map((record) => record.cells.join('').trim())
  return { titles, isApart: filledIn(over[0] ?? names) === 0, names, rows: fitting, width }
}

/**
 * Whether a table is another one by what its names stand over. One column of figures under words is not enough where nothing else
 * parts the tables: a row of a section may say in words that a figure is wanting.
 */
function isOther(first: Titled, next: Titled): boolean {
  if (sameCells(first.names, next.names, first.width)) return areTwoTitles(first.titles, next.titles)
  const [own, others] = [kindsOf(first), kindsOf(next)]
  const over = others.filter((kind, j) => kind !== null || tellsDigits(next, j)).length
  const told = Number(first.titles.length > 0) + Number(next.isApart)
  const again = next.names.cells.some((cell, j) => j < next.width && cell === first.names.cells[j])
  // Words alone in a column of figures: values of another table.
  const words = own.some((kind, j) => j < next.width && kind !== null && isOfWords(next, j))
  if (first.width !== next.width) return over > 1 || (told > 0 && (over > 0 || words)) || told > 1
  return over > 1 || (told > 0 && (again || words)) || (told > 1 && over > 0)
}

/** What a printed report numbers: its pages, or a list of one day. */
const NUMBERED = /\b(?:pages?|listes?|lists?|feuillets?|sheets?)\b|\d[./-]\d{1,2}[./-]\d/iu

/** What a printed report adds to a title on its further pages: `(suite)`, `p. 2`, `2/3`. */
const NEXT_PAGE =
  /\(?\s*(?:\b(?:suite|continued|cont\.)|\bp(?:age|\.)?\s*\d+(?:\s*(?:\/|sur|of|de)\s*\d+)?|\d+\s*\/\s*\d+)\s*\)?\s*$/iu

/** Whether lines stand above two tables of the same names: none of them comes again, and the last is not that of the next page. */
export function areTwoTitles(above: readonly string[], below: readonly string[]): boolean {
  const [one, other] = [above, below].map((lines) => lines.filter((line) => /\p{L}/u.test(line)))
  const [a, b] = [one?.at(-1), other?.at(-1)]
  if (!a || !b || other?.some((line) => one?.includes(line))) return false
  if (a.replace(NEXT_PAGE, '').trim() === b.replace(NEXT_PAGE, '').trim()) return false
  return !NUMBERED.test(b) || a.replace(/\d+/g, '') !== b.replace(/\d+/g, '')
}

type Kinds = readonly ReturnType<typeof dominantKind>[]

function kindsOf(table: Titled): Kinds {
  return learnColumns(squared(table), table.width).map(dominantKind)
}

/** Whether all values of a column have a digit, and its name none. */
function tellsDigits({ names, rows }: Titled, j: number): boolean {
  return !/\d/.test(names.cells[j] ?? '') && rows.every(({ cells }) => /\d/.test(cells[j] ?? ''))
}

/** Rows from which words in a column of figures are no exceptions. */
const SEVERAL = 3

function isOfWords({ rows }: Titled, j: number): boolean {
  return rows.length >= SEVERAL && rows.every(({ cells }) => isNamed((cells[j] ?? '').trim()))
}

/** One text, in the first cell of a line. */
function isTitle(record: SampleRecord): boolean {
  const kind = kindOf((record.cells[0] ?? '').trim())
  return filledIn(record) === 1 && (kind === 'word' || kind === 'text')
}

/** Words in the first cells, and nothing behind them. */
function isRowOfNames(record: SampleRecord): boolean {
  const names = record.cells.slice(0, widthOf(record)).map((cell) => cell.trim())
  return names.length > 1 && names.every(isNamed) && new Set(names).size === names.length
}

function squared({ rows, width }: Titled): SampleRecord[] {
  return rows.map((row) => cut(row, width))
}

function cut(record: SampleRecord, width: number): SampleRecord {
  const at = (j: number): string => record.cells[j] ?? ''
  return {
    ...record,
    cells: Array.from({ length: width }, (_, j) => at(j)),
    quoted: Array.from({ length: width }, (_, j) => record.quoted[j] ?? false)
  }
}

function sameCells(one: SampleRecord, other: SampleRecord, width: number): boolean {
  return widthOf(other) === width && other.cells.slice(0, width).every((cell, j) => cell === one.cells[j])
}

function widthOf({ cells }: SampleRecord): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}

function filledIn({ cells }: SampleRecord): number {
  return cells.filter((cell) => cell.trim() !== '').length
}
