import type { DataType, Table } from 'apache-arrow'
import type { PageRequest, RowSource } from '../../../contract'
import { isCancelled } from '../../client'
import { isLongNumber, isNumber } from './short-cell'

export const PAGE_ROWS = 200
export const PAGE_COLUMNS = 48
const MAX_PAGES = 96
const MAX_AT_ONCE = 4

export type FetchPage = (request: PageRequest, signal: AbortSignal) => Promise<Table>

type Page =
  { state: 'loading'; abort: AbortController } | { state: 'ready'; table: Table } | { state: 'failed'; error: unknown }

/** A cell: still to come, failed, or its value as Arrow gives it, with its Arrow column for its type. */
export type PagedCell =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  | { state: 'ready'; value: unknown; type: Table['schema']['fields'][number]['type'] | null }

const LOADING: PagedCell = { state: 'loading' }

/**
 * Pages of one row source: fetched when asked to be shown, kept while recent, aborted when no longer wanted.
 * Pages are blocks of `PAGE_ROWS` rows by `PAGE_COLUMNS` columns; `onChange` is called after each arrival.
 */
export class PageCache {
  private readonly pages = new Map<string, Page>()
  private readonly long = new Set<number>()
  private closed = false

  constructor(
    private readonly source: RowSource,
    private readonly columns: number,
    private readonly fetchPage: FetchPage,
    private readonly onChange: () => void
  ) {}

  /** Asks for what covers the rows (end exclusive) and columns, by their places, and drops requests that cover nothing of it. */
  want(rows: { first: number; last: number }, columns: readonly number[]): void {
    if (this.closed || rows.last <= rows.first || !columns.length) return
    const blocks = new Set(columns.map((column) => block(column, PAGE_COLUMNS)))
    const wanted: [number, number][] = []
    for (let r = block(rows.first, PAGE_ROWS); r <= block(rows.last - 1, PAGE_ROWS); r++)
      for (const c of blocks) wanted.push([r, c])
    const keys = new Set(wanted.map(([r, c]) => key(r, c)))
    for (const [name, page] of this.pages)
      if (page.state === 'loading' && !keys.has(name)) {
        page.abort.abort()
        this.pages.delete(name)
      }
    for (const [r, c] of wanted) if (!this.touch(key(r, c)) && this.loading() < MAX_AT_ONCE) void this.load(r, c)
  }

  /** The cell at a place of the source, whether it is here or not. */
  cell(row: number, column: number): PagedCell {
    const page = this.pages.get(key(block(row, PAGE_ROWS), block(column, PAGE_COLUMNS)))
    if (!page || page.state === 'loading') return LOADING
    if (page.state === 'failed') return page
    const whole = page.table.numCols > Math.min(PAGE_COLUMNS, this.columns)
    const vector = page.table.getChildAt(whole ? column : column % PAGE_COLUMNS)
    return { state: 'ready', value: vector?.get(row % PAGE_ROWS) ?? null, type: vector?.type ?? null }
  }

  /** True where a page that came has a number of five digits or more in the column: its thousands are then grouped alike. */
  isLong(column: number): boolean {
    return this.long.has(column)
  }

  /** The failure of the first page that failed, if any. */
  failure(): unknown {
    for (const page of this.pages.values()) if (page.state === 'failed') return page.error
    return null
  }

  /** Forgets failures so that they are asked for again. */
  retry(): void {
    for (const [name, page] of this.pages) if (page.state === 'failed') this.pages.delete(name)
    this.onChange()
  }

  close(): void {
    this.closed = true
    for (const page of this.pages.values()) if (page.state === 'loading') page.abort.abort()
    this.pages.clear()
  }

  private async load(r: number, c: number): Promise<void> {
    const name = key(r, c)
    const abort = new AbortController()
    this.pages.set(name, { state: 'loading', abort })
    const first = c * PAGE_COLUMNS
    const columns = Array.from({ length: Math.min(PAGE_COLUMNS, this.columns - first) }, (_, place) => first + place)
    const settle = (page: Page): void => {
      const current = this.pages.get(name)
      if (this.closed || current?.state !== 'loading' || current.abort !== abort) return
      this.pages.set(name, page)
      this.trim()
      this.onChange()
    }
    try {
      const table = await this.fetchPage(
        { source: this.source, offset: r * PAGE_ROWS, limit: PAGE_ROWS, columns },
        abort.signal
      )
      columns.forEach((column, place) => this.noteLong(table, column, table.numCols > columns.length ? column : place))
      settle({ state: 'ready', table })
    } catch (error) {
      if (abort.signal.aborted || isCancelled(error)) {
        if (this.pages.get(name)?.state === 'loading' && !abort.signal.aborted) this.pages.delete(name)
        return
      }
      settle({ state: 'failed', error })
    }
  }

  private noteLong(table: Table, column: number, at: number): void {
    const vector = table.getChildAt(at)
    if (!vector || this.long.has(column) || !isNumber(vector.type as DataType)) return
    for (let row = 0; row < vector.length; row++)
      if (isLongNumber(vector.get(row), vector.type as DataType)) return void this.long.add(column)
  }

  /** Marks a page as recent; false where there is none. */
  private touch(name: string): boolean {
    const page = this.pages.get(name)
    if (!page) return false
    this.pages.delete(name)
    this.pages.set(name, page)
    return true
  }

  private loading(): number {
    let count = 0
    for (const page of this.pages.values()) if (page.state === 'loading') count++
    return count
  }

  private trim(): void {
    for (const name of this.pages.keys()) {
      if (this.pages.size <= MAX_PAGES) return
      this.pages.delete(name)
    }
  }
}

function block(place: number, size: number): number {
  return Math.floor(place / size)
}

function key(r: number, c: number): string {
  return `${r}:${c}`
}
