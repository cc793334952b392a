import type { SampleRecord } from './detectSyntax'
import { headerScore } from './headerScore'
import { kindOf } from './kind'
import { learnColumns } from './model'
import { isNamed } from './titles'

/** Rows that each of two tables has below its names, at least. */
const FEW = 2
const MANY = 200
/** Lines between a title and the names below it. */
const BETWEEN = 3

/** The names of a table, its rows, and how many columns they fill. */
interface Titled {
  title: SampleRecord | null
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
  const names = records[from]
  if (!names || !isRowOfNames(names)) return null
  const above = records.slice(0, from).findLast((record) => filledIn(record) > 0)
  for (let at = from + 1 + FEW; at < records.length; at++) {
    const title = records[at]
    if (!title || !isTitle(title)) continue
    const below = records.slice(at + 1, at + 1 + BETWEEN).findIndex((record) => filledIn(record) > 1)
    const next = below < 0 ? null : tableAt(records, at + 1 + below, title)
    const first = tableAt(records, from, above && isTitle(above) ? above : null, at)
    if (next && first && isOther(first, next)) return { from, until: at }
  }
  return null
}

function tableAt(
  records: readonly SampleRecord[],
  at: number,
  title: SampleRecord | null,
  until = records.length
): Titled | null {
  const names = records[at]
  if (!names || !isRowOfNames(names)) return null
  const width = widthOf(names)
  const end = records.slice(0, until).findIndex((record, place) => place > at && isTitle(record))
  const rows = records.slice(at + 1, end < 0 ? until : end).filter((record) => filledIn(record) > 0)
  const fitting = rows.slice(0, MANY).filter((row) => widthOf(row) <= width)
  const full = fitting.filter((row) => widthOf(row) === width)
  if (rows.length < FEW || fitting.length < Math.min(rows.length, MANY) || full.length * 2 < fitting.length) return null
  return { title, names, rows: fitting, width }
}

function isOther(first: Titled, next: Titled): boolean {
  if (sameCells(first.names, next.names, first.width)) return areTwoTitles(titleOf(first), titleOf(next))
  const models = learnColumns(squared(next), next.width)
  const named = headerScore(cut(next.names, next.width), models, squared(next)) > 0.5
  if (first.width !== next.width) return named || next.width > first.width
  return named || next.names.cells.some((cell, j) => j < next.width && cell === first.names.cells[j])
}

/** What a printed report numbers: its pages, or a list of one day. */
const NUMBERED = /\b(?:pages?|listes?|lists?|feuillets?|sheets?)\b|\d[./-]\d{1,2}[./-]\d/iu

function titleOf({ title }: Titled): string {
  return (title?.cells[0] ?? '').trim()
}

/** Whether two titles stand above two tables of the same names: neither is the other come again, nor that of its next page. */
export function areTwoTitles(one: string, other: string): boolean {
  if (!one || !other || one === other) return false
  return !NUMBERED.test(other) || one.replace(/\d+/g, '') !== other.replace(/\d+/g, '')
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
