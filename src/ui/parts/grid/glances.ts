import type { Glance } from '../../../contract'

const AT_ONCE = 2

export type FetchGlance = (column: number, signal: AbortSignal) => Promise<Glance>

/** Columns at a glance, read for those in view only, two at a time; a failure leaves a column without one. */
export class GlanceCache {
  private readonly known = new Map<number, Glance | null>()
  private readonly running = new Map<number, AbortController>()
  private wanted: readonly number[] = []
  private closed = false

  constructor(
    private readonly fetchGlance: FetchGlance,
    private readonly onChange: () => void
  ) {}

  get(column: number): Glance | null {
    return this.known.get(column) ?? null
  }

  /** Asks for these columns and gives up those that are no longer asked for. */
  want(columns: readonly number[]): void {
    this.wanted = columns
    const asked = new Set(columns)
    for (const [column, abort] of this.running) if (!asked.has(column)) abort.abort()
    this.next()
  }

  close(): void {
    this.closed = true
    for (const abort of this.running.values()) abort.abort()
  }

  private next(): void {
    for (const column of this.wanted) {
      if (this.closed || this.running.size >= AT_ONCE) return
      if (!this.known.has(column) && !this.running.has(column)) void this.load(column)
    }
  }

  private async load(column: number): Promise<void> {
    const abort = new AbortController()
    this.running.set(column, abort)
    try {
      this.known.set(column, await this.fetchGlance(column, abort.signal))
    } catch {
      // A header without its drawing says nothing false; the profile tells failures.
      if (!abort.signal.aborted) this.known.set(column, null)
    } finally {
      this.running.delete(column)
      if (!this.closed) {
        this.onChange()
        this.next()
      }
    }
  }
}
