import type { Syntax, Token } from '../dialect/syntax'
import { unescape } from './scanRecord'

/**
 * How to understand quotes that break the rules:
 * - 'nested': a quote closes a cell only before a separator; an opening quote without its closing one is a character
 * - 'plain': the same, and a doubled quote before a separator is one character and one closing quote (no escapes)
 * - 'toggle': quotes may open and close anywhere, and where they touch text the place is marked; no tokens where one
 *   stays open
 * - 'literal': separators always separate; a cell wholly in quotes loses them
 */
export type QuoteReading = 'nested' | 'plain' | 'toggle' | 'literal'

/** Cuts one line (without its end of line) into tokens, tolerantly. */
export function tokeniseLine(line: string, syntax: Syntax, reading: QuoteReading): Token[] {
  const { delimiter, quote } = syntax
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

function nestedCells(line: string, syntax: Syntax, reading: 'nested' | 'plain'): Token[] {
  const { delimiter } = syntax
  const tokens: Token[] = []
  for (let at = 0; ;) {
    const open = quoteStart(line, at, syntax)
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

/** Index of the quote that opens the cell at `at` (spaces may stand before it), or -1. */
function quoteStart(line: string, at: number, { quote, delimiter }: Syntax): number {
  let i = at
  if (!delimiter.startsWith(' ')) while (line.charAt(i) === ' ') i += 1
  return line.startsWith(quote, i) ? i : -1
}

function findClose(
  line: string,
  from: number,
  syntax: Syntax,
  reading: 'nested' | 'plain'
): { text: string; next: number } | null {
  const { delimiter, quote, escape } = syntax
  const sign = escape === 'backslash' ? '\\' : escape === 'nul' ? '\0' : ''
  let text = ''
  let start = from
  for (let at = line.indexOf(quote, from); at >= 0;) {
    if (sign && at > start && line.charAt(at - 1) === sign) {
      text += line.slice(start, at - 1) + quote
      start = at + 1
      at = line.indexOf(quote, start)
      continue
    }
    let run = 1
    while (line.startsWith(quote, at + run)) run += 1
    const next = separatorAfter(line, at + run, delimiter)
    const inner = text + line.slice(start, at)
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

/** Index of the separator (or the end) that follows `at` after optional spaces, or -1 where something else follows. */
function separatorAfter(line: string, at: number, delimiter: string): number {
  if (at >= line.length || line.startsWith(delimiter, at)) return Math.min(at, line.length)
  let i = at
  if (!delimiter.startsWith(' ')) while (line.charAt(i) === ' ') i += 1
  return i >= line.length || line.startsWith(delimiter, i) ? i : -1
}

function toggleCells(line: string, { delimiter, quote }: Syntax): Token[] {
  const tokens: Token[] = []
  let text = ''
  let from = 0
  let inside = false
  let quoted = false
  let marks: { at: number; skip: number }[] = []
  for (let i = 0; i <= line.length;) {
    if (i === line.length || (!inside && line.startsWith(delimiter, i))) {
      tokens.push({ text, quoted, raw: line.slice(from, i), ...(marks.length ? { marks } : {}) })
      if (i === line.length) break
      i += delimiter.length
      ;[text, from, quoted, marks] = ['', i, false, []]
    } else if (inside && line.startsWith(quote + quote, i)) {
      marks.push({ at: text.length, skip: quote.length })
      text += quote
      i += 2 * quote.length
    } else if (line.startsWith(quote, i)) {
      if (text.length) marks.push({ at: text.length, skip: 0 })
      inside = !inside
      quoted = true
      i += quote.length
    } else {
      text += line.charAt(i)
      i += 1
    }
  }
  return inside ? [] : tokens
}
