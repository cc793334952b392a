import { readXlsx, writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { listParts } from '../listParts'
import { isWorkbook, tellKind } from '../tellKind'
import { makeXlsx, rowsXml, xlsxMembers, type MadeCell } from '../testing/makeXlsx'
import { makeZip } from '../testing/makeZip'
import { readBytes, withFile } from '../testing/readAll'

const sheet = (rows: MadeCell[][], after?: string): { name: string; rows: string; after?: string } => ({
  name: 'A',
  rows: rowsXml(rows),
  after
})

describe('the parts of a workbook', () => {
  it('are its sheets in order, hidden, empty and without cells among them', async () => {
    const bytes = makeXlsx([
      {
        name: 'Données',
        rows: rowsXml([
          ['a', 'b'],
          [1, 2],
          [3, 4]
        ])
      },
      { name: 'Cachée', rows: rowsXml([['a'], [1]]), state: 'hidden' },
      { name: 'Très cachée', rows: rowsXml([['a'], [1]]), state: 'veryHidden' },
      { name: 'Vide', rows: '' },
      { name: '__proto__', rows: rowsXml([['a'], [1]]) },
      { name: 'Données', rows: rowsXml([['x'], [7]]) }
    ])
    await withFile(bytes, async (file) => {
      const parts = await listParts(file)
      expect(parts.map(({ path, name, rows, columns, hidden }) => [path, name, rows, columns, hidden])).toEqual([
        [['Données'], 'Données', 3, 2, false],
        [['Cachée'], 'Cachée', 2, 1, true],
        [['Très cachée'], 'Très cachée', 2, 1, true],
        [['Vide'], 'Vide', 0, 0, false],
        [['__proto__'], '__proto__', 2, 1, false],
        [['Données#2'], 'Données', 2, 1, false]
      ])
      expect(parts[3]?.note?.fr).toBe('Feuille vide.')
    })
    expect((await readBytes(bytes, ['Données#2'])).rows).toEqual([['7']])
    expect((await readBytes(bytes, ['Vide'])).rows).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('are told by content', async () => {
    await withFile(makeXlsx([sheet([['a'], [1]])]), async (file) => {
      expect(await tellKind(file)).toBe('xlsx')
      expect(await isWorkbook(file)).toBe(true)
    })
    await withFile(Buffer.from('a;b\n1;2\n'), async (file) => expect(await isWorkbook(file)).toBe(false))
    await withFile(Buffer.alloc(0), async (file) => expect(await isWorkbook(file)).toBe(false))
  })

  it('need no name where there is only one', async () => {
    expect((await readBytes(makeXlsx([sheet([['a'], [1]]), { name: 'Vide', rows: '' }]))).rows).toEqual([['1']])
  })
})

describe('the cells of a sheet', () => {
  it('come as text without loss', async () => {
    const table = await readBytes(
      makeXlsx(
        [
          sheet([
            ['code', 'taux', 'prix', 'jour', 'durée', 'vrai', 'erreur', 'texte'],
            [
              { v: 1000, s: 1 },
              { v: 0.125, s: 2 },
              { v: '1E-3', s: 3 },
              { v: 45352, s: 4 },
              { v: 1.5, s: 5 },
              true,
              { v: '#N/A', t: 'e' },
              '007'
            ],
            [
              { v: 75001, s: 1 },
              { v: 0.5, s: 2 },
              { v: 12.5, s: 3 },
              { v: 45352.4375, s: 4 },
              { v: 0.25, s: 5 },
              false,
              { v: '#DIV/0!', t: 'e' },
              ' a & <b> "c" '
            ]
          ])
        ],
        { formats: ['00000', '0%', '#,##0.00 [$€-40C]', 'dd/mm/yyyy', '[h]:mm'] }
      )
    )
    expect(table.rows).toEqual([
      ['01000', '0.125', '0.001', '2024-03-01', '36:00:00', 'true', '#N/A', '007'],
      ['75001', '0.5', '12.5', '2024-03-01 10:30:00', '06:00:00', 'false', '#DIV/0!', ' a & <b> "c" ']
    ])
    expect(table.notes).toEqual([
      'Zéros de tête gardés comme Excel les affiche : « code » (1).',
      'Affichées en %, la valeur est gardée (0,12 pour 12 %) : « taux » (2).',
      'Affichées en €, lues comme nombres : « prix » (2).',
      'Cellules en erreur, gardées telles quelles : #N/A (1), #DIV/0! (1).'
    ])
  })

  it('keep the day that never was, and count from 1904 where told', async () => {
    const rows: MadeCell[][] = [
      ['jour', 'n'],
      [{ v: 60, s: 1 }, 1],
      [{ v: 0, s: 1 }, 2],
      [{ v: -3, s: 1 }, 3]
    ]
    const table = await readBytes(makeXlsx([sheet(rows)], { formats: ['dd/mm/yyyy'] }))
    expect(table.rows.map(([day]) => day)).toEqual(['1900-02-29', '1899-12-31', '-3'])
    expect(table.notes).toHaveLength(3)
    const later = await readBytes(makeXlsx([sheet(rows.slice(0, 2))], { formats: ['dd/mm/yyyy'], date1904: true }))
    expect(later.rows[0]?.[0]).toBe('1904-03-01')
  })

  it('join rich texts, leave readings out, undo escapes', async () => {
    const texts =
      '<si><r><t>bon</t></r><r><rPr/><t xml:space="preserve">jour </t></r><rPh><t>X</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si><si><t>&#233;&amp;<![CDATA[<ok>]]></t></si>'
    const s = (v: number): MadeCell => ({ v, t: 's' })
    const table = await readBytes(
      makeXlsx(
        [
          sheet([
            ['a', 'b', 'c'],
            [s(0), s(1), s(2)],
            [s(9), s(0), s(0)]
          ])
        ],
        { texts }
      )
    )
    expect(table.rows).toEqual([
      ['bonjour ', 'a\rb_x0041_', 'é&<ok>'],
      [null, 'bonjour ', 'bonjour ']
    ])
    expect(table.notes).toEqual(['Textes absents du classeur, lus comme vides : « a » (1).'])
  })

  it('give the saved value of formulas, and say where there is none', async () => {
    const rows =
      rowsXml([['a', 'b']]) +
      '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>' +
      '<row r="3"><c r="A3"><f>NOW()</f></c><c r="B3" t="str"><f>"x"</f><v>x</v></c></row>'
    const table = await readBytes(makeXlsx([{ name: 'A', rows }]))
    expect(table.rows).toEqual([
      ['2', ''],
      [null, 'x']
    ])
    expect(table.notes).toEqual(['Formules sans valeur enregistrée, lues comme vides : « a » (1).'])
  })

  it('are placed by their reference, or one after the other, whatever the prefix of their tags', async () => {
    const rows =
      '<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>' +
      "<x:row><x:c r='B2'><x:v>2</x:v></x:c><x:c r='A2'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    expect(await readBytes(makeXlsx([{ name: 'A', rows }]))).toMatchObject({ header: ['a', 'b'], rows: [['1', '2']] })
  })

  it('say when rows or columns are hidden', async () => {
    const rows = rowsXml([
      ['a', 'b'],
      [1, 2],
      [3, 4]
    ]).replace('<row r="3">', '<row r="3" hidden="1">')
    const table = await readBytes(makeXlsx([{ name: 'A', rows }]))
    expect(table.rows).toHaveLength(2)
    expect(table.notes).toEqual(['Lignes masquées ou filtrées, lues comme les autres : 1.'])
  })

  it('are read from a sheet in UTF-16', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData>${rowsXml([
      ['été', 'b'],
      [1, 2]
    ])}</sheetData></worksheet>`
    const members = xlsxMembers([{ name: 'A', rows: '' }]).map((member) =>
      member.name === 'xl/worksheets/sheet1.xml' ? { ...member, data: Buffer.from(`\ufeff${xml}`, 'utf16le') } : member
    )
    expect((await readBytes(makeZip(members))).header).toEqual(['été', 'b'])
  })
})

it('reads what another program wrote, and agrees with it', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'A',
        rows: [
          ['nom', 'n'],
          ['é', 1.5],
          ['ß', -2]
        ]
      }
    ]
  })
  const table = await readBytes(bytes)
  const theirs = await readXlsx(bytes)
  expect([table.header, ...table.rows]).toEqual(theirs.sheets[0]?.rows.map((row) => row.map(String)))
})
