import { MAX_SHEETS, type SheetInfo } from '../sheet'
import { tooMuch } from '../refusals'
import { attributesOf } from '../xml/attributes'
import { readXmlToEnd, type XmlOptions } from '../xml/readXml'
import type { Zip, ZipMember } from '../zip/openZip'
import { relationsOf, type Relation } from './parts'

export interface XlsxSheet extends SheetInfo {
  member: ZipMember | null
}

export interface Catalogue {
  sheets: XlsxSheet[]
  date1904: boolean
  relations: Relation[]
}

/** The sheets of a workbook in their order, by its heads only. */
export async function readCatalogue(zip: Zip, workbook: ZipMember, options: XmlOptions): Promise<Catalogue> {
  const relations = await relationsOf(zip, workbook.name, options)
  const byId = new Map(relations.map((relation) => [relation.id, relation]))
  const sheets: XlsxSheet[] = []
  let date1904 = false
  const handler = {
    open(name: string, raw: string): void {
      if (name === 'workbookPr') date1904 = /^(?:1|true|on)$/.test(attributesOf(raw).get('date1904') ?? '')
      if (name !== 'sheet') return
      if (sheets.length >= MAX_SHEETS)
        throw tooMuch(zip.file, `plus de ${MAX_SHEETS} feuilles`, `more than ${MAX_SHEETS} sheets`)
      const attributes = attributesOf(raw)
      const relation = byId.get(attributes.get('id') ?? '')
      const part = relation?.part
      sheets.push({
        name: (attributes.get('name') ?? '').slice(0, 1_000),
        hidden: /^(?:hidden|veryHidden)$/.test(attributes.get('state') ?? ''),
        table: relation === undefined || relation.type === 'worksheet',
        member: part ? zip.find(part) : null
      })
    },
    close: () => undefined,
    text: () => undefined
  }
  await readXmlToEnd(zip, workbook, handler, options)
  return { sheets, date1904, relations }
}
