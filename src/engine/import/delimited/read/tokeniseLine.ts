import { cutLine } from '../dialect/layout'
import { escapeSign, type Part, type Syntax, type Token } from '../dialect/syntax'
import { unescape } from './scanRecord'

/**
 * How to understand quotes that break the rules:
 * - 'nested': a quote closes a cell only before a separator; an opening quote without its closing one is a character
 * - 'spaced': the same, with spaces allowed between quotes and separators
 * - 'plain': as 'nested', and a doubled quote before a separator is one character and one closing quote (no escapes)
 * - 'toggle': quotes may open and close anywhere, and cells that touch there may be parted; no tokens where one stays
 *   open
 * - 'literal': separators always separate; a cell wholly in quotes loses them
 */
export type QuoteReading = 'nested' | 'spaced' | 'plain' | 'toggle' | 'literal'

/** Cuts one line (without its end of line) into tokens, tolerantly. */
export function tokeniseLine(line: string, syntax: Syntax, reading: QuoteReading): Token[] {
  const { delimiter, quote } = syntax
  if (syntax.layout) return cutLine(line, syntax).map((text) => ({ text, quoted: false, raw: text }))
  if (delimiter === '') return [cell(line, syntax)]
  if (reading === 'literal' || quote === '' || !line.includes(quote)) return literalCells(line, syntax)
  return reading === 'toggle' ? toggleCells(line, syntax) : nestedCells(line, syntax, reading)
}

function literalCells(line: string, syntax: Syntax): Token[] {
  return line.split(syntax.delimiter).map((raw) => cell(raw, syntax))
}

function cell(raw: string, syntax: Syntax): Token {
  const { quote } = syntax
  const trimmed = raw.trim()
  if (quote !== '' && trimmed.length >= 2 && trimmed.startsWith(quote) && trimmed.endsWith(quote)) {
    return { text: unescape(trimmed.slice(1, -1), syntax), quoted: true, raw }
  }
  return { text: raw, quoted: false, raw }
}

/** Whether a cell read without quotes stands in quotes, but for spaces around them. */
export function isSpacedQuote(cell: string, quote: string): boolean {
  const trimmed = cell.trim()
  return quote !== '' && trimmed !== cell && trimmed.length >= 2 && trimmed.startsWith(quote) && trimmed.endsWith(quote)
}

function nestedCells(line: string, syntax: Syntax, reading: 'nested' | 'spaced' | 'plain'): Token[] {
  const { delimiter } = syntax
  const tokens: Token[] = []
  for (let at = 0; ;) {
    const open = quoteStart(line, at, syntax, reading === 'spaced')
    const close = open < 0 ? null : findClose(line, open + 1, syntax, reading)
    if (close) {
      tokens.push({ text: close.text, quoted: true, raw: line.slice(at, close.next) })
      at = close.next
    } else {
      const stop = line.indexOf(delimiter, at)
      const raw = line.slice(at, stop < 0 ? line.length : stop)
      tokens.push({ text: raw, quoted: false, raw })
      at = stop < 0 ? line.length : stop
    }
    if (at >= line.length) return tokens
    at += delimiter.length
    if (at >= line.length) return [...tokens, { text: '', quoted: false, raw: '' }]
  }
}

/** Index of the quote that opens the cell at `at`, or -1. */
function quoteStart(line: string, at: number, { quote, delimiter }: Syntax, spaced: boolean): number {
  let i = at
  if (spaced && !delimiter.startsWith(' ')) while (line.charAt(i) === ' ') i += 1
  return line.startsWith(quote, i) ? i : -1
}

function findClose(
  line: string,
  from: number,
  syntax: Syntax,
  reading: 'nested' | 'spaced' | 'plain'
): { text: string; next: number } | null {
  const { delimiter, quote, escape } = syntax
  const sign = escapeSign(escape)
  let text = ''
  let start = from
  for (let at = line.indexOf(quote, from); at >= 0;) {
    if (sign && signsBefore(line, at, start, sign) % 2 === 1) {
      text += unescape(line.slice(start, at - 1), syntax) + quote
      start = at + 1
      at = line.indexOf(quote, start)
      continue
    }
    let run = 1
    while (line.startsWith(quote, at + run)) run += 1
    const next = separatorAfter(line, at + run, delimiter, reading === 'spaced')
    const inner = text + (sign ? unescape(line.slice(start, at), syntax) : line.slice(start, at))
    if (next >= 0) {
      if (reading === 'plain') return { text: inner + quote.repeat(run - 1), next }
      if (run % 2 === 1) return { text: inner + quote.repeat((run - 1) / 2), next }
      if (at === from && run === 2 && line.length === next) return { text: quote, next }
      text = inner + quote.repeat(run / 2)
    } else {
      const opensNext = run === 1 && at > from && line.startsWith(delimiter, at - delimiter.length)
      if (opensNext) return null
      text = inner + (reading === 'plain' ? quote.repeat(run) : quote.repeat(Math.max(1, run >> 1)))
    }
    start = at + run
    at = line.indexOf(quote, start)
  }
  return null
}

/** How many escape signs stand right before a place: an even number escapes itself. */
function signsBefore(line: string, at: number, start: number, sign: string): number {
  let count = 0
  while (at - count > start && line.charAt(at - count - 1) === sign) count += 1
  return count
}

/** Index of the separator (or the end) that follows `at`, or -1 where something else follows. */
function separatorAfter(line: string, at: number, delimiter: string, spaced: boolean): number {
  if (at >= line.length || line.startsWith(delimiter, at)) return Math.min(at, line.length)
  let i = at
  if (spaced && !delimiter.startsWith(' ')) while (line.charAt(i) === ' ') i += 1
  return i >= line.length || line.startsWith(delimiter, i) ? i : -1
}

function toggleCells(line: string, syntax: Syntax): Token[] {
  const { delimiter, quote } = syntax
  const tokens: Token[] = []
  let from = 0
  let inside = false
  let quotes: number[] = []
  for (let i = 0; i <= line.length;) {
    if (i === line.length || (!inside && line.startsWith(delimiter, i))) {
      tokens.push(markedCell(line.slice(from, i), quotes, syntax))
      if (i === line.length) break
      i += delimiter.length
      ;[from, quotes] = [i, []]
    } else if (line.startsWith(quote, i)) {
      quotes.push(i - from)
      inside = !inside
      i += quote.length
    } else i += 1
  }
  return inside ? [] : tokens
}

/** A cell as it stands, with every way to part it at a quote into two cells that each keep the rules. */
function markedCell(raw: string, quotes: number[], syntax: Syntax): Token {
  const whole = wellFormed(raw, syntax)
  const token: Token = whole ? { ...whole, raw } : { text: raw, quoted: false, raw }
  const pairs: [Part, Part][] = []
  // Two apostrophes between letters stand for the one of a word (`l''église`).
  if (syntax.quote === "'" && quotes.every((at) => isElision(raw, at))) return token
  for (const at of new Set(quotes.flatMap((place) => [place + syntax.quote.length, place]).sort((a, b) => b - a))) {
    const left = at > 0 ? wellFormed(raw.slice(0, at), syntax) : null
    const right = at < raw.length ? wellFormed(raw.slice(at), syntax) : null
    if (left && right && left.text !== '' && right.text !== '') pairs.push([left, right])
  }
  return pairs.length ? { ...token, pairs } : token
}

/** Whether a quote is one of two between letters, or one that opens or ends the cell. */
function isElision(raw: string, at: number): boolean {
  if (at === 0 || at === raw.length - 1) return true
  const from = raw.charAt(at - 1) === "'" ? at - 1 : at
  return /^\p{L}''\p{L}$/u.test(raw.slice(from - 1, from + 3))
}

/** A cell that keeps the rules: bare without quotes, or wholly in quotes with the inner ones escaped. */
function wellFormed(raw: string, syntax: Syntax): Part | null {
  const { quote } = syntax
  if (!raw.includes(quote)) return { text: raw, quoted: false }
  if (raw.length < 2 * quote.length || !raw.startsWith(quote) || !raw.endsWith(quote)) return null
  const inner = raw.slice(quote.length, -quote.length)
  const sign = escapeSign(syntax.escape)
  const rest = sign ? withoutPairs(inner, sign) : inner.replaceAll(quote + quote, '')
  return rest.includes(quote) ? null : { text: unescape(inner, syntax), quoted: true }
}

/** The text without each escape sign and the character after it. */
function withoutPairs(text: string, sign: string): string {
  let rest = ''
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) === sign) i += 1
    else rest += text.charAt(i)
  }
  return rest
}
