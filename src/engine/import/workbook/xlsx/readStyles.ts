import { attributesOf } from '../xml/attributes'
import { readXmlToEnd, type XmlOptions } from '../xml/readXml'
import { builtInFormat, readFormat, type CellFormat } from '../values/cellFormat'
import type { Zip, ZipMember } from '../zip/openZip'

const MAX_STYLES = 1_000_000

/** The number format of every cell style, by its place. */
export async function readStyles(zip: Zip, member: ZipMember, options: XmlOptions): Promise<CellFormat[]> {
  const own = new Map<number, CellFormat>()
  const styles: CellFormat[] = []
  let inCells = false
  const handler = {
    open(name: string, raw: string): void {
      if (name === 'cellXfs') inCells = true
      else if (name === 'numFmt') {
        const attributes = attributesOf(raw)
        if (own.size < MAX_STYLES)
          own.set(Number(attributes.get('numFmtId')), readFormat(attributes.get('formatCode') ?? ''))
      } else if (name === 'xf' && inCells && styles.length < MAX_STYLES) {
        const id = Number(attributesOf(raw).get('numFmtId') ?? 0)
        styles.push(own.get(id) ?? builtInFormat(id))
      }
    },
    close(name: string): void {
      if (name === 'cellXfs') inCells = false
    },
    text: () => undefined
  }
  await readXmlToEnd(zip, member, handler, options)
  return styles
}
