import { open, type FileHandle } from 'node:fs/promises'
import type { Dialect } from './dialect/detectDialect'
import type { LineNote } from './read/reasons'
import type { RecordSink } from './read/tally'
import { csvLine } from './writeCsv'

/** Writes one table as plain CSV, or notes each of its records as set aside where it has no path. */
export class TableWriter {
  readonly sink: RecordSink
  /** Records set aside since the table is written nowhere. */
  setAside = 0
  private text = ''
  private file: FileHandle | null = null

  constructor(
    private readonly path: string | null,
    private readonly dialect: Dialect,
    private readonly width: number,
    header: readonly string[] | null,
    private readonly note: (note: LineNote) => void
  ) {
    this.sink = path === null ? this.asideSink() : this.fileSink()
    if (path !== null && header) this.text = csvLine(header, width)
    if (path === null && dialect.header)
      for (const cells of dialect.headerCells) this.putAside(cells.join(dialect.syntax.delimiter), dialect.tableLine)
  }

  /** Writes what was read so far; the file is there from the first time on, empty as it may be. */
  async flush(): Promise<void> {
    if (this.path === null) return
    this.file ??= await open(this.path, 'w')
    const { text } = this
    this.text = ''
    if (text !== '') await this.file.writeFile(text)
  }

  async close(): Promise<void> {
    await this.file?.close()
  }

  private putAside(raw: string, line: number): void {
    this.setAside += 1
    this.note({ line, reason: 'other_table', raw })
  }

  private asideSink(): RecordSink {
    return { raws: true, row: (_, line, raw) => this.putAside(raw, line), note: this.note }
  }

  private fileSink(): RecordSink {
    const { width } = this
    const { delimiter } = this.dialect.syntax
    const copies = width === this.dialect.width
    return {
      takesQuotes: true,
      row: (cells) => void (this.text += csvLine(cells, width)),
      stretch: (text) => {
        if (!copies) return false
        let plain = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
        if (delimiter !== ',') {
          if (plain.includes(',')) plain = quoteCommas(plain, delimiter)
          if (delimiter !== '') plain = plain.replaceAll(delimiter, ',')
        }
        this.text += plain
        return true
      },
      note: this.note
    }
  }
}

/** Puts quotes round the cells that hold a comma; the text holds no quotes. */
function quoteCommas(text: string, delimiter: string): string {
  const sign = delimiter.charCodeAt(0)
  const bounds = (at: number): boolean => text.charCodeAt(at) === sign || text.charCodeAt(at) === 10
  const parts: string[] = []
  let done = 0
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', done)) {
    let start = at
    while (start > done && !bounds(start - 1)) start -= 1
    let end = at + 1
    while (end < text.length && !bounds(end)) end += 1
    parts.push(text.slice(done, start), '"', text.slice(start, end), '"')
    done = end
  }
  return parts.join('') + text.slice(done)
}
