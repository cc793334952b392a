import type { SheetTaker } from '../followSheets'
import { tooMuch } from '../refusals'
import type { Kind, SheetRow } from '../sheet'
import type { SheetFacts } from '../sheetFacts'
import type { CellFormat } from '../values/cellFormat'
import { isoText, numberCell } from '../values/cellText'
import { serialText } from '../values/serialText'
import { attributesOf } from '../xml/attributes'
import type { XmlHandler } from '../xml/scanXml'
import { MAX_COLUMNS } from '../xlsx/cellRef'
import { cellTooLong, MAX_CELL } from '../xlsx/readTexts'
import { Xml2003Styles } from './xml2003Styles'

const MAX_ROWS = 1_048_576 * 16

interface OpenCell {
  column: number
  style: string | undefined
  formula: boolean
  /** Its data, where it has some. */
  type: string | null
  text: string
}

/** Follows Excel 2003's XML: `Worksheet › Table › Row › Cell › Data`; remarks and what stands elsewhere go by. */
export class Xml2003Handler implements XmlHandler {
  private readonly styles = new Xml2003Styles()
  private readonly path: string[] = []
  private facts: SheetFacts | null = null
  private row: SheetRow | null = null
  private nextRow = 0
  private nextColumn = 0
  private columnStyles: (string | undefined)[] = []
  private rowStyle: string | undefined
  private cell: OpenCell | null = null
  private inData = false
  private visible: string | null = null

  constructor(
    private readonly file: string,
    private readonly taker: SheetTaker
  ) {}

  open(name: string, raw: string): void {
    const parent = this.path[this.path.length - 1]
    this.path.push(name)
    if (this.path.includes('Styles')) this.styles.open(name, raw)
    else if (name === 'Worksheet' && parent === 'Workbook') this.openSheet(raw)
    else if (name === 'Column' && parent === 'Table') this.openColumn(raw)
    else if (name === 'Row' && parent === 'Table') this.openRow(raw)
    else if (name === 'Cell' && parent === 'Row') this.openCell(raw)
    else if (name === 'Data' && parent === 'Cell' && this.cell) {
      this.cell.type = attributesOf(raw).get('Type') ?? 'String'
      this.inData = true
    } else if (name === 'Visible') this.visible = ''
  }

  close(name: string): void {
    this.path.pop()
    const parent = this.path[this.path.length - 1]
    if (name === 'Data' && parent === 'Cell') this.inData = false
    else if (name === 'Cell' && parent === 'Row') this.closeCell()
    else if (name === 'Row' && parent === 'Table') this.closeRow()
    else if (name === 'Worksheet' && parent === 'Workbook') this.taker.tableEnd()
    else if (name === 'Visible') {
      if (/hidden/i.test(this.visible ?? '')) this.taker.hide?.()
      this.visible = null
    } else this.styles.close(name)
  }

  text(piece: string): void {
    if (this.visible !== null) this.visible += piece.slice(0, 100)
    if (!this.inData || !this.cell) return
    this.cell.text += piece
    if (this.cell.text.length > MAX_CELL) throw cellTooLong(this.file)
  }

  private openSheet(raw: string): void {
    this.nextRow = 0
    this.columnStyles = []
    this.nextColumn = 0
    this.facts = this.taker.table((attributesOf(raw).get('Name') ?? '').slice(0, 1_000), false)
  }

  private openColumn(raw: string): void {
    const attributes = attributesOf(raw)
    const from = placeOf(attributes.get('Index'), this.nextColumn)
    const span = 1 + Math.max(0, Math.floor(Number(attributes.get('Span') ?? 0)) || 0)
    this.nextColumn = Math.min(from + span, MAX_COLUMNS)
    const style = attributes.get('StyleID')
    if (style !== undefined) for (let at = from; at < this.nextColumn; at++) this.columnStyles[at] = style
    if (this.facts && attributes.get('Hidden') === '1') this.facts.hiddenColumns += this.nextColumn - from
  }

  private openRow(raw: string): void {
    const attributes = attributesOf(raw)
    const index = placeOf(attributes.get('Index'), this.nextRow)
    if (this.facts && index < this.nextRow) this.facts.unorderedRows += 1
    if (index >= MAX_ROWS) throw this.tooMany()
    this.nextRow = index + 1
    this.nextColumn = 0
    this.rowStyle = attributes.get('StyleID')
    this.row = { index, columns: [], texts: [], kinds: [] }
    if (this.facts && attributes.get('Hidden') === '1') this.facts.hiddenRows += 1
  }

  private closeRow(): void {
    const { row } = this
    this.row = null
    if (row?.columns.length) this.taker.row(row, 1)
  }

  private openCell(raw: string): void {
    const attributes = attributesOf(raw)
    const column = Math.max(this.nextColumn, placeOf(attributes.get('Index'), this.nextColumn))
    const across = spanOf(attributes.get('MergeAcross'), MAX_COLUMNS)
    const down = spanOf(attributes.get('MergeDown'), MAX_ROWS)
    this.nextColumn = column + 1 + across
    if (this.nextColumn > MAX_COLUMNS) throw this.tooMany()
    if (this.facts && (across > 0 || down > 0)) {
      const top = this.row?.index ?? 0
      this.taker.merge({ top, left: column, bottom: top + down, right: column + across })
    }
    const style = attributes.get('StyleID') ?? this.rowStyle ?? this.columnStyles[column]
    this.cell = { column, style, formula: attributes.has('Formula'), type: null, text: '' }
  }

  private closeCell(): void {
    const { cell, row, facts } = this
    this.cell = null
    if (!cell || !row) return
    if (cell.type === null || cell.text === '') {
      if (cell.formula && cell.type === null) facts?.count('noValue', cell.column)
      return
    }
    const read = facts ? readCell(cell, this.styles.of(cell.style), facts) : { text: cell.text, kind: 'text' as const }
    row.columns.push(cell.column)
    row.texts.push(read.text)
    row.kinds.push(read.kind)
  }

  private tooMany(): Error {
    return tooMuch(
      this.file,
      'ses lignes ou colonnes dépassent ce qu’une feuille contient',
      'its rows or columns are beyond what a sheet holds'
    )
  }
}

function readCell(
  { type, text, column }: OpenCell,
  format: CellFormat,
  facts: SheetFacts
): { text: string; kind: Kind } {
  switch (type) {
    case 'Number':
      return numberCell(text, format, false, column, facts)
    case 'DateTime':
      return { text: momentText(text, format), kind: 'date' }
    case 'Boolean':
      return { text: text.trim() === '1' || /^true$/i.test(text.trim()) ? 'true' : 'false', kind: 'boolean' }
    case 'Error':
      facts.countError(text)
      return { text, kind: 'error' }
    default:
      return { text, kind: 'text' }
  }
}

const DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)

/** A moment as workbooks of other kinds give it: midnight is a day, and a time alone stands on the day 0 of Excel. */
function momentText(raw: string, format: CellFormat): string {
  const moment = Date.parse(`${raw.trim()}Z`)
  const days = (moment - EPOCH) / DAY
  // Excel counts a 29 February 1900 that never was.
  const serial = days < 61 ? days - 1 : days
  return (days >= 1 ? serialText(serial, format.date ?? 'date', false)?.text : null) ?? isoText(raw)
}

function placeOf(index: string | undefined, otherwise: number): number {
  const place = Number(index)
  return index !== undefined && Number.isInteger(place) && place > 0 ? place - 1 : otherwise
}

function spanOf(value: string | undefined, most: number): number {
  const count = Number(value ?? 0)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 0
}
