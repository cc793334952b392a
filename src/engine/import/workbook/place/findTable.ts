import type { Choices } from '../../../../contract'
import type { Merge, SheetRow } from '../sheet'
import { cellsBetween, dominant, fillOf, lookAt, textAt, type ColumnLook } from './columnLook'
import { findColumns } from './findColumns'
import { isAboveTitles, namesApart, spreadTitles } from '../../delimited'
import { headerNames } from './headerNames'
import { headerScore, isWordy } from './headerScore'

/** Where the table of a sheet stands; rows are those of the sample. */
export interface Placement {
  /** Filled rows above the table. */
  above: SheetRow[]
  headerRows: SheetRow[]
  header: string[] | null
  /** Place in the sample of the first data row. */
  body: number
  left: number
  right: number
  /** What its columns look like, by the rows before the first blank one. */
  looks: ReadonlyMap<number, ColumnLook>
  /** Filled cells that a row usually has. */
  usual: number
}

const LOOK = 60
const MANY = 400
const MAX_HEADER = 4

/**
 * Finds the table of a sheet in its first rows: title lines have few cells, a header has words over the typed columns
 * below it, group titles span names, and columns count where they are named or filled. `choices.skip` sets the first
 * row of the sheet that belongs to the table, `choices.headerRows` how many rows its names take.
 */
export async function findTable(
  sample: readonly SheetRow[],
  readMerges: () => Promise<readonly Merge[]>,
  choices: Pick<Choices, 'skip' | 'headerRows'>
): Promise<Placement> {
  const usual = usualFill(sample)
  const told = choices.skip === undefined ? toldHeader(sample, usual) : null
  const first = told?.from ?? (choices.skip === undefined ? findStart(sample, usual) : skipTo(sample, choices.skip))
  let header = told ?? { from: first, to: first }
  // Merged cells stand behind all rows of a sheet: they are looked for only where the rows on top may be titles of groups.
  const merges = told || mayBeGrouped(sample, first, usual) ? await readMerges() : []
  if (!told && sample.length > first) header = findHeader(sample, first, merges, choices.skip !== undefined, usual)
  const { from, to } = forced(header, choices.headerRows, sample.length)
  const headerRows = sample.slice(from, to)
  const body = sample.slice(to)
  const { left, right } = findColumns(headerRows, body, lookAt(body.slice(0, MANY)))
  return {
    above: sample.slice(0, from),
    headerRows,
    header: headerRows.length ? headerNames(headerRows, merges, left, right) : null,
    body: to,
    left,
    right,
    looks: lookAt(firstBlock(body)),
    usual
  }
}

/** The data rows that stand together, if they are two at least; what follows a blank row or a lone text may be another table. */
function firstBlock(body: readonly SheetRow[]): readonly SheetRow[] {
  const isAlone = (row: SheetRow): boolean => fillOf(row) === 1 && row.columns.length === 1 && isWordy(row)
  const gap = body.findIndex((row, at) => at > 0 && (row.index > (body[at - 1]?.index ?? 0) + 1 || isAlone(row)))
  return body.slice(0, gap >= 2 ? Math.min(gap, MANY) : MANY)
}

/** The rows of names by the file's own word, with nothing but titles above them. */
function toldHeader(sample: readonly SheetRow[], usual: number): { from: number; to: number } | null {
  const few = Math.min(2, usual)
  const from = sample.findIndex((row) => fillOf(row) >= few)
  let to = from
  while (sample[to]?.named) to += 1
  return from >= 0 && to > from && to - from <= MAX_HEADER && to < sample.length ? { from, to } : null
}

/** The middle of how many cells rows have filled, single cells apart where most rows have more. */
function usualFill(sample: readonly SheetRow[]): number {
  const fills = sample.map(fillOf).filter((fill) => fill > 0)
  const several = fills.filter((fill) => fill > 1)
  const counted = (several.length * 2 >= fills.length || several.length >= 3 ? several : fills).sort((a, b) => a - b)
  return counted[Math.floor(counted.length / 2)] ?? 1
}

/** The first row that is about as full as the others, or a fuller header further down, behind a blank row. */
function findStart(sample: readonly SheetRow[], usual: number): number {
  const dense = Math.max(Math.min(2, usual), 0.6 * usual)
  const top = sample.slice(0, LOOK)
  const first = top.findIndex((row) => fillOf(row) >= dense)
  if (first < 0) return 0
  let widest = 0
  for (let at = 0; at < top.length; at++) {
    const row = top[at]
    if (!row) break
    const gap = at > 0 && row.index > (top[at - 1]?.index ?? 0) + 1
    if (at > first && gap && fillOf(row) > widest && fillOf(row) >= usual && isWordy(row)) {
      const above = headerScore(top[first] as SheetRow, lookAt(top.slice(first + 1, at)))
      const below = headerScore(row, lookAt(sample.slice(at + 1, at + MANY)))
      if (below > 0.5 && below > above) return at
    }
    widest = Math.max(widest, fillOf(row))
  }
  return first
}

function skipTo(sample: readonly SheetRow[], skip: number): number {
  const at = sample.findIndex((row) => row.index >= skip)
  return at < 0 ? sample.length : at
}

/** Whether the rows on top leave holes where names would be. */
function mayBeGrouped(sample: readonly SheetRow[], first: number, usual: number): boolean {
  for (let at = Math.max(0, first - 2); at < first + 2; at++) {
    const [row, next] = [sample[at], sample[at + 1]]
    if (row && next && next.index === row.index + 1 && fillOf(row) < usual && isWordy(row)) return true
  }
  return false
}

function findHeader(
  sample: readonly SheetRow[],
  first: number,
  merges: readonly Merge[],
  fixed: boolean,
  usual: number
): { from: number; to: number } {
  const none = { from: first, to: first }
  const { last: names, told } = namesRow(sample, first, merges)
  const row = sample[names]
  if (!row) return none
  const below = sample.slice(names + 1)
  const scored = [row, ...sample.slice(first, told ? first + 1 : first)]
  // Another table further down may hide what the columns of this one look like.
  const bodies = [below.slice(0, MANY), firstBlock(below)].map(lookAt)
  const isHeader = bodies.some((looks) => scored.some((each) => headerScore(each, looks) > -0.5))
  if (!isHeader || (below.length === 0 && !isWordy(row))) return none
  let to = names + 1
  while (to - first < MAX_HEADER && isFurtherHeader(sample, first, names, to)) to += 1
  let from = first
  if (!fixed)
    while (from > 0 && to - from < MAX_HEADER && isGroupRow(sample, from - 1, names, to, merges, usual)) from -= 1
  return { from, to }
}

/**
 * The last of the rows that merged cells make one header of, `first` itself where there are none; `told` where a cell merged
 * down to it says so.
 */
function namesRow(
  sample: readonly SheetRow[],
  first: number,
  merges: readonly Merge[]
): { last: number; told: boolean } {
  let [last, deepest] = [first, -1]
  for (let at = first; at <= last && at < first + MAX_HEADER - 1; at++) {
    const row = sample[at]
    if (!row) break
    const here = merges.filter((merge) => merge.top === row.index)
    deepest = Math.max(deepest, ...here.map(({ bottom }) => bottom))
    const across = here.some((merge) => merge.right > merge.left && merge.top === merge.bottom)
    const next = sample[at + 1]
    const wordy = next !== undefined && isWordy(next) && isWordy(row)
    if (next && wordy && next.index === row.index + 1 && (next.index <= deepest || across)) last = at + 1
  }
  last = Math.min(last, sample.length - 1)
  return { last, told: last > first && deepest === sample[last]?.index }
}

/**
 * A row of group titles right above the names: words or years, fewer than the names, at least one of them over several; above
 * two rows of names, titles that begin where these do.
 */
function isGroupRow(
  sample: readonly SheetRow[],
  at: number,
  names: number,
  to: number,
  merges: readonly Merge[],
  usual: number
): boolean {
  const [row, next] = [sample[at], sample[at + 1]]
  if (!row || !next || next.index !== row.index + 1 || !isWordy(row)) return false
  const fill = fillOf(row)
  const spans = merges.filter((merge) => merge.top === row.index && merge.right > merge.left)
  const columns = sample[names]?.columns.length ?? 0
  if (spans.length) return spans.some((merge) => merge.right - merge.left + 1 < columns)
  if (fill < 2 || (fill > usual / 2 && !tellsMore(row, sample[names]))) return false
  const [[start = 0, second = 0], [below = 0]] = [filledColumns(row), filledColumns(next)]
  if (start > below) return true
  const [cells, titles] = cellsOf([row, next], sample.slice(at, to))
  return to - at > 2 && second > start + 1 && isAboveTitles(cells ?? [], titles ?? [])
}

function filledColumns(row: SheetRow): number[] {
  return row.columns.filter((column) => textAt(row, column).trim() !== '')
}

/** Whether titles with holes between them tell names apart that come again below them, some at least. */
function tellsMore(row: SheetRow, names: SheetRow | undefined): boolean {
  const [titles = [], own = []] = names ? cellsOf([row, names], [row, names]) : []
  const [over = []] = spreadTitles([{ cells: titles }], titles.length)
  const pairs = new Set(own.map((name, j) => JSON.stringify([over[j], name])))
  return titles.includes('') && pairs.size > new Set(own).size
}

/** A second row of names: words over typed columns, or the first row once more, or names that tell apart those above. */
function isFurtherHeader(sample: readonly SheetRow[], first: number, names: number, at: number): boolean {
  const [row, next] = [sample[names], sample[at]]
  if (!row || !next || sample.length - at < 3 || !isWordy(next)) return false
  const looks = lookAt(sample.slice(at + 1, at + 1 + MANY))
  let [typed, odd] = [0, 0]
  next.columns.forEach((column, i) => {
    if ((next.texts[i] ?? '').trim() === '' || !dominant(looks.get(column))) return
    typed += 1
    if (/^\d/.test(next.texts[i] ?? '')) odd += 1
  })
  if (typed < 2) return false
  if (odd === 0 && headerScore(next, looks) > 0.5) return true
  const rows = sample.slice(first, at + 1)
  const [cells, ...above] = cellsOf([next, ...rows.slice(0, -1)], rows)
  return (
    next.index === (sample[at - 1]?.index ?? 0) + 1 &&
    namesApart(
      cells ?? [],
      above.map((each) => ({ cells: each }))
    ) &&
    !next.columns.some((column, i) => looks.get(column)?.texts.has(next.texts[i] ?? ''))
  )
}

/** Rows as cells side by side, from the first to the last column that any of some rows fill. */
function cellsOf(rows: readonly SheetRow[], within: readonly SheetRow[]): string[][] {
  const columns = within.flatMap((row) => row.columns)
  const [left, right] = [Math.min(...columns), Math.max(...columns)]
  return rows.map((row) => cellsBetween(row, left, right))
}

/** Applies the number of header rows that was chosen: fewer keep the lowest rows of what was found, more reach further down. */
function forced(
  found: { from: number; to: number },
  rows: number | undefined,
  length: number
): { from: number; to: number } {
  if (rows === undefined) return found
  if (rows === 0) return { from: found.from, to: found.from }
  const height = found.to - found.from
  if (rows <= height) return { from: found.to - rows, to: found.to }
  return { from: found.from, to: Math.min(length, found.from + rows) }
}
