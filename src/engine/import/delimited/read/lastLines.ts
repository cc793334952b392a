import type { LineNote } from './reasons'

/** Lets a text through but for its last lines, as many as were chosen; those that are empty do not count, and a cell in quotes is not cut. */
export class LastLines {
  private held = ''
  private passed = 1

  constructor(
    private readonly count: number,
    private readonly newline: string,
    private readonly quote = ''
  ) {}

  /** The text that is not of the last lines, as far as the text so far tells. */
  push(text: string): string {
    if (!this.count) return text
    this.held += text
    const at = startOfLast(this.held, this.count, this.quote)
    const given = this.held.slice(0, at)
    this.held = this.held.slice(at)
    this.passed += linesIn(given, this.newline)
    return given
  }

  /** The lines held back, once no more text comes. */
  notes(): LineNote[] {
    const lines = this.held.split(this.newline === '\r' ? '\r' : /\r?\n/)
    return lines.flatMap((raw, place) =>
      raw.trim() === '' ? [] : [{ line: this.passed + place, reason: 'chosen_footer' as const, raw }]
    )
  }
}

/** A text without its last lines, and these. */
export function withoutLast(
  text: string,
  count: number,
  newline: string,
  quote = ''
): { text: string; notes: LineNote[] } {
  const last = new LastLines(count, newline, quote)
  return { text: last.push(text), notes: last.notes() }
}

/** Where the last so many lines that hold something start; ends of lines within quotes are none, unless a quote is left open. */
function startOfLast(text: string, count: number, quote: string): number {
  const sign = quote === '' || !text.includes(quote) ? -1 : quote.charCodeAt(0)
  let [found, isFilled, isWithin] = [0, false, false]
  for (let at = text.length - 1; at >= 0; at--) {
    const code = text.charCodeAt(at)
    if (code === sign) isWithin = !isWithin
    if ((code !== 10 && code !== 13) || isWithin) {
      isFilled ||= code !== 32
      continue
    }
    if (isFilled && ++found === count) return at + 1
    isFilled = false
  }
  return isWithin ? startOfLast(text, count, '') : 0
}

function linesIn(text: string, newline: string): number {
  const sign = newline === '\r' ? '\r' : '\n'
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}
