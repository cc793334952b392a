import type { TextRecord } from '../import'

const MOST = 1_024

/** Keeps some records from all over a stream of unknown length: every nth one, n growing with the stream. */
export class RowSample {
  private rows: TextRecord[] = []
  private every = 1
  private seen = 0

  see(record: TextRecord): void {
    if (this.seen++ % this.every) return
    this.rows.push(record)
    if (this.rows.length < MOST) return
    this.rows = this.rows.filter((_, place) => place % 2 === 0)
    this.every *= 2
  }

  /** The kept cells by column. */
  columns(width: number): (string | null)[][] {
    return Array.from({ length: width }, (_, place) => this.rows.map((row) => row[place] ?? null))
  }
}
