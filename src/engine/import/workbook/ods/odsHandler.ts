import type { SheetTaker } from '../followSheets'
import { tooMuch } from '../refusals'
import type { Kind, SheetRow } from '../sheet'
import type { SheetFacts } from '../sheetFacts'
import { GENERAL } from '../values/cellFormat'
import { isoDurationText, isoText, numberCell } from '../values/cellText'
import { attributesOf, eachAttribute } from '../xml/attributes'
import { decodeEntities } from '../xml/entities'
import type { XmlHandler } from '../xml/scanXml'
import { MAX_COLUMNS } from '../xlsx/cellRef'
import { cellTooLong, MAX_CELL } from '../xlsx/readTexts'
import { OdsStyles } from './odsStyles'

/** Cells that `number-rows-repeated` may make of one. */
const MAX_REPEATED_CELLS = 50_000_000
const MAX_ROWS = 1_048_576 * 16

interface OpenCell {
  repeated: number
  type: string
  value: string | null
  error: boolean
  formula: boolean
  currency: string
  style: string | null
  text: string
  paragraphs: number
}

/** Follows `content.xml`: sheets are the tables right below `office:spreadsheet`, and text only that of a cell's own paragraphs. */
export class OdsHandler implements XmlHandler {
  private readonly styles = new OdsStyles()
  private depth = 0
  private sheetsAt = -1
  private tableAt = -1
  private cellAt = -1
  private textAt = -1
  private aside = -1
  private facts: SheetFacts | null = null
  private rowIndex = 0
  private rowRepeat = 1
  private rowHidden = false
  private column = 0
  private repeatedCells = 0
  private row: SheetRow = { index: 0, columns: [], texts: [], kinds: [] }
  private cell: OpenCell | null = null

  constructor(
    private readonly file: string,
    private readonly taker: SheetTaker
  ) {}

  open(name: string, raw: string): void {
    this.depth += 1
    if (this.sheetsAt < 0) {
      if (name === 'spreadsheet') this.sheetsAt = this.depth
      else this.styles.open(name, raw)
      return
    }
    if (this.tableAt < 0) {
      if (name === 'table' && this.depth === this.sheetsAt + 1) this.openTable(raw)
      return
    }
    if (this.cellAt >= 0) this.openInCell(name, raw)
    else if (name === 'table-row') this.openRow(raw)
    else if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(raw)
    else if (name === 'table-column') this.openColumn(raw)
  }

  close(name: string): void {
    if (this.depth === this.textAt) this.textAt = -1
    if (this.depth === this.aside) this.aside = -1
    if (this.depth === this.cellAt) this.closeCell()
    else if (this.cellAt < 0 && this.tableAt >= 0) {
      if (name === 'table-row') this.closeRow()
      else if (this.depth === this.tableAt) {
        this.tableAt = -1
        this.taker.tableEnd()
      }
    }
    if (this.sheetsAt < 0) this.styles.close(name)
    this.depth -= 1
  }

  text(piece: string): void {
    if (this.textAt < 0 || this.aside >= 0 || !this.cell) return
    this.cell.text += piece
    if (this.cell.text.length > MAX_CELL) throw cellTooLong(this.file)
  }

  private openTable(raw: string): void {
    const attributes = attributesOf(raw)
    this.tableAt = this.depth
    this.rowIndex = 0
    this.styles.startTable()
    const hidden = this.styles.isHidden(attributes.get('style-name') ?? '')
    this.facts = this.taker.table((attributes.get('name') ?? '').slice(0, 1_000), hidden)
  }

  private openColumn(raw: string): void {
    const attributes = attributesOf(raw)
    const repeated = repeatOf(attributes.get('number-columns-repeated'), MAX_COLUMNS)
    this.styles.addColumns(repeated, attributes.get('default-cell-style-name') ?? null)
    if (this.facts && isOff(attributes.get('visibility'))) this.facts.hiddenColumns += repeated
  }

  private openRow(raw: string): void {
    const attributes = attributesOf(raw)
    this.rowRepeat = repeatOf(attributes.get('number-rows-repeated'), MAX_ROWS)
    this.rowHidden = isOff(attributes.get('visibility'))
    this.column = 0
    this.row = { index: this.rowIndex, columns: [], texts: [], kinds: [] }
  }

  private closeRow(): void {
    const { row, rowRepeat } = this
    this.rowIndex += rowRepeat
    if (this.rowIndex > MAX_ROWS) throw this.tooMany()
    if (!row.columns.length) return
    if (rowRepeat > 1) this.countRepeated((rowRepeat - 1) * row.columns.length)
    if (this.facts && this.rowHidden) this.facts.hiddenRows += rowRepeat
    this.taker.row(row, rowRepeat)
  }

  private openCell(raw: string): void {
    this.cellAt = this.depth
    const cell: OpenCell = {
      repeated: 1,
      type: '',
      value: null,
      error: false,
      formula: false,
      currency: '',
      style: null,
      text: '',
      paragraphs: 0
    }
    let [across, down] = [1, 1]
    eachAttribute(raw, (name, value) => {
      if (name === 'number-columns-repeated') cell.repeated = repeatOf(value, MAX_COLUMNS)
      else if (name === 'value-type') {
        if (value === 'error') cell.error = true
        else if (cell.type === '') cell.type = value
      } else if (/^(?:(?:date-|time-|boolean-|string-)?value)$/.test(name)) cell.value = decodeEntities(value) ?? value
      else if (name === 'formula') cell.formula = true
      else if (name === 'currency') cell.currency = value
      else if (name === 'style-name') cell.style = value
      else if (name === 'number-columns-spanned') across = repeatOf(value, MAX_COLUMNS)
      else if (name === 'number-rows-spanned') down = repeatOf(value, MAX_ROWS)
    })
    if (this.facts && (across > 1 || down > 1))
      this.taker.merge({
        top: this.rowIndex,
        left: this.column,
        bottom: this.rowIndex + down - 1,
        right: this.column + across - 1
      })
    this.cell = cell
  }

  private openInCell(name: string, raw: string): void {
    if (!this.cell) return
    if (name === 'annotation' || name === 'frame' || name === 'custom-shape') {
      if (this.aside < 0) this.aside = this.depth
    } else if (name === 'p' && this.depth === this.cellAt + 1) {
      if (this.cell.paragraphs > 0) this.add('\n')
      this.cell.paragraphs += 1
      this.textAt = this.depth
    } else if (name === 's') this.text(' '.repeat(repeatOf(attributesOf(raw).get('c'), 32_767)))
    else if (name === 'tab') this.text('\t')
    else if (name === 'line-break') this.text('\n')
  }

  private add(piece: string): void {
    if (this.cell) this.cell.text += piece
  }

  private closeCell(): void {
    this.cellAt = -1
    this.textAt = -1
    const cell = this.cell
    this.cell = null
    if (!cell) return
    const from = this.column
    this.column += cell.repeated
    if (this.facts === null && cell.type === '' && cell.paragraphs === 0) return
    const read = this.read(cell, from)
    if (!read) {
      if (cell.formula && this.facts) this.facts.count('noValue', from)
      return
    }
    if (this.column > MAX_COLUMNS) throw this.tooMany()
    if (cell.repeated > 1) this.countRepeated(cell.repeated - 1)
    for (let i = 0; i < cell.repeated; i++) {
      this.row.columns.push(from + i)
      this.row.texts.push(read.text)
      this.row.kinds.push(read.kind)
    }
  }

  private read(cell: OpenCell, column: number): { text: string; kind: Kind } | null {
    const { facts } = this
    if (cell.error) {
      facts?.countError(cell.text)
      return { text: cell.text, kind: 'error' }
    }
    switch (cell.type) {
      case 'float':
      case 'percentage':
      case 'currency': {
        if (cell.value === null) return null
        if (!facts) return { text: cell.value, kind: 'number' }
        const zeros = this.styles.zerosOf(cell.style, column)
        if (cell.type === 'percentage') facts.count('percent', column)
        if (cell.type === 'currency') facts.countMoney((cell.currency || '¤').slice(0, 8), column)
        return numberCell(cell.value, { ...GENERAL, zeros }, false, column, facts)
      }
      case 'date':
        return cell.value === null ? null : { text: isoText(cell.value), kind: 'date' }
      case 'time': {
        const text = cell.value === null ? null : isoDurationText(cell.value)
        return text === null ? textCell(cell) : { text, kind: 'date' }
      }
      case 'boolean':
        return cell.value === null ? null : { text: cell.value === 'true' ? 'true' : 'false', kind: 'boolean' }
      case 'string':
        return { text: cell.value ?? cell.text, kind: 'text' }
      default:
        return textCell(cell)
    }
  }

  private countRepeated(cells: number): void {
    this.repeatedCells += cells
    if (this.repeatedCells > MAX_REPEATED_CELLS) throw this.tooMany()
  }

  private tooMany(): Error {
    return tooMuch(
      this.file,
      'ses répétitions de lignes et de cellules dépassent ce qu’une feuille contient',
      'its repeated rows and cells are beyond what a sheet holds'
    )
  }
}

function textCell(cell: OpenCell): { text: string; kind: Kind } | null {
  return cell.text === '' ? null : { text: cell.text, kind: 'text' }
}

function isOff(visibility: string | undefined): boolean {
  return visibility === 'collapse' || visibility === 'filter'
}

function repeatOf(value: string | undefined, most: number): number {
  const count = Number(value ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 1
}
