import { tooMuch } from '../refusals'
import type { Kind, Merge, SheetRow } from '../sheet'
import { MAX_COLUMNS } from '../xlsx/cellRef'
import { cellTooLong, MAX_CELL } from '../xlsx/readTexts'
import { exactText } from './exactText'
import type { PageHandler } from './scanPage'

type Attributes = Readonly<Record<string, string>>

/** What is done with the tables of a page as they go by, each by its place among them. */
export interface PageTaker {
  table(place: number): void
  caption(place: number, text: string): void
  row(place: number, row: SheetRow): void
  merge(place: number, merge: Merge): void
  /** A cell is given by the exact number behind the rounded one that it shows. */
  exact(place: number, column: number): void
  /** A table ends, by its end tag or because the page does. */
  tableEnd(place: number): void
}

/** Beside tables, what a page holds that is left aside: how often each was met. */
export interface PageExtras {
  scripts: number
  pictures: number
  links: number
  frames: number
}

interface OpenCell {
  text: string
  /** Whether it holds more than blanks, and more than blanks since its last new line. */
  filled: boolean
  filledLine: boolean
  column: number
  exact: string | null
}

interface OpenTable {
  place: number
  rowIndex: number
  row: SheetRow | null
  column: number
  /** By column, the first row that no cell from above reaches into. */
  taken: number[]
  cell: OpenCell | null
  caption: string | null
  /** Of a table within a cell, its only row so far, its title before: one that gets no other is there for the layout. */
  held: { row: SheetRow | null; title: string } | null
}

/** The number that Excel writes beside the text of a cell. */
const EXACT = /^\s*(-?\d+(?:\.\d+)?)/
const MAX_DEPTH = 256
const MAX_SPAN = 1_000
const MAX_ROWS_SPANNED = 65_534
const BLOCKS = new Set(['p', 'div', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'pre', 'address'])

/**
 * Follows a page: each of its tables is one, also those within a cell of another, whose text then belongs to the inner one
 * only; but one of a single row is how pages lay out a cell, and its texts are of the cell, parted by blanks. End tags of rows and cells may be missing. A cell's text is what the page shows: blanks made one, `<br>` a new line.
 */
export class PageTables implements PageHandler {
  readonly extras: PageExtras = { scripts: 0, pictures: 0, links: 0, frames: 0 }
  private readonly tables: OpenTable[] = []
  private places = 0

  constructor(
    private readonly file: string,
    private readonly taker: PageTaker
  ) {}

  /** Whether a table is still open. */
  get within(): boolean {
    return this.tables.length > 0
  }

  open(name: string, attributes: Attributes): void {
    const table = this.tables[this.tables.length - 1]
    if (name === 'table') this.openTable()
    else if (name === 'script') this.extras.scripts += 1
    else if (name === 'img') this.extras.pictures += 1
    else if (name === 'iframe' || name === 'frame' || name === 'object' || name === 'embed') this.extras.frames += 1
    else if (name === 'a' && attributes.href !== undefined) this.extras.links += 1
    if (!table) return
    if (name === 'tr') this.openRow(table)
    else if (name === 'td' || name === 'th') this.openCell(table, attributes, name === 'th')
    else if (name === 'caption') table.caption = ''
    else if (name === 'thead' || name === 'tbody' || name === 'tfoot') this.closeRow(table)
    else if (name === 'br' && table.cell) newLine(table.cell)
    else if (BLOCKS.has(name)) this.breakLine(table)
  }

  close(name: string): void {
    const table = this.tables[this.tables.length - 1]
    if (!table) return
    if (name === 'table') this.closeTable()
    else if (name === 'tr' || name === 'thead' || name === 'tbody' || name === 'tfoot') this.closeRow(table)
    else if (name === 'td' || name === 'th') this.closeCell(table)
    else if (name === 'caption') this.closeCaption(table)
    else if (BLOCKS.has(name)) this.breakLine(table)
  }

  text(piece: string): void {
    const table = this.tables[this.tables.length - 1]
    if (!table) return
    const { cell } = table
    if (cell) {
      cell.text += piece
      if (piece !== ' ') cell.filled = cell.filledLine = true
      if (cell.text.length > MAX_CELL) throw cellTooLong(this.file)
    } else if (table.caption !== null) table.caption = (table.caption + piece).slice(0, 1_000)
  }

  /** Ends the page: what is open ends with it. */
  end(): void {
    while (this.tables.length) this.closeTable()
  }

  private openTable(): void {
    if (this.tables.length >= MAX_DEPTH)
      throw tooMuch(this.file, 'ses tableaux s’emboîtent sans fin', 'its tables nest without end')
    const place = this.places
    this.places += 1
    const held = this.tables[this.tables.length - 1]?.cell ? { row: null, title: '' } : null
    this.tables.push({ place, rowIndex: 0, row: null, column: 0, taken: [], cell: null, caption: null, held })
    this.taker.table(place)
  }

  private closeTable(): void {
    const table = this.tables[this.tables.length - 1]
    if (!table) return
    this.closeCaption(table)
    this.closeRow(table)
    this.tables.pop()
    this.taker.tableEnd(table.place)
    const cell = this.tables[this.tables.length - 1]?.cell
    if (table.held && cell) this.layOut(cell, table.held)
  }

  /** Gives the texts of a table that was there for the layout to the cell that it stands in. */
  private layOut(cell: OpenCell, { row, title }: NonNullable<OpenTable['held']>): void {
    const texts = [title, ...(row?.texts ?? [])].filter((text) => text !== '')
    if (!texts.length) return
    cell.text += ` ${texts.join(' ')} `
    cell.filled = cell.filledLine = true
    if (cell.text.length > MAX_CELL) throw cellTooLong(this.file)
  }

  private openRow(table: OpenTable): void {
    this.closeCaption(table)
    this.closeRow(table)
    table.row = { index: table.rowIndex, columns: [], texts: [], kinds: [], named: true }
    table.column = 0
  }

  private closeRow(table: OpenTable): void {
    const { row } = table
    if (!row) return
    this.closeCell(table)
    table.row = null
    table.rowIndex += 1
    if (!row.columns.length) return
    if (table.held && !table.held.row) {
      table.held.row = row
      return
    }
    if (table.held?.row) this.taker.row(table.place, table.held.row)
    table.held = null
    this.taker.row(table.place, row)
  }

  private openCell(table: OpenTable, attributes: Attributes, names: boolean): void {
    if (!table.row) this.openRow(table)
    this.closeCell(table)
    if (table.row && !names) table.row.named = false
    const across = spanOf(attributes.colspan, MAX_SPAN)
    const down = spanOf(attributes.rowspan, MAX_ROWS_SPANNED)
    const exact = EXACT.exec(attributes['x:num'] ?? '')?.[1] ?? null
    const { taken, rowIndex } = table
    while ((taken[table.column] ?? 0) > rowIndex) table.column += 1
    const column = table.column
    table.column += across
    if (table.column > MAX_COLUMNS)
      throw tooMuch(
        this.file,
        `une ligne de ses tableaux dépasse ${MAX_COLUMNS} colonnes`,
        `a row of its tables is beyond ${MAX_COLUMNS} columns`
      )
    if (down > 1) for (let at = column; at < table.column; at++) taken[at] = rowIndex + down
    if (across > 1 || down > 1)
      this.taker.merge(table.place, {
        top: rowIndex,
        left: column,
        bottom: rowIndex + down - 1,
        right: column + across - 1
      })
    table.cell = { text: '', filled: false, filledLine: false, column, exact }
  }

  private closeCell(table: OpenTable): void {
    const { cell, row } = table
    table.cell = null
    if (!cell?.filled || !row) return
    const text = shownText(cell.text)
    // A hard space alone is how pages write an empty cell.
    if (text.trim() === '') return
    const exact = cell.exact === null ? text : exactText(text, cell.exact)
    if (exact !== text) this.taker.exact(table.place, cell.column)
    row.columns.push(cell.column)
    row.texts.push(exact)
    row.kinds.push(TEXT)
  }

  private closeCaption(table: OpenTable): void {
    if (table.caption === null) return
    const text = shownText(table.caption).replaceAll('\n', ' ')
    table.caption = null
    if (text === '') return
    if (table.held) table.held.title = text
    this.taker.caption(table.place, text)
  }

  private breakLine({ cell }: OpenTable): void {
    if (cell?.filledLine) newLine(cell)
  }
}

const TEXT: Kind = 'text'

function newLine(cell: OpenCell): void {
  cell.text += '\n'
  cell.filledLine = false
}

/** A text without blanks at its ends and those of its lines, others made one: by plain steps, since a page may hold millions. */
function shownText(raw: string): string {
  const text = raw.replace(/ {2,}/g, ' ').replace(/ ?\n ?/g, '\n')
  let [from, to] = [0, text.length]
  while (from < to && isBlank(text.charCodeAt(from))) from += 1
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1
  return text.slice(from, to)
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10
}

function spanOf(value: string | undefined, most: number): number {
  const count = parseInt(value ?? '1', 10)
  return count >= 1 ? Math.min(count, most) : 1
}
