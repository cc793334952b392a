import { fail } from '../../../errors'
import { isSpacedQuote, tokeniseLine } from '../read/tokeniseLine'
import { isBlank, type SampleRecord } from './detectSyntax'
import { belowFacts } from './belowFacts'
import { groupRows, isSecondHeader } from './headerRows'
import { bodyModels, headerScore } from './headerScore'
import { kindOf, TYPED_KINDS } from './kind'
import type { Syntax } from './syntax'
import { isNamed, spreadTitles } from './titles'

/** The header found: `from` counts the records (blank lines and comments apart) that stand before it. */
export interface FoundHeader {
  header: string[] | null
  /** The width of the table: the header's where it names more columns than the rows fill. */
  width: number
  rows: SampleRecord[]
  /** The column that the header, shorter than the rows, leaves without a name. */
  unnamed: 'first' | 'last' | null
  /** Names stand in quotes with spaces beside them: both are no part of the names. */
  spacedQuotes: boolean
  from: number
  bodyStart: number
}

const LOOK = 60
/** Lines that may stand above a blank line and the header below it. */
const TOP = 12

/**
 * Finds the rows above the data: an introduction (few filled cells), then no, one or several header rows. A row is a
 * header when its cells do not look like the column below it; a second header row must differ from every typed column,
 * or repeat the first one.
 */
export function findHeader(
  all: SampleRecord[],
  records: SampleRecord[],
  measured: number,
  text: string,
  syntax: Syntax,
  chosen: { skip?: number; headerRows?: number; further?: true } = {}
): FoundHeader {
  let width = measured
  const from = chosen.skip === undefined ? firstFullRow(all, records, width, text, syntax, chosen.further === true) : 0
  const groups = chosen.headerRows === undefined ? groupRows(records, from, width) : []
  const first = from + groups.length
  const rows: SampleRecord[] = []
  const row = records[first]
  if (chosen.headerRows !== undefined) rows.push(...chosenRows(records.slice(from), chosen.headerRows))
  else if (row && isHeader(row, records, first, width)) {
    rows.push(row)
    for (let k = first + 1; k < first + 4; k++) {
      const next = records[k]
      if (!next || !isSecondHeader(next, row, [...groups, ...rows], records, k, width)) break
      rows.push(next)
    }
  }
  const start = records[from]?.start ?? 0
  const technical = chosen.headerRows === undefined && rows.length ? technicalRow(records, first) : -1
  if (technical > 0) rows.splice(1, Infinity, ...records.slice(first + 1, technical + 1))
  if (!rows.length) return { header: null, width, rows, unnamed: null, spacedQuotes: false, from, bodyStart: start }
  const tight = (row: SampleRecord): SampleRecord => withoutSpaces(row, text, syntax)
  const named = rows[0] ? tight(rows[0]).cells : []
  if (named.length > width && named.every((name) => name.trim() !== '')) width = named.length
  const used = [...groups, ...rows]
  const written = technical > 0 ? used.slice(0, -1) : used
  const naming = written.map(tight)
  const titles = groups.length || (naming.length > 1 && naming[0]?.cells.some((cell) => cell.trim() === '') ? 1 : 0)
  const isOver = (i: number, j: number): boolean => naming.slice(i).some((row) => (row.cells[j] ?? '').trim() !== '')
  const cells = [
    // A title stands over names: not over a column behind the last of these, which a separator too many makes.
    ...spreadTitles(naming.slice(0, titles), width).map((names, i) =>
      names.map((name, j) => (isOver(i, j) ? name : ''))
    ),
    ...naming.slice(titles).map((r) => fitNames(r, records, first + rows.length, width, text, syntax))
  ]
  // A name beyond the rows is no reason to lose it.
  for (const names of cells) width = Math.max(width, names.findLastIndex((name) => name.trim() !== '') + 1)
  const header = Array.from({ length: width }, (_, j) =>
    cells
      .map((names) => (names[j] ?? '').trim())
      .filter((name) => name !== '')
      .join(' ')
  )
  const unnamed = chosen.headerRows === undefined && naming.length === 1 ? unnamedOf(named, header) : null
  const spacedQuotes = naming.some((row, i) => row !== written[i])
  return { header, width, rows: used, unnamed, spacedQuotes, from, bodyStart: used[used.length - 1]?.end ?? start }
}

/** Whether a row reads as names over what stands below, or, where nothing does, by itself: a day, an amount or a number that leads it is a value. */
function isHeader(row: SampleRecord, records: SampleRecord[], at: number, width: number): boolean {
  const body = records.slice(at + 1)
  if (body.length) return headerScore(row, bodyModels(records, at + 1, width), body) > -0.5
  const kinds = row.cells.map(kindOf)
  return (
    kinds[0] !== 'integer' && !kinds.some((kind) => TYPED_KINDS.has(kind) && kind !== 'integer' && kind !== 'boolean')
  )
}

/** A row of names of which some stand in quotes with spaces beside them, read without both; others as they are. */
function withoutSpaces(row: SampleRecord, text: string, syntax: Syntax): SampleRecord {
  if (!row.cells.some((cell, j) => !row.quoted[j] && isSpacedQuote(cell, syntax.quote))) return row
  const tokens = tokeniseLine(lineOf(row, text), syntax, 'spaced')
  return { ...row, cells: tokens.map((token) => token.text), quoted: tokens.map((token) => token.quoted) }
}

function unnamedOf(cells: string[], header: string[]): 'first' | 'last' | null {
  if (cells.length !== header.length - 1) return null
  return header[0] === '' && cells[0]?.trim() !== '' ? 'first' : header[cells.length] === '' ? 'last' : null
}

function chosenRows(records: SampleRecord[], count: number): SampleRecord[] {
  if (count > records.length) {
    throw fail(
      'input',
      {
        fr: `Vous demandez ${count} lignes de titre, mais le tableau n’a que ${records.length} lignes.`,
        en: `You ask for ${count} header rows, but the table has only ${records.length} rows.`
      },
      { hint: { fr: 'Choisissez un nombre plus petit.', en: 'Choose a smaller number.' } }
    )
  }
  return records.slice(0, count)
}

/** The place of a row of identifiers that a survey tool (Qualtrics) writes below its names and questions; -1 for none. */
function technicalRow(records: SampleRecord[], first: number): number {
  const at = records.slice(first + 1, first + 4).findIndex(({ cells }) => {
    const filled = cells.filter((cell) => cell !== '')
    return filled.length > 0 && filled.every((cell) => cell.startsWith('{"ImportId":'))
  })
  return at < 0 ? -1 : first + 1 + at
}

/** Skips introductory rows: other lengths or nearly empty, provided that what follows reads as the start of a table. */
function firstFullRow(
  all: SampleRecord[],
  records: SampleRecord[],
  width: number,
  text: string,
  syntax: Syntax,
  isFurther: boolean
): number {
  if (width < 2) return 0
  const filled = (r: SampleRecord): number => r.cells.filter((cell) => cell.trim() !== '').length
  const below = belowBlank(all, records, width) || belowFacts(records, width)
  if (below) return below
  let at = 0
  while (at < Math.min(LOOK, records.length)) {
    const record = records[at]
    if (!record) break
    const sparse =
      width >= 3 ? filled(record) <= 1 : record.cells.length < width || isTitleOfTwo(records, at, isFurther)
    if (!sparse && !isPageLine(record) && (record.cells.length >= width - 1 || filled(record) > width / 2)) break
    if (otherHeader(records, at, width, text, syntax)) break
    at += 1
  }
  if (at === 0 || at >= records.length) return 0
  const last = records[at - 1]
  const next = records[at]
  if (!last || !next) return 0
  const separated = all.some((r) => r.start >= last.start && r.end <= next.start && isBlank(r)) || filled(last) === 0
  const other = records.slice(0, at).every((r) => r.cells.length !== width)
  if (
    separated ||
    other ||
    isTitled(records, at, width, isFurther) ||
    (width === 2 && isTitleOfTwo(records, at - 1, isFurther))
  )
    return at
  const score = headerScore(next, bodyModels(records, at + 1, width), records.slice(at + 1))
  return score > 0.5 ? at : 0
}

/** A line that numbers a page of a printed report, with holes between its texts. */
function isPageLine({ cells }: SampleRecord): boolean {
  return cells.some((cell) => cell.trim() === '') && cells.some((cell) => /^\s*page\s*(?:n°\s*)?\d/iu.test(cell))
}

/** A text beside an empty cell, above two names that read as such: a title, filled up with the separator. */
function isTitleOfTwo(records: SampleRecord[], at: number, isFurther: boolean): boolean {
  const [title, names] = [records[at], records[at + 1]]
  if (!title || !names || title.cells[1]?.trim() !== '' || !isNamed(title.cells[0] ?? '')) return false
  const body = records.slice(at + 2)
  const named = names.cells.length === 2 && names.cells.every(isNamed) && body.length >= 2
  const unlike = (cell: string, j: number): boolean =>
    !/\d/.test(cell) && body.every(({ cells }) => /\d/.test(cells[j] ?? ''))
  return named && (unlike(names.cells[0] ?? '', 0) || (isFurther && names.cells.some(unlike)))
}

/** Lines of one text each, in the first column, above rows that are mostly filled by half at least. */
function isTitled(records: SampleRecord[], at: number, width: number, isFurther: boolean): boolean {
  const filled = (r: SampleRecord): number => r.cells.filter((cell) => cell.trim() !== '').length
  const kinds = isFurther ? ['text', 'word'] : ['text']
  const titles = records.slice(0, at).every((r) => filled(r) === 1 && kinds.includes(kindOf(r.cells[0] ?? '')))
  const rows = records.slice(at, at + TOP)
  const full = rows.filter((r) => filled(r) >= Math.max(2, width / 2)).length
  return titles && rows.length >= 3 && full >= 0.8 * rows.length
}

/** The place of a header right below a blank line, with lines above that have fewer cells than it has names; else 0. */
function belowBlank(all: SampleRecord[], records: SampleRecord[], width: number): number {
  for (let at = 1; at < Math.min(TOP, records.length - 1); at++) {
    const [last, row] = [records[at - 1], records[at]]
    if (!last || !row || last.cells.filter((cell) => cell.trim() !== '').length >= width) return 0
    if (row.cells.length !== width || row.cells.some((cell) => cell.trim() === '')) continue
    if (!all.some((r) => r.start >= last.end && r.end <= row.start && isBlank(r))) continue
    if (headerScore(row, bodyModels(records, at + 1, width), records.slice(at + 1)) > 0.5) return at
  }
  return 0
}

/** A header written with another separator than the data below it, which must not be a header itself. */
function otherHeader(records: SampleRecord[], at: number, width: number, text: string, syntax: Syntax): boolean {
  const [record, next] = [records[at], records[at + 1]]
  if (!record || !next || record.cells.length === width || next.cells.length !== width) return false
  if (headerScore(next, bodyModels(records, at + 2, width), records.slice(at + 2)) > -0.5) return false
  return otherReading(lineOf(record, text), syntax, width) !== null
}

/** Fits header cells to the width of the body: surplus empty names go, names that touch without separator are parted. */
function fitNames(
  row: SampleRecord,
  records: SampleRecord[],
  body: number,
  width: number,
  text: string,
  syntax: Syntax
): string[] {
  if (row.cells.length === width) return row.cells
  const surplus = row.cells.length - width
  const empty = row.cells.map((cell, j) => (cell.trim() === '' ? j : -1)).filter((j) => j >= 0)
  if (surplus > 0 && empty.length >= surplus) {
    const dropped = new Set(empty.slice(0, surplus))
    return row.cells.filter((_, j) => !dropped.has(j))
  }
  const other = otherReading(lineOf(row, text), syntax, width)
  if (other) return other
  return surplus === -1 && firstColumnIsRowName(records, body, width) ? ['', ...row.cells] : row.cells
}

function lineOf(record: SampleRecord, text: string): string {
  return text.slice(record.start, record.end).replace(/[\r\n]+$/, '')
}

function otherReading(line: string, syntax: Syntax, width: number): string[] | null {
  for (const delimiter of new Set([syntax.delimiter, ',', ';', '\t', '|', ' '])) {
    for (const reading of ['nested', 'plain', 'toggle'] as const) {
      const tokens = tokeniseLine(line, { ...syntax, delimiter }, reading)
      const names = tokens.flatMap((token) => token.pairs?.[0]?.map((part) => part.text) ?? [token.text])
      if (names.length === width && names.every((name) => name.trim() !== '' && !TYPED_KINDS.has(kindOf(name))))
        return names
    }
  }
  return null
}

/**
 * Statistical packages write row names without a name for their column. Where no row fills its last cell, it is that one
 * which has no name: the rows end with a separator too many.
 */
function firstColumnIsRowName(records: SampleRecord[], from: number, width: number): boolean {
  const rows = records.slice(from)
  if (rows.every(({ cells }) => (cells[width - 1] ?? '').trim() === '')) return false
  const values = rows.slice(0, 50).map((r) => (r.cells[0] ?? '').trim())
  return values.length >= 2 && values.every((value, i) => value === String(i + 1) || value === String(i))
}
