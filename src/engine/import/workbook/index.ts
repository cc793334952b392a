import type { FormatReader } from '../reader'
import { listParts } from './listParts'
import { openTable } from './openTable'

export { isWorkbook, tellKind, type WorkbookKind } from './tellKind'

/** Spreadsheets: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods`, one table a sheet. */
export const workbook: FormatReader = { format: 'workbook', parts: listParts, open: openTable }
