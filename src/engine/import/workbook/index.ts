import type { FormatReader } from '../reader'
import { listParts } from './listParts'
import { named, namedEach } from './named'
import { openTable } from './openTable'

export { furtherNote } from './notes'
export { tellPage } from './page/tellPage'
export { isWorkbook, tellKind, type WorkbookKind } from './tellKind'

/** Spreadsheets: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods`, one table a sheet; pages and XML named like one too. */
export const workbook: FormatReader = {
  format: 'workbook',
  parts: (file, options) => named(file, options, () => listParts(file, options)),
  async open(file, part, choices, options) {
    const table = await named(file, options, () => openTable(file, part, choices, options))
    return { ...table, records: () => namedEach(file, options, table.records()) }
  }
}
