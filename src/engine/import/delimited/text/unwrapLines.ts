import { lineEnd, scanRecord } from '../read/scanRecord'
import type { Syntax } from '../dialect/syntax'

/** A line is waited for up to so many characters, and passes as it stands beyond. */
const LONGEST = 1 << 22

/** A line that stands in quotes whole: what they hold, and where the next line starts. */
export interface WrappedLine {
  text: string
  end: number
}

/**
 * Takes the quotes off lines that stand in quotes whole (`"a,""b"",c"`, as spreadsheets write a line that they took for one
 * cell): the line itself is left, its end where it was. Any other line passes as it stands. Takes text in pieces.
 */
export class LineUnwrapper {
  /** Lines whose quotes were taken off. */
  count = 0
  private held = ''
  /** Characters to wait for before the line at hand is looked at again. */
  private asked = 0
  /** A line that passed as it stands may have opened a cell: lines of nothing but quotes are part of it, up to the next line in quotes. */
  private within = false

  constructor(private readonly newline: Syntax['newline']) {}

  write(piece: string): string {
    this.held += piece
    return this.held.length < this.asked ? '' : this.unwrapped(false)
  }

  end(): string {
    return this.unwrapped(true)
  }

  private unwrapped(final: boolean): string {
    const { held, newline } = this
    let out = ''
    let pos = 0
    this.asked = 0
    while (pos < held.length) {
      const waits = !final && held.length - pos < LONGEST
      const wrapped = wrappedLine(held, pos, newline)
      if (waits && wrapped === 'open') this.asked = 2 * (held.length - pos)
      const line = wrapped === 'open' || (this.within && wrapped && isBare(wrapped)) ? null : wrapped
      const next = line?.end ?? lineEnd(held, pos, newline).next
      if (waits && (this.asked || !held.startsWith(newline, next - newline.length))) break
      if (line) {
        this.count += 1
        this.within = false
      } else if (held.slice(pos, next).split('"').length % 2 === 0) this.within = !this.within
      out += line?.text ?? held.slice(pos, next)
      pos = next
    }
    this.held = held.slice(pos)
    return out
  }
}

/** Whether quotes hold nothing, or nothing but quotes: within a cell, such a line stands for quotes. */
function isBare({ text }: WrappedLine): boolean {
  return /^["\s]*$/.test(text)
}

/** The same for a text at hand. */
export function unwrapLines(text: string, newline: Syntax['newline']): string {
  const unwrapper = new LineUnwrapper(newline)
  return unwrapper.write(text) + unwrapper.end()
}

/** The line at a place, with its end, if it stands in quotes whole; 'open' where its quotes do not close in the text, null for others. */
export function wrappedLine(text: string, pos: number, newline: Syntax['newline']): WrappedLine | 'open' | null {
  if (text.charCodeAt(pos) !== 0x22) return null
  const { cells, odd, end } = scanRecord(text, pos, { delimiter: '', quote: '"', escape: 'double', newline })
  if (odd !== 'none') return odd === 'unclosed' ? 'open' : null
  const [ending = ''] = /(?:\r\n|\n|\r)?$/.exec(text.slice(Math.max(pos, end - 2), end)) ?? []
  // Blanks after the last quote are none of a line in quotes whole.
  return text.charCodeAt(end - ending.length - 1) === 0x22 ? { text: (cells[0] ?? '') + ending, end } : null
}
