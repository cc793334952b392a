import type { FileHandle } from 'node:fs/promises'
import type { LocalizedText } from '../../../contract'
import { closesTable } from './closingRow'
import type { Dialect } from './dialect/detectDialect'
import { joinDecimals } from './dialect/decimalCommas'
import { isComment } from './dialect/findComment'
import { sampleRecords, type SampleRecord } from './dialect/detectSyntax'
import { kindOf, TYPED_KINDS, type CellKind } from './dialect/kind'
import { fileChunks } from './inspect'
import { closingLines, isBlankRow, lastTotals, totalRemark, type TailRow } from './lastTotals'
import { isConsoleWord, rowsCounted } from './read/consoleLine'
import { readTail } from './readTail'
import { decodeAll, openDecoder } from './text/decoder'
import { mendText, openMender } from './text/openMender'
import type { EncodingVerdict } from './text/scanEncoding'

const TAIL = 1 << 14
/** Bytes of a file with several tables. */
const SEVERAL = 1 << 22
const MOST = 3
/** Rows above that a total must differ from. */
const ABOVE = 20
const FEW = 3
const SHORT = 40
const WORDS: ReadonlySet<CellKind> = new Set<CellKind>(['word', 'text', 'code'])

type Shape = Pick<
  Dialect,
  'syntax' | 'width' | 'comment' | 'trailing' | 'decimalCommas' | 'bodyStart' | 'mixedReturns' | 'quotedLines'
>

/**
 * What to tell of the last rows of a file that sum up those above (`Total;;12 345,67`), or that a blank line parts from
 * them and that have words in place of numbers (`Source : INSEE; 2024`), or that are a note with the separator in it: they are kept as rows, and would count. Reads the end of the file, and all of it for the line only where there is such a row.
 */
export async function totalRemarks(
  file: FileHandle,
  size: number,
  verdict: Pick<EncodingVerdict, 'encoding' | 'bom'>,
  dialect: Shape
): Promise<LocalizedText[]> {
  const { text, from, whole } = await readTail(file, size, TAIL, verdict, dialect)
  const found = oddRows(text, whole, dialect)
  if (!found.length) return []
  const before = whole ? 0 : await countLines(file, from, verdict.encoding, verdict.bom, dialect)
  return found.map((row) => remarkOn(row, 1 + before + newlines(text.slice(0, row.at), dialect)))
}

/** The same for a file of several tables, each with the line at which it begins; of a large file only the begin is looked at. */
export async function totalRemarksOfTables(
  file: FileHandle,
  { encoding, bom }: Pick<EncodingVerdict, 'encoding' | 'bom'>,
  tables: readonly { line: number; dialect: Shape }[]
): Promise<LocalizedText[]> {
  const bytes = Buffer.alloc(SEVERAL)
  const { bytesRead } = await file.read(bytes, 0, SEVERAL, bom)
  const decoded = decodeAll(bytes.subarray(0, bytesRead), encoding)
  const text = tables[0] ? mendText(decoded, tables[0].dialect) : decoded
  let [at, line] = [0, 1]
  const starts = tables.map((table) => {
    for (; line < table.line && at >= 0; line += 1) at = text.indexOf(signOf(table.dialect), at) + 1 || -1
    return at
  })
  return tables.flatMap(({ line: first, dialect }, place) => {
    const [from = -1, next] = [starts[place], starts[place + 1]]
    // The end of the last table that was reached is not known where the text stops before it.
    const ends = next === undefined ? bytesRead < SEVERAL : next >= 0
    return from >= 0 && ends ? totalRemarksOn(text.slice(from, next), dialect, first) : []
  })
}

/** The same on a text at hand, from the first character of a table, which stands in line `first` of the file, to its last. */
export function totalRemarksOn(text: string, dialect: Shape, first = 1): LocalizedText[] {
  const end = text.length > TAIL ? text.indexOf(signOf(dialect), text.length - TAIL) + 1 : 0
  const found = oddRows(text.slice(end), end === 0, dialect)
  return found.map((row) => remarkOn(row, first + newlines(text.slice(0, end + row.at), dialect)))
}

function remarkOn({ label, kind }: OddRow, line: number): LocalizedText {
  if (kind === 'closing')
    return {
      fr: `La ligne ${line}, à la fin du tableau, ressemble à une note plutôt qu’aux autres lignes («\u202f${label}\u202f»)\u202f: elle est gardée comme elles.`,
      en: `Line ${line}, at the end of the table, looks like a note rather than like the other rows (“${label}”): it is kept like them.`
    }
  if (kind === 'apart')
    return {
      fr: `La ligne ${line}, sous une ligne vide à la fin du tableau, ne ressemble pas aux autres («\u202f${label}\u202f»)\u202f: elle est gardée comme elles.`,
      en: `Line ${line}, below a blank line at the end of the table, does not look like the others (“${label}”): it is kept like them.`
    }
  return totalRemark(label, line)
}

/** A last row that is none like the others: a total, words below a blank line, or a note; `at` is where it starts in the text. */
interface OddRow {
  label: string
  at: number
  kind: 'total' | 'apart' | 'closing'
}

/** The last rows that are odd, in the order of the text. */
function oddRows(text: string, whole: boolean, dialect: Shape): OddRow[] {
  const { syntax, width, comment, trailing, decimalCommas, bodyStart } = dialect
  if (width < 2) return []
  const start = whole ? bodyStart : text.indexOf(signOf(dialect)) + 1
  const cellsOf = ({ cells, quoted }: SampleRecord): string[] =>
    trailing && cells.length === width + 1 ? cells.slice(0, -1) : joinDecimals(cells, quoted, decimalCommas)
  const all = sampleRecords(text.slice(start), syntax, Infinity)
    .filter((record) => !record.odd && !isComment(record, comment))
    .filter(({ start: at, end }) => !syntax.layout || !isOfConsole(text.slice(start + at, start + end)))
    .map((record) => ({ cells: cellsOf(record), at: start + record.start }))
  const closing = closingLines(all.map(({ cells }) => cells))
  const rows = all.filter((_, place) => !closing[place])
  const apart = [...rowsApart(rows, width), ...closingRows(rows, width)]
  const found: OddRow[] = lastTotals(rows, width).map((row) => ({ ...row, kind: 'total' }))
  for (const row of apart) if (!found.some(({ at }) => at === row.at)) found.push(row)
  return found.sort((a, b) => a.at - b.at)
}

function isOfConsole(line: string): boolean {
  return rowsCounted(line) !== null || isConsoleWord(line)
}

/** The last rows that are lines of text with the separator in them. */
function closingRows(rows: readonly TailRow[], width: number): OddRow[] {
  const filled = rows.filter(({ cells }) => cells.length === width && !isBlankRow(cells))
  const found: OddRow[] = []
  for (let k = filled.length - 1; k >= FEW && found.length < MOST; k--) {
    const above = filled.slice(Math.max(0, k - ABOVE), k).map(({ cells }) => cells)
    const row = filled[k]
    // Two such lines are told, and a column of them is one of the table.
    if (!row || !closesTable(row.cells, above.slice(0, -MOST))) break
    found.unshift({ label: labelOf(row.cells), at: row.at, kind: 'closing' })
  }
  return found
}

/** Rows below a blank line, the last ones, with words where nearly all rows above it have numbers, days and the like. */
function rowsApart(rows: readonly TailRow[], width: number): OddRow[] {
  const blank = ({ cells }: TailRow): boolean => isBlankRow(cells)
  const end = rows.findLastIndex((row) => !blank(row))
  const gap = rows.slice(0, end + 1).findLastIndex(blank)
  if (gap < 0 || end - gap > MOST) return []
  const above = rows.slice(Math.max(0, gap - ABOVE), gap).filter((row) => row.cells.length === width && !blank(row))
  if (above.length < FEW) return []
  const typed = Array.from({ length: width }, (_, j) => {
    const filled = above.filter(({ cells }) => (cells[j] ?? '').trim() !== '')
    return filled.length >= FEW && filled.every(({ cells }) => TYPED_KINDS.has(kindOf(cells[j] ?? '')))
  })
  const odd = (cell: string, j: number): boolean => typed[j] === true && WORDS.has(kindOf(cell))
  return rows
    .slice(gap + 1, end + 1)
    .filter(({ cells }) => cells.length === width && cells.some(odd))
    .map(({ cells, at }) => ({
      label: labelOf(cells),
      at,
      kind: 'apart'
    }))
}

function labelOf(cells: readonly string[]): string {
  return (cells.find((cell) => cell.trim() !== '') ?? '').trim().slice(0, SHORT)
}

async function countLines(
  file: FileHandle,
  end: number,
  encoding: EncodingVerdict['encoding'],
  bom: number,
  dialect: Shape
): Promise<number> {
  const decoder = openDecoder(encoding)
  const mender = openMender(dialect)
  let count = 0
  for await (const chunk of fileChunks(file, bom, end)) {
    count += newlines(mender.write(decoder.write(chunk)), dialect)
  }
  return count + newlines(mender.end(), dialect)
}

function newlines(text: string, dialect: Shape): number {
  const sign = signOf(dialect)
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

function signOf({ syntax }: Shape): string {
  return syntax.newline === '\r' ? '\r' : '\n'
}
