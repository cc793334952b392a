import { tooMuch } from '../refusals'
import { decodeEscapes } from '../xml/entities'
import { readXmlToEnd, type XmlOptions } from '../xml/readXml'
import type { Zip, ZipMember } from '../zip/openZip'
import { TextTable } from './textTable'

const MAX_BYTES = 1024 ** 3
export const MAX_CELL = 16 * 1024 * 1024

/** The texts that cells share (`sharedStrings.xml`); the runs of a rich text are joined, readings of it (`rPh`) left out. */
export async function readTexts(zip: Zip, member: ZipMember, options: XmlOptions): Promise<TextTable> {
  const texts = new TextTable()
  let [text, inText, inReading] = ['', false, false]
  const handler = {
    open(name: string): void {
      if (name === 'si') text = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    close(name: string): void {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
      else if (name === 'si') {
        texts.add(decodeEscapes(text))
        if (texts.bytes > MAX_BYTES) throw tooMuch(zip.file, 'ses textes dépassent 1 Gio', 'its texts are beyond 1 GiB')
      }
    },
    text(piece: string): void {
      if (!inText) return
      text += piece
      if (text.length > MAX_CELL) throw cellTooLong(zip.file)
    }
  }
  await readXmlToEnd(zip, member, handler, options)
  return texts
}

/** The refusal of a cell that no spreadsheet could hold. */
export function cellTooLong(file: string): Error {
  return tooMuch(file, 'une cellule dépasse 16 millions de caractères', 'a cell is beyond 16 million characters')
}
