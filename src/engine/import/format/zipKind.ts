import { zipNames } from '../archive'
import { refusal } from './refusals'
import { startsAt, type DetectedFormat } from './signatures'

/** Documents that are zips, told by a file that each of them has. */
const DOCUMENTS = [
  { has: /^word\/document\.xml$/i, fr: 'un document Word', en: 'a Word document' },
  { has: /^ppt\/presentation\.xml$/i, fr: 'une présentation PowerPoint', en: 'a PowerPoint presentation' },
  {
    has: /^Index\/(?:Document|Tables?)\b.*\.iwa$|^Index\.zip$/i,
    fr: 'un document Apple iWork',
    en: 'an Apple iWork document'
  },
  { has: /^AndroidManifest\.xml$/i, fr: 'un programme Android', en: 'an Android program' }
]
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.'

/** What a zip is: a workbook by what it holds, a plain archive, or a document that is refused by name. */
export async function zipKind(file: string, name: string, head: Buffer, complete: boolean): Promise<DetectedFormat> {
  const openDocument = openDocumentKind(head)
  if (openDocument === 'spreadsheet') return { format: 'workbook', kind: 'ods' }
  if (openDocument) throw refusal(name, { what: { fr: 'un document OpenDocument', en: 'an OpenDocument document' } })
  // Before its catalogue at the end has come, the first file tells what is likely.
  if (!complete) return firstEntry(head) === '[Content_Types].xml' ? workbook('xlsx') : { format: 'zip', kind: 'zip' }
  const names = await zipNames(file, name)
  if (names.some((entry) => /^\[Content_Types\]\.xml$/i.test(entry))) {
    const has = (pattern: RegExp): boolean => names.some((entry) => pattern.test(entry))
    if (has(/^xl\/workbook\.bin$/i)) return workbook('xlsb')
    if (has(/^xl\/vbaProject\.bin$/i)) return workbook('xlsm')
    if (has(/^xl\/workbook\d*\.xml$/i)) return workbook('xlsx')
  }
  // Damaged ones are refused as such by the reader of workbooks, rather than read as an archive of texts.
  if (names.includes('content.xml') && names.includes('mimetype')) return workbook('ods')
  const document = DOCUMENTS.find(({ has }) => names.some((entry) => has.test(entry)))
  if (document) throw refusal(name, { what: { fr: document.fr, en: document.en } })
  return { format: 'zip', kind: 'zip' }
}

function workbook(kind: string): DetectedFormat {
  return { format: 'workbook', kind }
}

/** The name of the first file, as its local header gives it. */
function firstEntry(head: Buffer): string {
  return head.length < 30 ? '' : head.toString('latin1', 30, 30 + head.readUInt16LE(26))
}

/** The kind of an OpenDocument file, whose first file is its type, not compressed (ODF 1.3, part 2, 3.3). */
function openDocumentKind(head: Buffer): string | null {
  const at = 38 + (head.length < 30 ? 0 : head.readUInt16LE(28))
  if (firstEntry(head) !== 'mimetype' || !startsAt(head, at, OPEN_DOCUMENT)) return null
  return /^[a-z]*/.exec(head.toString('latin1', at + OPEN_DOCUMENT.length, at + 100))?.[0] ?? null
}
