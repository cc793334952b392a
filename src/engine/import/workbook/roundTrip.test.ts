import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { writeOds, writeXlsx, type CellValue } from 'hucre'
import { describe, expect, it } from 'vitest'
import { readBytes } from './testing/readAll'
import { plainNumber } from './values/numberText'

type Column = { name: string; cells: CellValue[] }

const DAY = 86_400_000
const words = fc.string({ unit: fc.constantFrom(...'abcé ÀŒ€&<>"\'_x0041;,\n\t0123日😀'), minLength: 1, maxLength: 12 })
const word = words.filter((text) => text.trim() !== '' && text === text.trim())
/** Excel keeps 15 to 17 digits; tiny and huge numbers are written out by plainNumber. */
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, min: -1e15, max: 1e15 }).filter(isNormal))
/** The writer of the old formats spoils the smallest numbers. */
function isNormal(value: number): boolean {
  return value === 0 || Math.abs(value) > 1e-200
}
/** Seconds of the years 1904 to 9999. */
const moment = fc
  .integer({ min: -2_082_844_800 + 86_400, max: 253_402_300_799 })
  .map((seconds) => new Date(seconds * 1000))
const column = (cells: fc.Arbitrary<CellValue>, rows: number): fc.Arbitrary<CellValue[]> =>
  fc.array(cells, { minLength: rows, maxLength: rows })

/** Any table of texts, numbers, dates and booleans, with holes; its first column holds numbers, so that its header can be told. */
function table(rows: number): fc.Arbitrary<Column[]> {
  const any = fc.oneof(
    ...[word, number, moment, fc.boolean()].map((cells: fc.Arbitrary<CellValue>) =>
      column(fc.option(cells, { freq: 8 }), rows)
    )
  )
  return fc
    .tuple(column(number, rows), fc.array(any, { maxLength: 5 }))
    .map(([first, others]) => [first, ...others].map((cells, i) => ({ name: `Colonne ${i + 1}`, cells })))
}

const rowsOf = (columns: Column[]): CellValue[][] =>
  Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, i) => columns.map(({ cells }) => cells[i] ?? null))

function textOf(value: CellValue): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return plainNumber(value)
  if (value instanceof Date)
    return value
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ')
      .replace(/ 00:00:00$/, '')
  return String(value)
}

/** Moments at midnight may come as days or with their zero hour. */
const settled = (rows: (string | null)[][]): (string | null)[][] =>
  rows.map((row) => row.map((cell) => cell?.replace(/^(\d{4}-\d\d-\d\d) 00:00:00$/, '$1') ?? null))

async function comesBack(columns: Column[], bytes: Uint8Array): Promise<void> {
  const read = await readBytes(bytes)
  expect(read.header).toEqual(columns.map(({ name }) => name))
  expect(settled(read.rows)).toEqual(rowsOf(columns).map((row) => row.map(textOf)))
  expect(read.faults).toEqual([])
}

const sheetOf = (columns: Column[]): { name: string; rows: CellValue[][] } => ({
  name: 'A',
  rows: [columns.map(({ name }) => name), ...rowsOf(columns)]
})

describe('any table comes back the same', () => {
  it.each(['shared', 'inline'] as const)('from xlsx with %s texts', async (stringMode) => {
    await fc.assert(
      fc.asyncProperty(table(6), fc.constantFrom('1900', '1904'), async (columns, dateSystem) => {
        await comesBack(
          columns,
          await writeXlsx({ sheets: [sheetOf(columns)], stringMode, dateSystem: dateSystem as '1900' | '1904' })
        )
      }),
      { numRuns: 60, seed: 1 }
    )
  })

  it('from ods', async () => {
    await fc.assert(
      fc.asyncProperty(table(6), async (columns) => comesBack(columns, await writeOds({ sheets: [sheetOf(columns)] }))),
      { numRuns: 60, seed: 2 }
    )
  })

  it.each(['xls', 'xlsb', 'xlsx'] as const)('from %s', async (bookType) => {
    await fc.assert(
      fc.asyncProperty(table(80), async (columns) => comesBack(columns, writeOld(columns, bookType))),
      { numRuns: 5, seed: 3, endOnFailure: true }
    )
  })
})

function writeOld(columns: Column[], bookType: XLSX.BookType): Buffer {
  const cell = (value: CellValue): unknown =>
    value instanceof Date ? { t: 'n', v: value.getTime() / DAY + 25_569, z: 'yyyy-mm-dd hh:mm:ss' } : value
  const rows = [columns.map(({ name }) => name as CellValue), ...rowsOf(columns)].map((row) => row.map(cell))
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'A')
  return XLSX.write(book, { type: 'buffer', bookType, bookSST: true }) as Buffer
}
