import { GENERAL, readFormat, type CellFormat } from '../values/cellFormat'
import { attributesOf } from '../xml/attributes'

const MAX_STYLES = 100_000

/** Formats that this XML calls by name instead of by their code. */
const NAMED: ReadonlyMap<string, CellFormat> = new Map<string, CellFormat>([
  ['percent', { ...GENERAL, percent: true }],
  ['currency', { ...GENERAL, currency: '¤' }],
  ['euro currency', { ...GENERAL, currency: '€' }],
  ['general date', { ...GENERAL, date: 'datetime' }],
  ['long date', { ...GENERAL, date: 'date' }],
  ['medium date', { ...GENERAL, date: 'date' }],
  ['short date', { ...GENERAL, date: 'date' }],
  ['long time', { ...GENERAL, date: 'time' }],
  ['medium time', { ...GENERAL, date: 'time' }],
  ['short time', { ...GENERAL, date: 'time' }],
  ...['general', 'general number', 'fixed', 'standard', 'scientific', 'yes/no', 'true/false', 'on/off'].map(
    (name) => [name, GENERAL] as const
  )
])

/** The number formats of the styles of a workbook, by their identifier. */
export class Xml2003Styles {
  private readonly formats = new Map<string, CellFormat>()
  private style: string | null = null

  open(name: string, raw: string): void {
    if (name === 'Style') {
      const attributes = attributesOf(raw)
      this.style = attributes.get('ID') ?? null
      const parent = this.formats.get(attributes.get('Parent') ?? 'Default')
      if (parent) this.keep(parent)
    } else if (name === 'NumberFormat' && this.style !== null) {
      const code = attributesOf(raw).get('Format')
      if (code !== undefined) this.keep(NAMED.get(code.toLowerCase()) ?? readFormat(code))
    }
  }

  close(name: string): void {
    if (name === 'Style') this.style = null
  }

  of(style: string | undefined): CellFormat {
    return (style === undefined ? undefined : this.formats.get(style)) ?? GENERAL
  }

  private keep(format: CellFormat): void {
    if (this.style !== null && this.formats.size < MAX_STYLES) this.formats.set(this.style, format)
  }
}
