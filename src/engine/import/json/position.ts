/** Counts lines of a text that passes in pieces, so that a place in it can be told; all is 1-based. */
export class Position {
  /** Characters since the last line end, among those passed. */
  private columns = 0

  constructor(private lines = 1) {}

  /** Passes the first `length` characters of a piece. */
  pass(text: string, length: number): void {
    const [lines, last] = countLines(text, length)
    this.lines += lines
    this.columns = lines ? length - last : this.columns + length
  }

  /** The place of a character of the piece that comes next. */
  of(text: string, at: number): { line: number; column: number } {
    const [lines, last] = countLines(text, at)
    return { line: this.lines + lines, column: (lines ? at - last : this.columns + at) + 1 }
  }
}

/** The line ends before `until`, and where the line after the last one begins. */
function countLines(text: string, until: number): [lines: number, start: number] {
  let lines = 0
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) {
    lines += 1
    start = at + 1
  }
  return [lines, start]
}
