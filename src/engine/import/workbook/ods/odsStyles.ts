import { attributesOf } from '../xml/attributes'

const MAX = 1_000_000

/** The styles that stand before the sheets of a document, as far as they tell something about values. */
export class OdsStyles {
  /** Zeros of a number style, and of a cell style by it. */
  private readonly numbers = new Map<string, number>()
  private readonly cells = new Map<string, number>()
  private readonly hidden = new Set<string>()
  private style = ''
  private family = ''
  private columns: { until: number; style: string | null }[] = []

  open(name: string, raw: string): void {
    if (this.numbers.size + this.cells.size + this.hidden.size > MAX) return
    if (name === 'number-style') this.style = attributesOf(raw).get('name') ?? ''
    else if (name === 'number' && this.style !== '') {
      const attributes = attributesOf(raw)
      const zeros = Number(attributes.get('min-integer-digits') ?? 0)
      const whole = Number(attributes.get('decimal-places') ?? 0) === 0 && attributes.get('grouping') !== 'true'
      if (whole && zeros >= 2 && zeros <= 60) this.numbers.set(this.style, zeros)
    } else if (name === 'style') {
      const attributes = attributesOf(raw)
      this.family = attributes.get('family') ?? ''
      this.style = attributes.get('name') ?? ''
      const zeros = this.numbers.get(attributes.get('data-style-name') ?? '')
      if (this.family === 'table-cell' && zeros) this.cells.set(this.style, zeros)
    } else if (name === 'table-properties' && this.family === 'table') {
      if (attributesOf(raw).get('display') === 'false') this.hidden.add(this.style)
    }
  }

  close(name: string): void {
    if (name === 'number-style' || name === 'style') [this.style, this.family] = ['', '']
  }

  isHidden(tableStyle: string): boolean {
    return this.hidden.has(tableStyle)
  }

  startTable(): void {
    this.columns = []
  }

  addColumns(count: number, style: string | null): void {
    const from = this.columns[this.columns.length - 1]?.until ?? 0
    this.columns.push({ until: from + count, style })
  }

  /** The zeros that a cell's style fills up, or its column's where it has none. */
  zerosOf(cellStyle: string | null, column: number): number {
    if (this.cells.size === 0) return 0
    const style = cellStyle ?? this.columns.find(({ until }) => column < until)?.style ?? ''
    return this.cells.get(style) ?? 0
  }
}
