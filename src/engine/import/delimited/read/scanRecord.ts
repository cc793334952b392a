import { escapeSign, type Syntax } from '../dialect/syntax'

/** One record read strictly by the rules. */
export interface RecordScan {
  cells: string[]
  quoted: boolean[]
  /** Where the next record starts. */
  end: number
  /** A quote was closed and not followed by a separator, or a bare cell holds a quote. */
  odd: 'none' | 'stray' | 'garbage' | 'unclosed'
  /** Whether the record runs over several physical lines. */
  multiline: boolean
}

/**
 * Reads one record of `text` from `pos`. Never fails: where the rules are broken it says so in `odd` and goes on
 * as spreadsheets do (what follows a closing quote is added to the cell).
 * A record over several lines with such a cell is given up there: only its first line counts.
 * 'unclosed' means that the text ended inside quotes: the caller may come back with more text.
 */
export function scanRecord(text: string, pos: number, syntax: Syntax): RecordScan {
  const { delimiter, quote } = syntax
  const scan: RecordScan = { cells: [], quoted: [], end: text.length, odd: 'none', multiline: false }
  let i = pos
  for (;;) {
    let value = ''
    let isQuoted = false
    if (quote !== '' && text.startsWith(quote, i)) {
      const close = closingQuote(text, i + 1, syntax)
      if (close < 0) {
        scan.odd = 'unclosed'
        scan.cells.push(text.slice(i + 1))
        scan.quoted.push(true)
        return scan
      }
      isQuoted = true
      const inner = text.slice(i + 1, close)
      value = unescape(inner, syntax)
      if (!scan.multiline && hasNewline(inner, syntax.newline)) scan.multiline = true
      i = close + 1
    }
    const stop = bareEnd(text, i, syntax)
    if (stop > i) {
      const rest = text.slice(i, stop)
      if (!isQuoted) {
        value = syntax.escape === 'backslash' && quote === '' ? unescapeBare(rest, delimiter) : rest
        if (quote !== '' && rest.includes(quote) && scan.odd === 'none') scan.odd = 'stray'
      } else if (rest.trim() !== '' && rest !== '\r') {
        value += rest
        scan.odd = 'garbage'
      }
    }
    scan.cells.push(value)
    scan.quoted.push(isQuoted)
    if (scan.odd === 'garbage' && scan.multiline) {
      // Not a record by the rules: going on could run through the whole text, line after line.
      scan.end = stop
      return scan
    }
    if (text.startsWith(delimiter, stop) && delimiter !== '' && stop < text.length) {
      i = stop + delimiter.length
      continue
    }
    scan.end = Math.min(text.length, stop + newlineLength(text, stop, syntax.newline))
    return scan
  }
}

/** Index of the end of the physical line that starts at `pos` (before its end-of-line characters), or the text's end. */
export function lineEnd(text: string, pos: number, newline: Syntax['newline']): { end: number; next: number } {
  const at = text.indexOf(newline, pos)
  if (at < 0) return { end: text.length, next: text.length }
  const end = newline === '\n' && at > pos && text.charCodeAt(at - 1) === 13 ? at - 1 : at
  return { end, next: at + newline.length }
}

/** Removes the escapes of a quoted cell. */
export function unescape(inner: string, { quote, escape }: Syntax): string {
  if (escape === 'double') return inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner
  if (escape === 'nul') return inner.includes('\0') ? inner.replaceAll('\0' + quote, quote) : inner
  const sign = escapeSign(escape)
  if (sign === '' || !inner.includes(sign)) return inner
  let text = ''
  for (let from = 0; ;) {
    const at = inner.indexOf(sign, from)
    const next = inner.charAt(at + 1)
    if (at < 0) return text + inner.slice(from)
    text += inner.slice(from, next === quote || next === sign ? at : at + 1)
    if (next !== '') text += next
    from = at + 2
  }
}

function closingQuote(text: string, from: number, { quote, escape }: Syntax): number {
  let at = text.indexOf(quote, from)
  if (escape === 'double') {
    while (at >= 0 && text.startsWith(quote, at + 1)) at = text.indexOf(quote, at + 2)
    return at
  }
  if (escape === 'none') return at
  const sign = escapeSign(escape).charCodeAt(0)
  for (; at >= 0; at = text.indexOf(quote, at + 1)) {
    let back = at - 1
    while (back >= from && text.charCodeAt(back) === sign) back -= 1
    const signs = at - 1 - back
    if (escape === 'nul' ? signs === 0 : signs % 2 === 0) return at
  }
  return -1
}

function bareEnd(text: string, from: number, { delimiter, newline, escape, quote }: Syntax): number {
  const d = delimiter.charCodeAt(0)
  const single = delimiter.length === 1
  const bareEscape = escape === 'backslash' && quote === ''
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (bareEscape && c === 92) i += 1
    else if (c === d && (single || text.startsWith(delimiter, i))) return i
    else if (c === 10 && newline === '\n') return i > from && text.charCodeAt(i - 1) === 13 ? i - 1 : i
    else if (c === 13) {
      if (newline === '\r') return i
      if (text.charCodeAt(i + 1) === 10 || i + 1 === text.length) return i
    }
  }
  return text.length
}

function newlineLength(text: string, at: number, newline: Syntax['newline']): number {
  if (at >= text.length) return 0
  if (newline === '\r') return 1
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1
}

function hasNewline(inner: string, newline: Syntax['newline']): boolean {
  return inner.includes(newline === '\r' ? '\r' : '\n')
}

function unescapeBare(rest: string, delimiter: string): string {
  return rest.split('\\' + delimiter).join(delimiter)
}
