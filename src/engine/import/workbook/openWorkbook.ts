import type { ReadOptions } from '../reader'
import { openLegacy } from './legacy/openLegacy'
import { openOds } from './ods/openOds'
import { openPage } from './page/openPage'
import { corrupt, encrypted, notAWorkbook, pageNotAWorkbook } from './refusals'
import type { Workbook } from './sheet'
import { tellKind } from './tellKind'
import { openXlsx } from './xlsx/openXlsx'
import { openXml2003 } from './xml2003/openXml2003'

/** Opens a workbook of any kind, told by its bytes. */
export async function openWorkbook(file: string, options: ReadOptions = {}): Promise<Workbook> {
  const kind = await tellKind(file)
  switch (kind) {
    case 'xlsx':
      return openXlsx(file, options)
    case 'ods':
      return openOds(file, options)
    case 'xls':
    case 'xlsb':
      return openLegacy(file, kind, options)
    case 'html':
      return openPage(file, options)
    case 'xml2003':
      return openXml2003(file, options)
    case 'encrypted':
      throw encrypted(file)
    case 'other':
      throw notAWorkbook(file)
    case 'page':
      throw pageNotAWorkbook(file)
    case null:
      throw corrupt(file, 'ce n’est aucun des classeurs connus', 'it is none of the known workbooks')
  }
}
