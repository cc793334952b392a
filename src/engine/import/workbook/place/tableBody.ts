import type { LocalizedText } from '../../../../contract'
import {
  areTwoTitles,
  lastTotals,
  likeRows,
  SubtotalFinder,
  totalRemark,
  type LastTotal,
  type LineNote
} from '../../delimited'
import type { TextRecord } from '../../reader'
import type { SheetRow } from '../sheet'
import { lettersOf } from '../xlsx/cellRef'
import { cellsBetween, dominant, fillOf, seemingOf, textAt } from './columnLook'
import type { Placement } from './findTable'
import { headerScore, isWordy } from './headerScore'

const HELD = 200
const FOOTNOTE = /^\s*(?:(?:sources?|notes?|champ|lecture|nb|n\.b\.)\s*:|\*|\(\d+\))/i

/**
 * Turns the rows of a sheet into records of its table. Set aside, each with its row number and text: lines above and
 * below the table, another table behind blank rows, the header repeated, cells beside the columns. The last rows are
 * held back until it is known whether they close the table.
 */
export class TableBody {
  rows = 0
  /** Of the rows left out at the end by choice, how many first ones look like the others. */
  likeRows = 0
  blankRows = 0
  readonly firstBlank: number[] = []
  /** The sheet row (from 1) at which another table begins; null where there is none. */
  otherTable: number | null = null
  /** Filled cells beside the columns, in rows of the table and its header; the first ones by name, such as `F5`. */
  besideCells = 0
  readonly firstBeside: string[] = []
  private held: SheetRow[] = []
  /** A row of one text behind blank rows, and how many: it may be the title of another table. */
  private title: { row: SheetRow; gap: number } | null = null
  private last: number
  private faults: LineNote[] = []
  private totals: LastTotal[] = []
  private readonly finder: SubtotalFinder

  /** `footer` rows at the end are left out by choice, whatever they look like. */
  constructor(
    private readonly table: Placement,
    private readonly footer = 0
  ) {
    this.finder = new SubtotalFinder(table.right - table.left + 1, ';')
    this.last = table.headerRows[table.headerRows.length - 1]?.index ?? -1
    for (const row of table.above) this.setAside(row, 'preamble')
    for (const row of table.headerRows) this.tellBeside(row)
  }

  /** The records that are certain once these rows are known; `next` is the row behind them, where it is known. */
  take(rows: readonly SheetRow[], next?: SheetRow): TextRecord[] {
    const out: TextRecord[] = []
    for (const [place, row] of rows.entries()) {
      const release = this.accept(row, rows[place + 1] ?? next)
      if (release) out.push(this.recordOf(release))
    }
    return out
  }

  /** The records held back, without the closing lines. */
  end(): TextRecord[] {
    if (this.otherTable === null) this.leaveOut(this.footer)
    const length = this.footerStart()
    const kept = this.held.slice(0, length)
    const out = kept.map((row) => this.recordOf(row))
    const tail = kept.map((row, place) => ({ cells: (out[place] ?? []).map((cell) => cell ?? ''), at: row.index + 1 }))
    this.totals = lastTotals(tail, this.table.right - this.table.left + 1)
    for (const row of this.held.slice(length)) this.setAside(row, 'footer')
    this.held = []
    return out
  }

  /** What was set aside since the last call, whole; it is forgotten here. */
  takeFaults(): LineNote[] {
    const { faults } = this
    this.faults = []
    return faults
  }

  /** What to tell of rows amid the table and at its end that sum up those above. */
  sums(): LocalizedText[] {
    return [...this.totals.map(({ label, at }) => totalRemark(label, at)), ...this.finder.remarks()]
  }

  get hasFaults(): boolean {
    return this.faults.length > 0
  }

  private accept(row: SheetRow, next: SheetRow | undefined): SheetRow | null {
    if (this.otherTable !== null) {
      this.setAside(row, 'other_table')
      return null
    }
    if (fillOf(row) === 0) return null
    const gap = this.last >= 0 ? row.index - this.last - 1 : 0
    const title = this.title?.row.index === row.index - 1 ? this.title : null
    const apart = title?.gap ?? gap
    const again = this.isHeaderAgain(row)
    const isApart = apart > 0 || (title !== null && this.ownTitle() !== '')
    if (isApart && (again ? this.isTitledAnew(title?.row) : this.startsOther(row, apart, next, title !== null))) {
      this.otherTable = row.index + 1
      if (title) this.setAside(this.held.pop() ?? title.row, 'other_table')
      this.setAside(row, 'other_table')
      return null
    }
    this.title = fillOf(row) === 1 && isWordy(row) ? { row, gap } : null
    if (again) {
      if (title && this.ownTitle() !== '' && this.held.at(-1) === title.row)
        this.setAside(this.held.pop() ?? title.row, 'isolated_text')
      this.last = row.index
      this.setAside(row, 'isolated_text')
      return null
    }
    if (gap > 0) this.countBlank(gap)
    this.last = row.index
    this.held.push(row)
    return this.held.length > HELD + this.footer ? (this.held.shift() ?? null) : null
  }

  private leaveOut(rows: number): void {
    if (rows === 0) return
    const from = Math.max(0, this.held.length - rows)
    const last = this.held.splice(from)
    const { left, right } = this.table
    const cellsOf = (row: SheetRow): string[] => cellsBetween(row, left, right)
    this.likeRows = likeRows(this.held.map(cellsOf), last.map(cellsOf), right - left + 1)
    for (const row of last) this.setAside(row, 'footer')
  }

  private countBlank(gap: number): void {
    this.blankRows += gap
    if (this.firstBlank.length < 5) this.firstBlank.push(this.last + 2)
  }

  /**
   * Another header: words over columns that hold figures or dates, behind a blank row; where only one column holds them,
   * behind two blank rows, under a title of its own or with a name of this table once more. Over none of them, behind two blank rows,
   * where the row below has a figure or a date in a column of words.
   */
  private startsOther(row: SheetRow, gap: number, next: SheetRow | undefined, titled: boolean): boolean {
    const { looks, header, left } = this.table
    if (!header || fillOf(row) < 2 || !isWordy(row)) return false
    let [typed, words] = [0, 0]
    row.columns.forEach((column, i) => {
      if (!dominant(looks.get(column))) return
      typed += 1
      if (seemingOf(row.kinds[i] ?? 'text', row.texts[i] ?? '') === 'word') words += 1
    })
    if (typed === 0) return gap >= 2 && [...looks.values()].some(dominant) && this.hasOtherKinds(row, next)
    if (words !== typed) return false
    if (typed >= 2) return headerScore(row, looks) > 1
    const named = row.columns.some((column, i) => (row.texts[i] ?? '').trim() === header[column - left])
    return (gap >= 2 || (gap > 0 && titled && this.ownTitle() !== '') || named) && headerScore(row, looks) > 0.5
  }

  /** The lone text that this table stands under; '' where there is none. */
  private ownTitle(): string {
    const above = this.table.above.at(-1)
    return above && fillOf(above) === 1 ? textOf(above) : ''
  }

  /** Whether the names that come again stand under a title of their own, as those of this table do. */
  private isTitledAnew(title: SheetRow | undefined): boolean {
    return title !== undefined && areTwoTitles([this.ownTitle()], [textOf(title)])
  }

  /** Whether the row right below one has the same cells, of which one holds a figure or a date in a column of words alone. */
  private hasOtherKinds(row: SheetRow, next: SheetRow | undefined): boolean {
    if (next?.index !== row.index + 1 || next.columns.join() !== row.columns.join()) return false
    return next.columns.some((column, i) => {
      const counts = this.table.looks.get(column)?.counts
      if (!isFigure(next, i) || !counts?.word || counts.number + counts.date > 0) return false
      return !this.held.some((row) => row.columns.some((other, j) => other === column && isFigure(row, j)))
    })
  }

  private isHeaderAgain(row: SheetRow): boolean {
    const { header, headerRows, left } = this.table
    const names = headerRows[0]
    if (!header || headerRows.length !== 1 || !names || fillOf(row) < 2 || row.columns.length !== names.columns.length)
      return false
    return row.columns.every(
      (column, i) => (row.texts[i] ?? '') === textAt(names, column) && header[column - left] !== undefined
    )
  }

  /**
   * Where the closing lines begin among the rows held: sparse lines of text at the end, from the first one that stands
   * apart behind a blank row, is strange to its column, or begins as notes do.
   */
  private footerStart(): number {
    const { held } = this
    let from = held.length
    while (from > 0 && this.isSparse(held[from - 1])) from -= 1
    while (from < held.length && !this.opensFooter(held[from], held[from - 1])) from += 1
    return from
  }

  private isSparse(row: SheetRow | undefined): boolean {
    const { usual } = this.table
    if (!row || usual < 2 || fillOf(row) > Math.max(1, usual / 3)) return false
    return row.kinds.every((kind) => kind === 'text')
  }

  private opensFooter(row: SheetRow | undefined, before: SheetRow | undefined): boolean {
    const { looks, left, right } = this.table
    if (!row) return false
    const inside = row.columns.filter(
      (column) => column >= left && column <= right && textAt(row, column).trim() !== ''
    )
    if (!inside.length || (before && row.index > before.index + 1)) return true
    if (FOOTNOTE.test(textAt(row, inside[0] ?? left))) return true
    return inside.some((column) => {
      const look = looks.get(column)
      const { length } = textAt(row, column)
      return dominant(look) !== null || (look !== undefined && length > 3 * look.longest && length > 20)
    })
  }

  private recordOf(row: SheetRow): TextRecord {
    const { left, right } = this.table
    const record: TextRecord = new Array<string | null>(right - left + 1).fill(null)
    for (let i = 0; i < row.columns.length; i++) {
      const column = row.columns[i] ?? 0
      if (column >= left && column <= right) record[column - left] = row.texts[i] ?? ''
    }
    this.tellBeside(row)
    this.rows += 1
    this.finder.row(record, row.index + 1)
    return record
  }

  /** Tells the cells of a row that stand beside the columns of the table. */
  private tellBeside(row: SheetRow): void {
    const { left, right } = this.table
    let beside: string[] | null = null
    for (let i = 0; i < row.columns.length; i++) {
      const column = row.columns[i] ?? 0
      const text = row.texts[i] ?? ''
      if ((column >= left && column <= right) || text.trim() === '') continue
      ;(beside ??= []).push(text)
      this.besideCells += 1
      if (this.firstBeside.length < 5) this.firstBeside.push(`${lettersOf(column)}${row.index + 1}`)
    }
    if (beside) this.faults.push({ line: row.index + 1, reason: 'beside_table', raw: beside.join('\t') })
  }

  private setAside(row: SheetRow, reason: LineNote['reason']): void {
    if (fillOf(row) > 0) this.faults.push({ line: row.index + 1, reason, raw: row.texts.join('\t') })
  }
}

function textOf(row: SheetRow): string {
  return row.texts.join(' ').trim()
}

/** Whether a cell of a row, by its place among those filled, holds a figure or a date. */
function isFigure({ kinds, texts }: SheetRow, place: number): boolean {
  const seeming = seemingOf(kinds[place] ?? 'text', texts[place] ?? '')
  return seeming === 'number' || seeming === 'date'
}
