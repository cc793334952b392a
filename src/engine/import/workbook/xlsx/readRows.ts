import { corrupt } from '../refusals'
import type { Kind, Merge, SheetRow } from '../sheet'
import type { SheetFacts } from '../sheetFacts'
import { GENERAL, type CellFormat } from '../values/cellFormat'
import { isoText, numberCell } from '../values/cellText'
import { attributesOf, eachAttribute } from '../xml/attributes'
import { decodeEscapes } from '../xml/entities'
import { readXml, type XmlOptions } from '../xml/readXml'
import type { XmlHandler } from '../xml/scanXml'
import type { Zip, ZipMember } from '../zip/openZip'
import { columnOf, MAX_COLUMNS, rangeOf } from './cellRef'
import { cellTooLong, MAX_CELL } from './readTexts'
import type { TextTable } from './textTable'

/** What the cells of a sheet refer to. */
export interface CellContext {
  texts: TextTable | null
  styles: readonly CellFormat[]
  date1904: boolean
  facts: SheetFacts
}

const MAX_MERGES = 1_000_000

/** The rows of a sheet as they go by; `merges` fills up behind them. */
export async function* readRows(
  zip: Zip,
  member: ZipMember,
  context: CellContext,
  merges: Merge[],
  options: XmlOptions
): AsyncGenerator<SheetRow[]> {
  const handler = new RowHandler(zip.file, context, merges)
  for await (const _ of readXml(zip, member, handler, options)) {
    const rows = handler.take()
    if (rows.length) yield rows
  }
}

class RowHandler implements XmlHandler {
  private rows: SheetRow[] = []
  private row: SheetRow = { index: -1, columns: [], texts: [], kinds: [] }
  private rowIndex = -1
  private column = -1
  private sorted = true
  private inCell = false
  private type = ''
  private style = 0
  private value = ''
  private takes = false
  private hasValue = false
  private hasFormula = false
  private inReading = false

  constructor(
    private readonly file: string,
    private readonly context: CellContext,
    private readonly merges: Merge[]
  ) {}

  take(): SheetRow[] {
    const rows = this.rows
    this.rows = []
    return rows
  }

  open(name: string, raw: string): void {
    switch (name) {
      case 'c':
        return this.openCell(raw)
      case 'v':
        this.takes = this.inCell
        this.hasValue = this.inCell
        return
      case 't':
        this.takes = this.inCell && !this.inReading
        this.hasValue ||= this.takes
        return
      case 'f':
        this.hasFormula = this.inCell
        return
      case 'rPh':
        this.inReading = true
        return
      case 'row':
        return this.openRow(raw)
      case 'col':
        return this.openColumn(raw)
      case 'mergeCell': {
        const range = rangeOf(attributesOf(raw).get('ref') ?? '')
        if (range && this.merges.length < MAX_MERGES) this.merges.push(range)
      }
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.takes = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
    else if (name === 'rPh') this.inReading = false
  }

  private openRow(raw: string): void {
    let index = this.rowIndex + 1
    eachAttribute(raw, (name, value) => {
      if (name === 'r') index = Number(value) - 1
      else if (name === 'hidden' && value !== '0' && value !== 'false') this.context.facts.hiddenRows += 1
    })
    if (!Number.isInteger(index) || index < 0)
      throw corrupt(this.file, 'une ligne n’a pas de numéro', 'a row has no number')
    if (index <= this.rowIndex) this.context.facts.unorderedRows += 1
    this.rowIndex = index
    this.column = -1
    this.sorted = true
    this.row = { index, columns: [], texts: [], kinds: [] }
  }

  private openColumn(raw: string): void {
    const attributes = attributesOf(raw)
    const [min, max] = [Number(attributes.get('min')), Number(attributes.get('max'))]
    if (/^(?:1|true)$/.test(attributes.get('hidden') ?? '') && max - min < MAX_COLUMNS)
      this.context.facts.hiddenColumns += max - min + 1
  }

  private openCell(raw: string): void {
    let column = this.column + 1
    this.type = ''
    this.style = 0
    eachAttribute(raw, (name, value) => {
      if (name === 'r') column = columnOf(value)
      else if (name === 's') this.style = Number(value)
      else if (name === 't') this.type = value
    })
    if (column < 0 || column >= MAX_COLUMNS)
      throw corrupt(
        this.file,
        `une cellule de la ligne ${this.rowIndex + 1} n’a pas de colonne`,
        `a cell of row ${this.rowIndex + 1} has no column`
      )
    if (column <= this.column) this.sorted = false
    this.column = column
    this.inCell = true
    this.value = ''
    this.hasValue = false
    this.hasFormula = false
  }

  private closeCell(): void {
    this.inCell = false
    const { facts } = this.context
    if (!this.hasValue || (this.value === '' && this.type !== 'str' && this.type !== 'inlineStr')) {
      if (this.hasFormula) facts.count('noValue', this.column)
      return
    }
    const cell = this.cell()
    if (!cell) return
    this.row.columns.push(this.column)
    this.row.texts.push(cell.text)
    this.row.kinds.push(cell.kind)
  }

  private cell(): { text: string; kind: Kind } | null {
    const { texts, styles, date1904, facts } = this.context
    switch (this.type) {
      case 's': {
        const text = texts?.get(Number(this.value)) ?? null
        if (text === null) facts.count('unknownText', this.column)
        return text === null ? null : { text, kind: 'text' }
      }
      case 'str':
      case 'inlineStr':
        return { text: decodeEscapes(this.value), kind: 'text' }
      case 'b':
        return { text: /^(?:1|true)$/i.test(this.value.trim()) ? 'true' : 'false', kind: 'boolean' }
      case 'e':
        facts.countError(this.value)
        return { text: this.value, kind: 'error' }
      case 'd':
        return { text: this.isoDate(), kind: 'date' }
      default:
        return numberCell(this.value, styles[this.style] ?? GENERAL, date1904, this.column, facts)
    }
  }

  /** A day whose format shows no time of day is a day, though it is stored with midnight. */
  private isoDate(): string {
    const text = isoText(this.value)
    const shape = this.context.styles[this.style]?.date
    return shape === 'date' ? text.replace(/ 00:00:00$/, '') : text
  }

  private closeRow(): void {
    if (!this.row.columns.length) return
    this.rows.push(this.sorted ? this.row : sortRow(this.row))
  }

  text(piece: string): void {
    if (!this.takes) return
    this.value = this.value === '' ? piece : this.value + piece
    if (this.value.length > MAX_CELL) throw cellTooLong(this.file)
  }
}

/** Cells that came out of order; of two in one place the later stands, as in Excel. */
function sortRow(row: SheetRow): SheetRow {
  const places = new Map(row.columns.map((column, place) => [column, place]))
  const columns = [...places.keys()].sort((a, b) => a - b)
  const order = columns.map((column) => places.get(column) ?? 0)
  return {
    index: row.index,
    columns,
    texts: order.map((place) => row.texts[place] ?? ''),
    kinds: order.map((place) => row.kinds[place] ?? 'text')
  }
}
