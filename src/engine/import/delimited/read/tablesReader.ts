import { dialectSteps, type Dialect } from '../dialect/detectDialect'
import { until, type Steps } from '../../steps'
import { openMender, type Mender } from '../text/openMender'
import { LIMITS, type Limits } from './limits'
import { RecordReader } from './reader'
import type { ReadCounts, RecordSink } from './tally'

/** A table of a file as it begins; `index` 0 is the first one. */
export interface TableStart {
  index: number
  dialect: Dialect
  /** The line of the file from which the dialect counts. */
  line: number
  /** The title above it, where there is one. */
  name: string | null
}

export interface TableRead extends TableStart {
  counts: ReadCounts
}

const LOOKAHEAD = 1 << 17
const MOST_TABLES = 200

/**
 * Reads all tables of a text that stand one below the other: each has a dialect of its own (with the first one's
 * separator and quote wherever they serve) and goes to a sink of its own. Takes text by `push`, reads by `run`.
 */
export class TablesReader {
  readonly tables: TableRead[] = []
  private reader: RecordReader
  /** Text of a table not opened yet. */
  private ahead: { pieces: string[]; size: number; line: number; steps: Steps<Dialect> | null } | null = null
  private final = false
  private readonly mender: Mender

  constructor(
    private readonly dialect: Dialect,
    private readonly open: (start: TableStart) => RecordSink,
    private readonly limits: Limits = LIMITS
  ) {
    this.mender = openMender(dialect)
    this.reader = this.start({ index: 0, dialect, line: 1, name: null }, false)
  }

  /** Lines that stood in quotes whole and were read without these. */
  get unwrapped(): number {
    return this.mender.unwrapped
  }

  push(piece: string): void {
    this.add(this.mender.write(piece))
  }

  private add(text: string): void {
    if (!this.ahead) return this.reader.push(text)
    this.ahead.pieces.push(text)
    this.ahead.size += text.length
  }

  /** Says that no more text comes. */
  close(): void {
    this.add(this.mender.end())
    this.final = true
  }

  /** Reads what came until the clock passes `time`; false where some is left. */
  run(time = Infinity): boolean {
    for (;;) {
      if (this.ahead) {
        const opened = this.next(time)
        if (opened !== 'opened') return opened === 'waits'
      }
      if (this.final) this.reader.close()
      if (!this.reader.run(time)) return false
      const { rest } = this.reader
      if (!rest) return true
      this.ahead = { pieces: [rest.text], size: rest.text.length, line: rest.line, steps: null }
      if (performance.now() > time) return false
    }
  }

  /** Opens the table ahead once enough of it has come and its dialect is found. */
  private next(time: number): 'opened' | 'waits' | 'late' {
    const { ahead } = this
    if (!ahead || (!this.final && ahead.size < LOOKAHEAD)) return 'waits'
    const text = ahead.pieces.join('')
    ahead.pieces = [text]
    ahead.steps ??= nextSteps(text.slice(0, 2 * LOOKAHEAD), this.dialect)
    const found = until(ahead.steps, time)
    if (!found) return 'late'
    const dialect = found.value
    this.ahead = null
    const before = this.tables[this.tables.length - 1]
    const stuck = before !== undefined && before.line === ahead.line
    const last = stuck || this.tables.length >= MOST_TABLES
    this.reader = this.start({ index: this.tables.length, dialect, line: ahead.line, name: nameOf(dialect) }, last)
    this.reader.push(text)
    return 'opened'
  }

  private start(start: TableStart, last: boolean): RecordReader {
    const sink = this.open(start)
    for (const note of start.dialect.preamble) sink.note({ ...note, line: note.line + start.line - 1 })
    const reader = new RecordReader(start.dialect, sink, { line: start.line, limits: this.limits, last })
    this.tables.push({ ...start, counts: reader.counts })
    return reader
  }
}

function* nextSteps(text: string, { syntax, comment, width }: Dialect): Steps<Dialect> {
  const { delimiter, quote, escape } = syntax
  const known = { unwrapped: true as const, further: true as const, ...(comment === '' ? {} : { comment }) }
  const same = yield* dialectSteps([text], { delimiter, quote, escape, ...known })
  if (same.width > 1 || width === 1) return same
  const free = yield* dialectSteps([text], known)
  return free.width > 1 ? free : same
}

/** The line above the header that holds one filled cell. */
function nameOf({ preamble, syntax }: Dialect): string | null {
  const cellsOf = (raw: string): string[] =>
    (syntax.delimiter === '' ? [raw] : raw.split(syntax.delimiter)).filter((cell) => cell.trim() !== '')
  const last = preamble.findLast(({ raw }) => cellsOf(raw).length > 0)
  if (!last || last.reason !== 'preamble') return null
  const cells = cellsOf(last.raw)
  const [title] = cells
  if (cells.length !== 1 || !title) return null
  const bare = syntax.quote === '' ? title : title.replaceAll(syntax.quote, '')
  return bare.trim().slice(0, 200) || null
}
