import { scanRecord, lineEnd } from '../read/scanRecord'
import { tokeniseLine } from '../read/tokeniseLine'
import { delimitersOf } from './delimiters'
import { preferBalanced } from './preferBalanced'
import { preferSteady, type ReadRows } from './preferSteady'
import { kindOf, TYPED_KINDS } from './kind'
import { cutLine, isRuler, layoutsOf } from './layout'
import type { Steps } from '../../steps'
import type { Syntax } from './syntax'

/** A syntax with its score (0 to about 1): consistency of lengths × typed cells × number of columns. */
export interface ScoredSyntax {
  syntax: Syntax
  score: number
}
/** One record of a sample. */
export interface SampleRecord {
  cells: string[]
  quoted: boolean[]
  /** It breaks the rules of quotes. */
  odd: boolean
  /** Nothing else breaks them than a sign within a cell that stands in no quotes. */
  stray?: boolean
  /** Character offsets of the record in its sample. */
  start: number
  end: number
}

const RECORDS = [160, 50, 50]
const WIDE = 60_000
const FEW_LINES = 8
/** Parts of a syntax that are settled beforehand; quote '' says that there is none. */
export type Settled = Partial<Pick<Syntax, 'delimiter' | 'quote' | 'escape'>>

/**
 * Scores every plausible syntax over samples of the file (begin, middle, end), best first; what is settled is taken as
 * it is. The idea is that of van den Burg, Nazábal and Sutton (2019), consistency of row patterns × share of cells with
 * a known type; ours reads broken quotes tolerantly, gives credit to closed quotes, and none to cells that still hold
 * another separator.
 */
export function* detectSyntax(samples: string[], settled: Settled = {}): Steps<ScoredSyntax[]> {
  const head = samples[0] ?? ''
  const newline = detectNewline(head)
  const parts = samples.map((text, i): Part => ({ text, begin: cut(text, WIDE >> (i ? 1 : 0)) }))
  const all = parts.map(({ begin }) => begin).join('\n')
  const scored: ReadRows[] = []
  for (const { weight, ...rest } of candidates(all, parts[0]?.begin ?? '', settled)) {
    yield
    const syntax: Syntax = { ...rest, newline }
    const { score, quoted, ...rows } = scoreSyntax(parts, syntax)
    // Whatever sign it is, it parts cells where these stand in quotes.
    scored.push({ syntax, score: (weight < 1 ? weight + (1 - weight) * quoted : weight) * score, ...rows })
  }
  scored.sort((a, b) => b.score - a.score)
  const steady = preferSteady(scored)
  const balanced = settled.quote === undefined ? preferBalanced(steady, head) : steady
  return withNewline(settled.escape === undefined ? withBackslash(balanced, parts) : balanced, parts)
}

/** A sample, and the lines of its begin whose records are scored: they may end below. */
interface Part {
  text: string
  begin: string
}

type Candidate = Omit<Syntax, 'newline'> & { weight: number }

function candidates(all: string, head: string, settled: Settled): Candidate[] {
  const found: Candidate[] = []
  for (const [delimiter, weight] of settled.delimiter === undefined
    ? delimitersOf(all, head)
    : ([[settled.delimiter, 1]] as const)) {
    for (const quote of settled.quote === undefined ? quotesOf(all, delimiter || '\n') : [settled.quote]) {
      const escapes =
        settled.escape !== undefined
          ? [settled.escape]
          : delimiter === '' && settled.delimiter === undefined
            ? escapesOf(all, quote).filter((escape) => quote !== '' && escape !== 'none')
            : escapesOf(all, quote)
      for (const escape of escapes) found.push({ delimiter, quote, escape, weight })
    }
  }
  if (settled.quote) return found
  const layouts = layoutsOf(head).filter(
    ({ delimiter }) => settled.delimiter === undefined || delimiter === settled.delimiter
  )
  const framed = layouts.find(({ layout }) => layout === 'bars' || layout === 'open')
  const others = framed ? found.filter(({ delimiter }) => !delimiter.includes(framed.delimiter)) : found
  return [
    ...others,
    ...layouts.map(({ delimiter, layout, drawn }) => ({
      delimiter,
      quote: '',
      escape: 'double',
      layout,
      weight: layout === 'bars' || drawn ? 1.2 : layout === 'runs' ? (delimiter === ' ' ? 0.7 : 0.9) : 0.85
    }))
  ]
}

/**
 * Reads the records of a sample, at most `limit`, that start before `until`; a record that breaks the rules is read from
 * its first line only.
 */
export function sampleRecords(text: string, syntax: Syntax, limit: number, until = text.length): SampleRecord[] {
  const records: SampleRecord[] = []
  for (let pos = 0; pos < until && records.length < limit;) {
    if (syntax.layout) {
      const { end, next } = lineEnd(text, pos, syntax.newline)
      const line = text.slice(pos, end)
      const cells = isRuler(line) ? [''] : cutLine(line, syntax)
      records.push({ cells, quoted: cells.map(() => false), odd: false, start: pos, end: next })
      pos = next
      continue
    }
    const scan = scanRecord(text, pos, syntax)
    if (scan.odd === 'none') {
      records.push({ cells: scan.cells, quoted: scan.quoted, odd: false, start: pos, end: scan.end })
      pos = scan.end
      continue
    }
    if (scan.odd === 'stray' && scan.multiline && scan.cells.length === records[records.length - 1]?.cells.length) {
      records.push({ cells: scan.cells, quoted: scan.quoted, odd: true, stray: true, start: pos, end: scan.end })
      pos = scan.end
      continue
    }
    if (scan.odd === 'unclosed' && runsOn(text, pos, records[records.length - 1], syntax)) {
      records.push({ cells: scan.cells, quoted: scan.quoted, odd: false, start: pos, end: text.length })
      break
    }
    const { end, next } = lineEnd(text, pos, syntax.newline)
    const tokens = tokeniseLine(text.slice(pos, end), syntax, syntax.escape === 'none' ? 'plain' : 'nested')
    records.push({
      cells: tokens.map((t) => t.text),
      quoted: tokens.map((t) => t.quoted),
      odd: true,
      stray: scan.odd === 'stray',
      start: pos,
      end: next
    })
    pos = next
  }
  return records
}

/** Whether the lines below an open quote are the text of a long cell: hardly any has the cells of the record before. */
function runsOn(text: string, pos: number, before: SampleRecord | undefined, { delimiter, newline }: Syntax): boolean {
  if (!before || before.cells.length < 2) return false
  const lines = text.slice(lineEnd(text, pos, newline).next, pos + WIDE).split(newline, 40)
  const alike = lines.filter((line) => line.split(delimiter).length === before.cells.length).length
  return lines.length >= 20 && alike <= 0.1 * lines.length
}

/** Whether a record is an empty line. */
export function isBlank(record: { cells: string[] }): boolean {
  return record.cells.length <= 1 && (record.cells[0] ?? '').trim() === ''
}

function recordsOf(parts: Part[], syntax: Syntax): SampleRecord[] {
  return parts.flatMap(({ text, begin }, i) => sampleRecords(text, syntax, RECORDS[i] ?? 50, begin.length))
}

/** The score, the records and their usual length with the share that has it, and the share of cells in quotes. */
function scoreSyntax(parts: Part[], syntax: Syntax): Omit<ReadRows, 'syntax'> & { quoted: number } {
  const written = recordsOf(parts, syntax).filter((r) => !isBlank(r))
  const records = shortTable(written) ?? written
  if (!records.length) return NOTHING
  const lengths = new Map<number, number>()
  for (const { cells } of records) lengths.set(cells.length, (lengths.get(cells.length) ?? 0) + 1)
  let [mode, most] = [1, 0]
  for (const [length, count] of lengths)
    if (count > most || (count === most && length > mode)) [mode, most] = [length, count]
  if (mode < 2 && syntax.delimiter !== '' && most > 0.8 * records.length) return NOTHING
  const filled = new Set<number>()
  for (const { cells } of records) cells.forEach((cell, j) => cell.trim() !== '' && filled.add(j))
  let credit = 0
  let odd = 0
  let [inQuotes, all] = [0, 0]
  const proven = records.some((record) => needsQuotes(record, syntax))
  for (const { cells, quoted, odd: isOdd, stray } of records) {
    let sum = 0
    for (let j = 0; j < cells.length; j++) sum += cellCredit(cells[j] ?? '', quoted[j] ?? false, filled.has(j), syntax)
    credit += sum / Math.max(1, cells.length)
    all += cells.length
    if (isOdd) odd += stray && proven ? 0 : 1
    else for (const each of quoted) if (each) inQuotes += 1
  }
  const consistency = most / records.length
  const size =
    syntax.delimiter === '' ? 0.5 : (Math.max(mode, meanLength(records)) - 0.5) / Math.max(mode, meanLength(records))
  const sound = (credit / records.length) * (0.3 + 0.7 * consistency) * size * (1 - (0.15 * odd) / records.length)
  return {
    score: sound * headPenalty(records, mode, consistency, syntax),
    steady: consistency,
    quoted: inQuotes / all,
    width: mode,
    records: records.length,
    plainCommas: syntax.delimiter !== ',' && records.every(hasPlainCommas)
  }
}

const SHORT = 40
const COLUMNS = 3

/**
 * The records below a blank line where a short table stands there, each as long, below lines that are shorter: what is written above
 * it says nothing of how the table is.
 */
function shortTable(records: SampleRecord[]): SampleRecord[] | null {
  if (records.length > SHORT) return null
  const start = records.findIndex((record, k) => k > 0 && record.start > (records[k - 1]?.end ?? 0))
  const rows = start < 0 ? [] : records.slice(start)
  const width = rows[0]?.cells.length ?? 0
  if (rows.length < 2 || width < COLUMNS || rows.some(({ cells }) => cells.length !== width)) return null
  return records.slice(0, start).every(({ cells }) => cells.length < width) ? rows : null
}

/**
 * Whether a record shows what its quotes are for: one that keeps the rules and has a sign within a cell in quotes. The same sign
 * in a cell without (`27" cassé`) is then a sign of inches, and nothing against the quotes.
 */
function needsQuotes({ cells, quoted, odd }: SampleRecord, { quote, delimiter }: Syntax): boolean {
  if (odd || quote === '') return false
  return cells.some((cell, j) => quoted[j] && (cell.includes(quote) || (delimiter !== '' && cell.includes(delimiter))))
}

function hasPlainCommas({ cells, quoted }: SampleRecord): boolean {
  return cells.every((cell, j) => quoted[j] || !/,(?! )/.test(cell) || isTyped(cell))
}

const NOTHING = { score: 0, steady: 0, quoted: 0, width: 0, records: 0, plainCommas: false }

const RAGGED = 0.7
const ALONE = 0.3
const LONE = 0.1
/** Signs that stand in words and numbers too, with a space beside them or none. */
const OF_TEXT = new Set(['', ',', ':'])

/**
 * A single name above cells that a comma, a colon or spaces part is that of one column, of text or of decimal numbers: no
 * title, which stands above names or a blank line.
 */
function headPenalty(records: SampleRecord[], mode: number, steady: number, { delimiter, layout }: Syntax): number {
  if (delimiter === '' || delimiter === '\t' || layout) return 1
  if (delimiter === ':' && mode < 4 && steady > RAGGED && records.filter(isTime).length > RAGGED * records.length)
    return ALONE
  const sign = delimiter.trim()
  const [first, second, third] = records.filter(({ cells }) => !cells[0]?.startsWith('#'))
  if (first?.cells.length !== 1 || (second?.quoted.includes(true) && !second.odd)) return 1
  if (sign === '§' ? mode > 2 : !OF_TEXT.has(sign)) return sign === '§' ? 0.7 : 1
  if (mode < 2) return 0
  const usual = delimiter === ' ' ? 0.7 : 1
  if (!second || second.start > first.end) return usual
  // A quote without the other that answers it: the cell was cut at a sign within it.
  if (second.cells.some((cell) => cell.split('"').length % 2 === 0)) return ALONE
  if (second.cells.length !== mode && loneBelow(records, mode, delimiter)) return ALONE
  if (second.cells.length !== mode || (mode > 2 && fillOf(second) < 2)) return steady < RAGGED ? ALONE : usual
  return fillOf(second, isTyped) === 0 && third && fillOf(third, isTyped) > 0 ? usual : ALONE
}

/**
 * Whether many lines below the first that the sign parts have no sign: texts, some of which hold it, rather than a table below its
 * title. Lines of sections stand below names, and no space follows the sign.
 */
function loneBelow(records: readonly SampleRecord[], mode: number, delimiter: string): boolean {
  const below = records.slice(records.findIndex(({ cells }) => cells.length === mode))
  const lone = below.filter(({ cells }) => cells.length === 1).length
  if (lone <= LONE * below.length) return false
  if (delimiter.endsWith(' ')) return true
  const parted = below.filter(({ cells }) => cells.length === mode)
  const named = parted[0]?.cells.every((cell) => cell.trim() !== '' && !isTyped(cell)) ?? false
  const led = parted.filter(({ cells }) => cells.slice(1).some((cell) => cell.startsWith(' '))).length
  return !named || led > LONE * parted.length
}

function fillOf({ cells }: SampleRecord, counts = (cell: string): boolean => cell.trim() !== ''): number {
  return cells.filter(counts).length
}

function isTime({ cells }: SampleRecord): boolean {
  return cells.length > 1 && cells.every((cell) => /^\d\d$/.test(cell))
}

function isTyped(cell: string): boolean {
  return TYPED_KINDS.has(kindOf(cell))
}

/** Cells that colons part from one another: no time, no address, no text with a colon and a space. */
const TIMES = /\d{1,2}:\d\d(?::\d\d)?|https?:|\b[A-Z]:\\/g
const INNER = /(?<=\S):(?=\S)/
/** Before the number of an article stands a space or a bracket: between words, the sign parts cells. */
const PARTED = /[\p{L}\p{N}]§[\p{L}\p{N}]/u
const COLON = /^[^\s:]+:[^\s:/]+$/

function cellCredit(cell: string, quoted: boolean, columnFilled: boolean, { delimiter }: Syntax): number {
  if (cell.trim() === '') return columnFilled ? 0.6 : 0
  if (quoted) return 1
  if (delimiter === ' ' && /[,;]$/.test(cell)) return 0.05
  if (delimiter !== '§' && cell.includes('§') && PARTED.test(cell)) return 0.05
  const led = cell.charCodeAt(0) === 32 ? 0.75 : 1
  const kind = kindOf(cell)
  if (TYPED_KINDS.has(kind)) return led
  if (delimiter !== ':' && cell.includes(':') && (COLON.test(cell) || cell.replace(TIMES, '').split(INNER).length > 2))
    return 0.2
  if (kind === 'missing') return 0.6 * led
  if (kind === 'code') return 0.6 * led
  if (kind === 'word') return 0.5 * led
  if (/[;\t|~^¦\u0001\u001f]/.test(cell) || (delimiter !== ',' && /\S,\S/.test(cell)) || /^\s*["']|["']\s*$/.test(cell))
    return 0.05
  return 0.35 * led
}

function meanLength(records: SampleRecord[]): number {
  let sum = 0
  for (const { cells } of records) sum += cells.length
  return sum / records.length
}

/** Quotes worth trying: those that open a cell somewhere, and none; where no `"` is seen, one further on would be a quote. */
function quotesOf(text: string, delimiter: string): string[] {
  const found = ['"', "'", '`'].filter((quote) => {
    const opens = new RegExp(`(?:^|[\\n\\r]|${delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}) *${quote}`)
    return text.includes(quote) && opens.test(text)
  })
  return [...found, text.includes('"') ? '' : '"']
}

function escapesOf(text: string, quote: string): Syntax['escape'][] {
  if (quote === '') return /\\[,;\t|]/.test(text) ? ['double', 'backslash'] : ['double']
  const escapes: Syntax['escape'][] = ['double']
  if (text.includes('\\' + quote)) escapes.push('backslash')
  if (text.includes('\0' + quote)) escapes.push('nul')
  const inner = new RegExp(`[^\\s,;\\t|${quote}]${quote}+[^\\s,;\\t|${quote}\\r\\n]|${quote}${quote}[,;\\t|]`)
  if (inner.test(text)) escapes.push('none')
  return escapes
}

/** How the lines of a text end, by its begin. */
export function detectNewline(text: string): Syntax['newline'] {
  const found = newlineOf(text)
  // Lines of a cell may end otherwise than records: what stands in quotes says nothing of those.
  if (found === '\r' || !/\r(?!\n)/.test(text.slice(0, WIDE))) return found
  const begin = text.slice(0, WIDE)
  const bare = newlineOf(begin.replace(/"[^"]*"/g, ''))
  // Quotes may be escaped by a backslash.
  return bare === '\r' ? bare : newlineOf(begin.replace(/"(?:\\[^]|[^"\\])*"/g, ''))
}

function newlineOf(text: string): Syntax['newline'] {
  let [crlf, lf, cr] = [0, 0, 0]
  const size = Math.min(text.length, WIDE)
  for (let i = 0; i < size; i++) {
    const c = text.charCodeAt(i)
    if (c === 10) lf += 1
    else if (c === 13 && text.charCodeAt(i + 1) === 10) {
      crlf += 1
      i += 1
    } else if (c === 13) cr += 1
  }
  return cr > 10 * (lf + crlf) || (cr > 0 && lf + crlf === 0) ? '\r' : '\n'
}

/**
 * Where each backslash in quotes stands before another one or before a quote, they are escapes, also where no quote needs
 * one: a path is written so (`"C:\\\\dossier"`).
 */
function withBackslash(scored: ScoredSyntax[], parts: Part[]): ScoredSyntax[] {
  const best = scored[0]
  if (!best || best.syntax.escape !== 'double' || best.syntax.quote === '') return scored
  const late = lateBackslash(best, parts)
  if (late) return [late, ...scored]
  if (!parts.some(({ begin }) => begin.includes('\\\\'))) return scored
  const { quote } = best.syntax
  let pairs = 0
  for (const { cells, quoted, odd } of recordsOf(parts, best.syntax)) {
    if (odd) continue
    for (const [j, cell] of cells.entries()) {
      if (!quoted[j]) continue
      if (cell.includes(quote) || cell.replaceAll('\\\\', '').includes('\\')) return scored
      if (cell.includes('\\')) pairs += 1
    }
  }
  return pairs ? [{ ...best, syntax: { ...best.syntax, escape: 'backslash' } }, ...scored] : scored
}

/** The same with backslashes where these stand before quotes only below the lines that were scored, which a long cell may take all. */
function lateBackslash({ syntax, score }: ScoredSyntax, parts: Part[]): ScoredSyntax | null {
  const pair = '\\' + syntax.quote
  if (parts.some(({ begin }) => begin.includes(pair)) || !parts.some(({ text }) => text.includes(pair))) return null
  const whole = parts.map(({ text }): Part => ({ text, begin: text }))
  const escaped: Syntax = { ...syntax, escape: 'backslash' }
  return scoreSyntax(whole, escaped).score > scoreSyntax(whole, syntax).score ? { syntax: escaped, score } : null
}

/** In a file of CRLF lines, a lone LF may be part of a cell: the reading with steadier rows wins. */
function withNewline(scored: ScoredSyntax[], parts: Part[]): ScoredSyntax[] {
  const best = scored[0]
  const text = parts.map(({ begin }) => begin).join('\n')
  if (!best || best.syntax.newline !== '\n' || !text.includes('\r\n') || !/[^\r]\n/.test(text)) return scored
  const strict: Syntax = { ...best.syntax, newline: '\r\n' }
  const [found, lenient] = [scoreSyntax(parts, strict), scoreSyntax(parts, best.syntax)]
  const gain = found.score - lenient.score
  // Where most records have one cell, that they are steady says nothing.
  const better = gain > 0.005 && found.steady > lenient.steady && (found.width > 1 || strict.delimiter === '')
  return better ? [{ syntax: strict, score: best.score + gain }, ...scored] : scored
}

/** Whole lines of about so many characters, and a few in any case; a first line longer than that is kept with as much of what follows. */
function cut(text: string, size: number): string {
  if (text.length <= size) return text
  const first = text.search(/[\r\n]/)
  const most = first > size / 4 ? first + size : size
  const at = Math.max(text.lastIndexOf('\n', most), text.lastIndexOf('\r', most), endOfLines(text, FEW_LINES) - 1)
  return text.slice(0, at > 0 ? at + 1 : most)
}

/** Where so many lines end, or all those that there are; 0 where none does. */
function endOfLines(text: string, count: number): number {
  let end = 0
  for (let line = 0; line < count; line++) {
    const next = text.indexOf('\n', end)
    if (next < 0) break
    end = next + 1
  }
  return end
}
