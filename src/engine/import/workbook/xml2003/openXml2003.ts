import type { LocalizedText } from '../../../../contract'
import type { ReadOptions } from '../../reader'
import { followSheet, listSheets, type Follow } from '../followSheets'
import { openText } from '../page/openText'
import type { Workbook } from '../sheet'
import { XmlScanner } from '../xml/scanXml'
import { Xml2003Handler } from './xml2003Handler'

const FORMAT: LocalizedText = { fr: 'Classeur XML d’Excel 2003.', en: 'Excel 2003 XML workbook.' }

/** Opens a workbook of Excel 2003's XML, which company tools write under the name `.xls` or `.xml`. */
export async function openXml2003(file: string, options: ReadOptions): Promise<Workbook> {
  const document = await openText(file, options)
  const follow = (told: boolean): Follow =>
    async function* (taker) {
      const scanner = new XmlScanner(new Xml2003Handler(file, taker), file, 'Workbook')
      for await (const piece of document.pieces(told)) {
        scanner.write(piece)
        yield
      }
      scanner.end()
      yield
    }
  const { sheets, sizes } = await listSheets(follow(false))
  const notes = [FORMAT, ...document.notes()]
  return {
    sheets,
    size: (place) => Promise.resolve(sizes[place] ?? { rows: 0, columns: 0 }),
    open: (place) => followSheet(follow(true), place),
    notes: () => Promise.resolve(notes),
    close: () => Promise.resolve()
  }
}
