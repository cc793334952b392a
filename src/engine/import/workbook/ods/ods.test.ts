import { writeOds } from 'hucre'
import { describe, expect, it } from 'vitest'
import { listParts } from '../listParts'
import { tellKind } from '../tellKind'
import { makeZip } from '../testing/makeZip'
import { readBytes, refusalOf, withFile } from '../testing/readAll'

/** A document of one or more `table:table`, to the letter. */
function makeOds(tables: string, styles = '', members: { name: string; data: string }[] = []): Buffer {
  const names = ['office', 'table', 'text', 'style', 'number', 'calcext', 'draw', 'dc']
  const declared = names.map((name) => `xmlns:${name}="urn:${name}"`).join(' ')
  return makeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    {
      name: 'content.xml',
      data: `<?xml version="1.0"?><office:document-content ${declared}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`
    },
    ...members
  ])
}

const text = (value: string): string =>
  `<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>${value}</text:p></table:table-cell>`
const cell = (type: string, attributes: string, shown = ''): string =>
  `<table:table-cell office:value-type="${type}" ${attributes}><text:p>${shown}</text:p></table:table-cell>`
const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`
const table = (rows: string, attributes = ''): string =>
  `<table:table table:name="Feuille" ${attributes}>${rows}</table:table>`
const HEAD = row(text('a'), text('b'))
const number = (value: number): string => cell('float', `office:value="${value}"`, 'montré')

describe('OpenDocument sheets', () => {
  it('give values, not what is shown', async () => {
    const read = await readBytes(
      makeOds(
        table(
          row(
            text('n'),
            text('taux'),
            text('prix'),
            text('jour'),
            text('moment'),
            text('durée'),
            text('vrai'),
            text('erreur')
          ) +
            row(
              number(1.5),
              cell('percentage', 'office:value="0.12"', '12 %'),
              cell('currency', 'office:currency="EUR" office:value="3.5"', '3,50 €'),
              cell('date', 'office:date-value="2024-03-01"'),
              cell('date', 'office:date-value="2024-03-01T10:30:00.5"'),
              cell('time', 'office:time-value="PT36H15M00S"'),
              cell('boolean', 'office:boolean-value="true"', 'VRAI'),
              '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
            )
        )
      )
    )
    expect(read.rows).toEqual([
      ['1.5', '0.12', '3.5', '2024-03-01', '2024-03-01 10:30:00.5', '36:15:00', 'true', '#DIV/0!']
    ])
    expect(read.notes).toHaveLength(3)
  })

  it('join paragraphs, spaces and runs, and leave remarks and drawings out', async () => {
    const rich =
      '<table:table-cell office:value-type="string"><office:annotation><dc:creator>x</dc:creator><text:p>remarque</text:p></office:annotation><text:p>un<text:s text:c="2"/><text:span>deux</text:span><text:tab/>trois</text:p><text:p>quatre<text:line-break/>cinq</text:p><draw:frame><draw:text-box><text:p>dessin</text:p></draw:text-box></draw:frame></table:table-cell>'
    const read = await readBytes(makeOds(table(HEAD + row(rich, number(1)) + row(text('x'), number(2)))))
    expect(read.rows[0]).toEqual(['un  deux\ttrois\nquatre\ncinq', '1'])
  })

  it('repeat cells and rows, but not beyond reason', async () => {
    const repeated = table(
      HEAD +
        `<table:table-row table:number-rows-repeated="3">${number(1)}${number(2)}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>` +
        row('<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/>') +
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    const read = await readBytes(makeOds(repeated))
    expect(read.rows).toEqual([
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
      ['7', '7']
    ])
    const bomb = `<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="16000"/></table:table-row>`
    expect(await refusalOf(readBytes(makeOds(table(HEAD + bomb))))).toMatchObject({ kind: 'limit' })
  })

  it('keep zeros that a style shows, know hidden sheets and merged headers', async () => {
    const styles =
      '<number:number-style style:name="N1"><number:number number:min-integer-digits="5" number:decimal-places="0"/></number:number-style>' +
      '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>' +
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    const rows =
      row(
        text('Code'),
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>2024</text:p></table:table-cell><table:covered-table-cell/>'
      ) +
      row('<table:table-cell/>', text('T1'), text('T2')) +
      row(cell('float', 'table:style-name="ce1" office:value="1000"', '01000'), number(1), number(2)) +
      row(cell('float', 'table:style-name="ce1" office:value="75001"', '75001'), number(3), number(4))
    const bytes = makeOds(table(rows) + table(HEAD, 'table:style-name="ta2"'), styles)
    const read = await readBytes(bytes, ['Feuille'])
    expect(read.header).toEqual(['Code', '2024 T1', '2024 T2'])
    expect(read.rows).toEqual([
      ['01000', '1', '2'],
      ['75001', '3', '4']
    ])
    await withFile(bytes, async (file) => {
      expect((await listParts(file)).map(({ path, hidden, rows }) => [path[0], hidden, rows])).toEqual([
        ['Feuille', false, 4],
        ['Feuille#2', true, 1]
      ])
    })
  })

  it('are refused encrypted', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    const bytes = makeOds('', '', [{ name: 'META-INF/manifest.xml', data: manifest }])
    expect((await refusalOf(readBytes(bytes))).message).toContain('chiffré')
  })

  it('are read as another program writes them', async () => {
    const bytes = await writeOds({
      sheets: [
        {
          name: 'A',
          rows: [
            ['nom', 'n', 'ok'],
            ['é', 1.5, true],
            ['ß', -2, false]
          ]
        }
      ]
    })
    await withFile(Buffer.from(bytes), async (file) => expect(await tellKind(file)).toBe('ods'))
    expect(await readBytes(bytes)).toMatchObject({
      header: ['nom', 'n', 'ok'],
      rows: [
        ['é', '1.5', 'true'],
        ['ß', '-2', 'false']
      ]
    })
  })
})
