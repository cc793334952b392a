import { isNamedSum } from '../subtotals'
import { isBlank, type SampleRecord } from './detectSyntax'
import { dominantKind, headerScore } from './headerScore'
import { usualLength } from './findWidth'
import { kindOf, TYPED_KINDS } from './kind'
import { learnColumns } from './model'
import { byTitles } from './titledTables'

const FEW = 3
const PURE = 0.9
const AHEAD = 30

/**
 * The first of several tables that stand one below the other: the records (blank ones included) from which to look for
 * it, and where it ends, titles of the next table left out. Null where the records seen are one table, as nearly always.
 */
export function firstTable(records: SampleRecord[]): { from: number; until: number } | null {
  return byTitles(records) ?? byBlankLines(records) ?? byChangeOfWidth(records)
}

interface Block {
  from: number
  until: number
  rows: SampleRecord[]
  width: number
}

function byBlankLines(records: SampleRecord[]): { from: number; until: number } | null {
  const blocks = tables(records)
  const start = blocks.findIndex((block) => block.width > 2 || headed(block))
  const first = blocks[start]
  if (!first || start === blocks.length - 1) return null
  const kinds = kindsOf(first)
  for (let k = start + 1; k < blocks.length; k++) {
    const [before, block] = [blocks[k - 1], blocks[k]]
    if (before && block && isOther(first, kinds, block))
      return { from: first.from, until: titleOf(records, before.until, block.from) }
  }
  return null
}

/** Blocks between blank lines whose records are of one length; a title line above the rows is no part of them. */
function tables(records: SampleRecord[]): Block[] {
  const blocks: Block[] = []
  for (let from = 0; from < records.length;) {
    let until = from
    while (until < records.length && !isEmpty(records[until])) until += 1
    const single = records.slice(from, until).findIndex(({ cells }) => cells.length > 1 && !isTitle(cells))
    const rows = single < 0 || single > 2 ? [] : records.slice(from + single, until)
    const { length, count } = usualLength(rows)
    if (rows.length >= FEW && length >= 2 && count >= 0.8 * rows.length && rows[0]?.cells.length === length)
      blocks.push({ from: from + single, until, rows, width: length })
    from = until + 1
  }
  return blocks
}

/** A title that is padded with the separator, as spreadsheets write it. */
function isTitle(cells: readonly string[]): boolean {
  return cells.length > 2 && cells.filter((cell) => cell.trim() !== '').length === 1
}

function isEmpty(record: SampleRecord | undefined): boolean {
  return record === undefined || isBlank(record) || record.cells.every((cell) => cell.trim() === '')
}

/** Another table has another number of columns, or names of its own over the first one's kinds of values. */
function isOther(first: Block, kinds: Kinds, block: Block): boolean {
  const [names, row] = [first.rows[0], block.rows[0]]
  if (!names || !row) return false
  if (block.rows.every(({ cells }) => isNamedSum(cells))) return false
  if (first.width !== block.width) return true
  if (row.cells.every((cell, j) => cell === names.cells[j])) return false
  if (!headed(first)) return false
  if (isOfOtherKinds(kinds, block)) return true
  const score = headed(block) ? scoreOver(row, first.rows.slice(1), first.width) : 0
  return score > 1 || (score === 1 && (namesAgain(names, kinds, row) || mixesKinds(first, kinds, block)))
}

/** Whether a row has a name of a table again over a column of figures or dates: a header is nothing else. */
function namesAgain(names: SampleRecord, kinds: Kinds, row: SampleRecord): boolean {
  return row.cells.some((cell, j) => kinds[j] && cell !== '' && cell === names.cells[j])
}

/** Share of typed values up to which a column has none. */
const HARDLY = 0.1

/** Whether a column of figures or dates of one block has hardly any in the other. */
function mixesKinds(first: Block, own: Kinds, block: Block): boolean {
  const others = kindsOf(block)
  const hardly = ({ rows, width }: Block, j: number): boolean => {
    const body = fittingOf(rows.slice(1), width)
    return body.filter(({ cells }) => TYPED_KINDS.has(kindOf(cells[j] ?? ''))).length <= HARDLY * body.length
  }
  return own.some((kind, j) => (kind && hardly(block, j)) || (others[j] && hardly(first, j)))
}

/** The kind of values of each column of a block, null where these are words. */
type Kinds = readonly ReturnType<typeof dominantKind>[]

function kindsOf({ rows, width }: Block): Kinds {
  return learnColumns(fittingOf(rows.slice(1), width), width).map(dominantKind)
}

const OTHER = 2

/** Whether a block has no value of the kind of any typed column of the table above, of which there are two at least. */
function isOfOtherKinds(kinds: Kinds, { rows }: Block): boolean {
  const places = kinds.flatMap((kind, j) => (kind === null ? [] : [j]))
  return (
    places.length >= OTHER &&
    rows.every(({ cells }) => places.every((j) => !TYPED_KINDS.has(kindOf(cells[j] ?? '')) && cells[j]?.trim() !== ''))
  )
}

function headed({ rows, width }: Block): boolean {
  const [row, ...body] = rows
  return row !== undefined && scoreOver(row, body, width) > 0.5
}

function fittingOf(body: SampleRecord[], width: number): SampleRecord[] {
  return body.filter((r) => r.cells.length === width).slice(0, 200)
}

function scoreOver(row: SampleRecord, body: SampleRecord[], width: number): number {
  const fitting = fittingOf(body, width)
  return headerScore(row, learnColumns(fitting, width), fitting)
}

/** Where the lines above a table that hold one filled cell start: its title. */
function titleOf(records: SampleRecord[], after: number, from: number): number {
  let at = from
  while (at > after && (records[at - 1]?.cells.filter((cell) => cell.trim() !== '').length ?? 0) <= 1) at -= 1
  while (at < from && isEmpty(records[at])) at += 1
  return at
}

/** Tables that touch: at some record the length changes for good, and that record reads as names. */
function byChangeOfWidth(records: SampleRecord[]): { from: number; until: number } | null {
  const names = records[0]
  const width = names?.cells.length ?? 0
  if (!names || width < 2) return null
  let sound = 0
  for (let k = 0; k < records.length; k++) {
    const row = records[k]
    if (!row) break
    const length = row.cells.length
    if (k >= FEW && length >= 2 && length !== width && sound >= PURE * k) {
      const ahead = records.slice(k, k + AHEAD)
      const same = ahead.filter((r) => r.cells.length === length).length
      const rest = records.slice(k).filter((r) => r.cells.length === width).length
      if (ahead.length >= FEW && same >= PURE * ahead.length && rest <= 0.02 * (records.length - k)) {
        const alike = row.cells.filter((cell, j) => cell !== '' && cell === names.cells[j]).length
        const named = scoreOver(row, ahead.slice(1), length) > 0.5
        if (alike >= Math.max(2, 0.6 * Math.min(width, length)) || named)
          return { from: 0, until: titleOf(records, FEW, k) }
      }
    }
    if (length === width) sound += 1
  }
  return null
}
