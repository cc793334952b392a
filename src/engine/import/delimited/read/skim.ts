/** What skimming needs to know: single-character codes (-1: none) and how many separators a record has. */
export interface SkimRules {
  delimiter: number
  /** Quote of the file, doubled inside; -1 where a quoted record must stop the skim. */
  quote: number
  separators: number
  /** Two characters that stop the skim wherever they stand (-1: none). */
  stops: readonly [number, number]
  /** A record that starts so (the header again) stops the skim. */
  headers: readonly string[]
}

/** Where the sound records end, how many they are and how many physical lines they take. */
export interface Skimmed {
  end: number
  records: number
  lines: number
}

const LF = 10
const CR = 13

/**
 * Runs over whole sound records (`\n` or `\r\n`, single-character separator, right number of cells, quotes opened and
 * closed by the rules) without cutting them, and says how far it got: `end` is the start of the first record
 * that must be read with care.
 */
export function skim(text: string, from: number, limit: number, rules: SkimRules): Skimmed {
  const {
    delimiter,
    quote,
    separators,
    stops: [stopA, stopB]
  } = rules
  let records = 0
  let lines = 0
  let inner = 0
  let start = from
  let seen = 0
  let fieldStart = from
  if (repeats(text, from, rules)) return { end: from, records, lines }
  for (let i = from; i < limit; i++) {
    const c = text.charCodeAt(i)
    if (c === delimiter) {
      seen += 1
      fieldStart = i + 1
    } else if (c === LF) {
      if (
        seen !== separators ||
        i - start <= separators ||
        (i - start === separators + 1 && text.charCodeAt(i - 1) === CR)
      )
        break
      records += 1
      lines += 1 + inner
      inner = 0
      start = fieldStart = i + 1
      seen = 0
      if (repeats(text, start, rules)) break
    } else if (c === quote) {
      if (i !== fieldStart) break
      const { close, newlines } = closing(text, i + 1, quote, delimiter)
      const next = text.charCodeAt(close + 1)
      if (close < 0 || close >= limit || (next !== delimiter && next !== LF && next !== CR)) break
      inner += newlines
      i = close
    } else if (c === CR) {
      if (text.charCodeAt(i + 1) !== LF) break
    } else if (c === stopA || c === stopB) break
  }
  return { end: start, records, lines }
}

function repeats(text: string, at: number, { headers, quote }: SkimRules): boolean {
  for (const header of headers) {
    if (text.startsWith(header, at)) return true
    if (quote !== -1 && text.charCodeAt(at) === quote && text.startsWith(header, at + 1)) return true
  }
  return false
}

/**
 * The closing quote, or -1 where there is none, where the cell holds both lines and separators (that could be an
 * accident), or a `\r` that a caller who changes ends of line must not see.
 */
function closing(text: string, from: number, quote: number, delimiter: number): { close: number; newlines: number } {
  let newlines = 0
  let separated = false
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === CR) break
    if (c === LF) newlines += 1
    else if (c === delimiter) separated = true
    if (newlines && separated) break
    if (c !== quote) continue
    if (text.charCodeAt(i + 1) !== quote) return { close: i, newlines }
    i += 1
  }
  return { close: -1, newlines }
}
