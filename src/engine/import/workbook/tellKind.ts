import { open, type FileHandle } from 'node:fs/promises'
import { oleNames } from './legacy/tellOle'
import { tellPage, type PageKind } from './page/tellPage'
import { openZip, type Zip } from './zip/openZip'

/**
 * What a file is among office documents, told by its bytes: a workbook by its kind, one under a password (`encrypted`),
 * another office document (`other`: text, slides, message), markup that was named like a workbook (`PageKind`), or nothing
 * of the sort (null), such as an ordinary archive.
 */
export type WorkbookKind = 'xlsx' | 'xlsb' | 'ods' | 'xls' | 'encrypted' | 'other' | PageKind

/** Tells what a file is; damaged and hostile archives that begin like a workbook are still called one, to be refused as such. */
export async function tellKind(file: string): Promise<WorkbookKind | null> {
  const handle = await open(file, 'r')
  try {
    const head = Buffer.alloc(HEAD)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const seen = head.subarray(0, bytesRead)
    if (seen.subarray(0, 8).equals(OLE)) return await tellOle(handle)
    if (isBareXls(seen)) return 'xls'
    if (bytesRead < 30 || seen.readUInt32LE(0) !== ZIP) return tellPage(seen, bytesRead < HEAD)
    return await tellZip(file, seen.subarray(0, 4_096))
  } finally {
    await handle.close()
  }
}

/** Whether a file is for this reader: a workbook, or an office document to be refused in clear words. */
export async function isWorkbook(file: string): Promise<boolean> {
  return (await tellKind(file)) !== null
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const ZIP = 0x04034b50
const HEAD = 1 << 16

async function tellOle(handle: FileHandle): Promise<WorkbookKind> {
  const names = await oleNames(handle)
  if (names.has('EncryptedPackage') || names.has('\u0009DRMContent')) return 'encrypted'
  // A container whose directory cannot be read is left to the reader, which says that it is damaged.
  return names.size === 0 || names.has('Workbook') || names.has('Book') ? 'xls' : 'other'
}

/** Excel 2 to 4 wrote its records without a container: a BOF record of the usual lengths. */
function isBareXls(head: Buffer): boolean {
  if (head.length < 8 || head[0] !== 0x09) return false
  const [version, length] = [head[1], head.readUInt16LE(2)]
  if (version === 0x00) return length === 4
  if (version === 0x02 || version === 0x04) return length === 6
  return version === 0x08 && (length === 8 || length === 16)
}

async function tellZip(file: string, head: Buffer): Promise<WorkbookKind | null> {
  let zip: Zip
  try {
    zip = await openZip(file)
  } catch {
    return tellHead(head)
  }
  try {
    if (zip.find('xl/workbook.bin')) return 'xlsb'
    if (zip.find('xl/workbook.xml')) return 'xlsx'
    const mimetype = await textOf(zip, 'mimetype')
    if (mimetype?.startsWith('application/vnd.oasis.opendocument.'))
      return /\.spreadsheet(?:-template)?\s*$/.test(mimetype) ? 'ods' : 'other'
    const types = await textOf(zip, '[Content_Types].xml')
    if (types === null) return zip.members.some(({ name }) => /^Index\/.+\.iwa$/.test(name)) ? 'other' : null
    if (types.includes('ms-excel.sheet.binary.macroEnabled.main')) return 'xlsb'
    if (/spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main/.test(types))
      return 'xlsx'
    return /wordprocessingml|presentationml|ms-word|ms-powerpoint|visio/i.test(types) ? 'other' : null
  } catch {
    return tellHead(head)
  } finally {
    zip.close()
  }
}

/** By the first members alone, for an archive whose catalogue is cut off or refused. */
function tellHead(head: Buffer): WorkbookKind | null {
  const text = head.toString('latin1')
  if (/xl[/\\]workbook\.bin/.test(text)) return 'xlsb'
  if (text.includes('opendocument.spreadsheet')) return 'ods'
  return /\[Content_Types\]\.xml|xl[/\\](?:workbook|worksheets|sharedStrings|styles)/.test(text) ? 'xlsx' : null
}

const MAX_TEXT = 1024 * 1024

async function textOf(zip: Zip, name: string): Promise<string | null> {
  const member = zip.find(name)
  if (!member) return null
  let text = ''
  for await (const chunk of zip.chunks(member)) {
    text += chunk.toString('latin1')
    if (text.length > MAX_TEXT) break
  }
  return text
}
