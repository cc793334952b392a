import { tooWide, type Limits } from './limits'
import type { LineNote, RejectReason, RepairReason } from './reasons'
import type { Repair } from './repairLine'

/** Where the reader sends what it reads, in the order of the file. */
export interface RecordSink {
  /** A data record: the table's width, longer where cells in excess are kept. `line` is 1-based. */
  row(cells: string[], line: number, raw: string): void
  /** Whether `raw`, the record as it stands in the file, is wanted; else it may be ''. */
  raws?: boolean
  /**
   * A stretch of whole sound records as they stand in the file, `\n` or `\r\n` ended. They hold no quotes, unless
   * `takesQuotes` is set: then quoted cells may be among them. Answers false to get them through `row` instead.
   */
  stretch?(text: string, records: number): boolean
  takesQuotes?: boolean
  note(note: LineNote): void
}

/** Counts of one table's reading; every record of the file is in one of them. */
export interface ReadCounts {
  rows: number
  repaired: number
  rejected: number
  blank: number
  widest: number
  /** Quoted cells whose inner lines all read as rows of the table; each was kept as one cell. */
  cellsOfRows: number
}

/** Hands records and notes on to a sink, and counts them. */
export class Tally {
  readonly counts: ReadCounts

  constructor(
    width: number,
    private readonly sink: RecordSink,
    private readonly limits: Limits
  ) {
    this.counts = { rows: 0, repaired: 0, rejected: 0, blank: 0, widest: width, cellsOfRows: 0 }
  }

  row(cells: string[], line: number, raw: string): void {
    this.counts.rows += 1
    this.sink.row(cells, line, raw)
  }

  /**
   * Hands a repaired record on, and answers its cells.
   * @throws ChantierError of kind `limit` where it has too many cells
   */
  repaired(repair: Repair, raw: string, reason: RepairReason | null, line: number): string[] {
    const cells = repair.extras.length ? [...repair.cells, ...repair.extras] : repair.cells
    if (cells.length > this.limits.columns) throw tooWide(cells.length, line, this.limits.columns)
    if (cells.length > this.counts.widest) this.counts.widest = cells.length
    this.counts.repaired += 1
    this.row(cells, line, raw)
    this.note(raw, reason ?? repair.reason, line)
    return cells
  }

  /** Hands on the records that stood in one line. */
  parted(records: string[][], raw: string, line: number): void {
    for (const cells of records) this.row(cells, line, raw)
    this.counts.repaired += 1
    this.note(raw, 'lone_return', line)
  }

  reject(raw: string, reason: RejectReason, line: number): void {
    this.counts.rejected += 1
    this.note(raw, reason, line)
  }

  private note(raw: string, reason: LineNote['reason'], line: number): void {
    this.sink.note({ line, reason, raw: raw.length > this.limits.raw ? raw.slice(0, this.limits.raw) : raw })
  }
}
