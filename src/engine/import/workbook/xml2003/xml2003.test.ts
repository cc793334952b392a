import * as XLSX from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { listParts } from '../listParts'
import { readAll, readBytes, refusalOf, withFile } from '../testing/readAll'

const book = (sheets: string, styles = '', declaration = '<?xml version="1.0"?>'): string =>
  `${declaration}\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>${styles}</Styles>${sheets}</Workbook>`
const sheet = (name: string, rows: string, after = ''): string =>
  `<Worksheet ss:Name="${name}"><Table ss:ExpandedRowCount="9">${rows}</Table>${after}</Worksheet>`
const cell = (type: string, value: string, attributes = ''): string =>
  `<Cell${attributes}><Data ss:Type="${type}">${value}</Data></Cell>`
const row = (...cells: string[]): string => `<Row>${cells.join('')}</Row>`
const STYLES =
  '<Style ss:ID="cp"><NumberFormat ss:Format="00000"/></Style><Style ss:ID="j"><NumberFormat ss:Format="Short Date"/></Style>' +
  '<Style ss:ID="h"><NumberFormat ss:Format="h:mm;@"/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
const HEAD = row(...['Code', 'CP', 'Jour', 'Heure', 'Taux', 'Vrai', 'Avis'].map((name) => cell('String', name)))
const DATA = row(
  cell('String', '00123'),
  cell('Number', '1000', ' ss:StyleID="cp"'),
  cell('DateTime', '2024-03-01T00:00:00.000', ' ss:StyleID="j"'),
  cell('DateTime', '1899-12-31T08:30:00.000', ' ss:StyleID="h"'),
  cell('Number', '0.125', ' ss:StyleID="p"'),
  cell('Boolean', '1'),
  '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Très</B> bien, 12,50 €&#10;oui</ss:Data><Comment><ss:Data>remarque</ss:Data></Comment></Cell>'
)
const TEXT = ['00123', '01000', '2024-03-01', '08:30:00', '0.125', 'true', 'Très bien, 12,50 €\noui']

describe('workbooks of Excel 2003’s XML', () => {
  it('are read with their formats', async () => {
    const read = await readBytes(Buffer.from(book(sheet('A', HEAD + DATA + DATA), STYLES)))
    expect(read.header).toEqual(['Code', 'CP', 'Jour', 'Heure', 'Taux', 'Vrai', 'Avis'])
    expect(read.rows).toEqual([TEXT, TEXT])
    expect(read.notes.join(' ')).toContain('Classeur XML d’Excel 2003')
  })

  it('are read as the library of workbooks writes them, sheet by sheet', async () => {
    const made = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([['a', 'b'], ['007', 1.5], ['é & <x>', -2]]), 'Un') // prettier-ignore
    XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([['c'], ['x'], ['y']]), '__proto__')
    const bytes = Buffer.from(XLSX.write(made, { type: 'buffer', bookType: 'xlml' }) as Buffer)
    await withFile(bytes, async (file) => {
      expect((await listParts(file)).map(({ path, rows, columns }) => [path[0], rows, columns])).toEqual([
        ['Un', 3, 2],
        ['__proto__', 3, 1]
      ])
      expect((await readAll(file, ['Un'])).rows).toEqual([['007', '1.5'], ['é & <x>', '-2']]) // prettier-ignore
      expect((await readAll(file, ['__proto__'])).rows).toEqual([['x'], ['y']])
    })
  })

  it('skip rows and columns as told, and span cells', async () => {
    const rows =
      '<Row ss:Index="3">' + cell('String', 'Groupe', ' ss:Index="3" ss:MergeAcross="1"') + '</Row>' +
      row(...['Ville', 'n', 'T1', 'T2'].map((name) => cell('String', name))) +
      row(cell('String', 'Lyon'), cell('Number', '1', ' ss:Index="3"'), cell('Number', '2')) +
      row(cell('String', 'Nice'), cell('Number', '5'), cell('Number', '3'), cell('Number', '4')) // prettier-ignore
    const read = await readBytes(Buffer.from(book(sheet('A', rows))))
    expect(read.header).toEqual(['Ville', 'n', 'Groupe T1', 'Groupe T2'])
    expect(read.rows).toEqual([
      ['Lyon', null, '1', '2'],
      ['Nice', '5', '3', '4']
    ])
  })

  it('in Windows-1252, with a hidden sheet', async () => {
    const hidden =
      '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    const text = book(
      sheet('A', HEAD + DATA, hidden) + sheet('B', HEAD + DATA),
      STYLES,
      '<?xml version="1.0" encoding="windows-1252"?>'
    )
    await withFile(Buffer.from(text.replaceAll('€', '\x80'), 'latin1'), async (file) => {
      expect((await listParts(file)).map(({ name, hidden }) => [name, hidden])).toEqual([['A', true], ['B', false]]) // prettier-ignore
      expect((await readAll(file)).rows).toEqual([TEXT])
    })
  })

  it('are refused when cut, and with entities of their own', async () => {
    const whole = book(sheet('A', HEAD + DATA), STYLES)
    expect(await refusalOf(readBytes(Buffer.from(whole.slice(0, -60))))).toMatchObject({ kind: 'corrupt' })
    const laughs = whole.replace('?>\n', '?>\n<!DOCTYPE a [<!ENTITY b "c">]>')
    expect(await refusalOf(readBytes(Buffer.from(laughs)))).toMatchObject({
      kind: expect.stringMatching(/refused|corrupt/)
    })
  })
})
