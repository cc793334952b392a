import type { RejectReason } from './reasons'

/** A line that is no record, whatever becomes of the lines held back above it. */
export interface AsideLine {
  /** Characters of the text before it. */
  at: number
  line: number
  raw: string
  reason: RejectReason | 'blank'
}

const MOST = 1_000

/** Lines set aside but not told yet, in the order of the file: another table may turn out to start above them. */
export class Aside {
  private lines: AsideLine[] = []

  /** Whether so many wait that they must be told. */
  get full(): boolean {
    return this.lines.length >= MOST
  }

  add(line: AsideLine): void {
    this.lines.push(line)
  }

  /** Takes those above a line out. */
  take(before: number): AsideLine[] {
    const { lines } = this
    if (!lines.length) return lines
    const place = lines.findIndex(({ line }) => line >= before)
    this.lines = place < 0 ? [] : lines.slice(place)
    return place < 0 ? lines : lines.slice(0, place)
  }

  /** Leaves those from a place of the text on to the table that starts there. */
  forget(from: number): void {
    this.lines = this.lines.filter(({ at }) => at < from)
  }
}
