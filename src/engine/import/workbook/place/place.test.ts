import { describe, expect, it } from 'vitest'
import { makeXlsx, rowsXml, type MadeCell } from '../testing/makeXlsx'
import { readBytes, withFile, type ReadTable } from '../testing/readAll'
import { openTable } from '../openTable'
import type { LineNote } from '../../delimited'
import type { Choices } from '../../../../contract'

const read = (
  rows: MadeCell[][],
  more: { after?: string; row?: number; column?: number; choices?: Choices } = {}
): Promise<ReadTable> =>
  readBytes(
    makeXlsx([{ name: 'A', rows: rowsXml(rows, more.row ?? 1, more.column ?? 0), after: more.after }]),
    ['A'],
    more.choices ?? {}
  )
const merged = (...refs: string[]): string =>
  `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`

const HEAD = ['Région', 'Ventes', 'Clients', 'Ouvert']
const DATA: MadeCell[][] = [
  ['Nord', 10, 1, true],
  ['Sud', 20, 2, false],
  ['Est', 30, 3, true],
  ['Ouest', 40, 4, true]
]
const TEXT = [
  ['Nord', '10', '1', 'true'],
  ['Sud', '20', '2', 'false'],
  ['Est', '30', '3', 'true'],
  ['Ouest', '40', '4', 'true']
]

describe('where a table stands in its sheet', () => {
  it('at the top', async () => {
    const table = await read([HEAD, ...DATA])
    expect(table).toMatchObject({ header: HEAD, headerRows: 1, width: 4, rows: TEXT, faults: [] })
    expect(table.notes).toEqual([])
  })

  it('further down and to the right', async () => {
    const table = await read([HEAD, ...DATA], { row: 5, column: 2 })
    expect(table).toMatchObject({ header: HEAD, rows: TEXT, faults: [] })
    expect(table.notes).toEqual(['Tableau trouvé à partir de la ligne 5, colonnes C:F.'])
  })

  it('below title lines, which are told with their row', async () => {
    const table = await read([['Ventes par région'], ['Extrait du 1er mars'], [], HEAD, ...DATA])
    expect(table).toMatchObject({ header: HEAD, rows: TEXT })
    expect(table.faults).toEqual([
      { line: 1, reason: 'preamble', raw: 'Ventes par région' },
      { line: 2, reason: 'preamble', raw: 'Extrait du 1er mars' }
    ])
  })

  it('below a block of facts in pairs', async () => {
    const table = await read([['Société', 'Exemple SA'], ['Période', 2024], ['Édité le', 'lundi'], [], HEAD, ...DATA])
    expect(table).toMatchObject({ header: HEAD, rows: TEXT })
    expect(table.faults.map(({ raw }) => raw)).toEqual(['Société\tExemple SA', 'Période\t2024', 'Édité le\tlundi'])
  })

  it('below a title merged over all of it', async () => {
    const table = await read([['Ventes 2024'], HEAD, ...DATA], { after: merged('A1:D1') })
    expect(table).toMatchObject({ header: HEAD, headerRows: 1, rows: TEXT })
    expect(table.faults).toEqual([{ line: 1, reason: 'preamble', raw: 'Ventes 2024' }])
  })

  it('above notes', async () => {
    const table = await read([HEAD, ...DATA, [], ['Source : enquête interne'], ['* chiffres provisoires']])
    expect(table).toMatchObject({ header: HEAD, rows: TEXT })
    expect(table.faults).toEqual([
      { line: 7, reason: 'footer', raw: 'Source : enquête interne' },
      { line: 8, reason: 'footer', raw: '* chiffres provisoires' }
    ])
  })

  it('above several notes that follow each other, whatever their first words', async () => {
    const table = await read([HEAD, ...DATA, [], ['Chiffres provisoires'], ['Relus par nous'], ['Contact : nous']])
    expect(table.rows).toEqual(TEXT)
    expect(table.faults.map(({ line, reason }) => [line, reason])).toEqual([
      [7, 'footer'],
      [8, 'footer'],
      [9, 'footer']
    ])
  })

  it('beside another one, with a note on the column between', async () => {
    const table = await read([
      ['a', 'b', null, 'c', 'd'],
      [1, 2, null, 3, 4],
      [5, 6, null, 7, 8]
    ])
    expect(table.header).toEqual(['a', 'b', '', 'c', 'd'])
    expect(table.notes).toEqual([
      'Colonnes sans nom et vides au début, gardées : C. Elles séparent peut-être deux tableaux.'
    ])
  })

  it('with its total, which stays a row', async () => {
    const table = await read([HEAD, ...DATA, ['Total', 100, 10, null]])
    expect(table.rows).toHaveLength(5)
    expect(table.faults).toEqual([])
  })

  it('with a last row that is only named', async () => {
    const table = await read([HEAD, ...DATA, ['Centre', null, null, null]])
    expect(table.rows[4]).toEqual(['Centre', null, null, null])
  })

  it('with blank rows inside, which are counted', async () => {
    const table = await read([HEAD, ...DATA.slice(0, 2), [], [], ...DATA.slice(2)])
    expect(table.rows).toEqual(TEXT)
    expect(table.notes).toEqual(['Lignes vides passées : 2 (à partir de la ligne 4).'])
  })

  it('beside remarks, which are told and not lost', async () => {
    const table = await read([
      HEAD,
      ...DATA.map((row, i) => (i === 1 ? [...row, null, null, 'à vérifier'] : row)),
      ...DATA,
      ...DATA
    ])
    expect(table.width).toBe(4)
    expect(table.rows).toHaveLength(12)
    expect(table.faults).toEqual([{ line: 3, reason: 'beside_table', raw: 'à vérifier' }])
  })

  describe('in a sheet as wide as Excel allows', () => {
    const rows = rowsXml([HEAD, ...DATA])
    const sheet = (inside: string): Promise<ReadTable> =>
      readBytes(makeXlsx([{ name: 'A', rows: `<?xml version="1.0"?><worksheet>${inside}</worksheet>` }]))
    const far = (row: number, cell: string): string =>
      rows.replace(new RegExp(`(<row r="${row}">.*?)</row>`), `$1${cell}</row>`)

    it('by its claim alone', async () => {
      const table = await sheet(`<dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData>`)
      expect(table).toMatchObject({ width: 4, rows: TEXT, faults: [] })
    })

    it('by cells that hold nothing but a format or an empty text', async () => {
      const empty = '<c r="XFC2" s="0"/><c r="XFD2" t="str"><f>""</f><v></v></c>'
      expect(await sheet(`<sheetData>${far(2, empty)}</sheetData>`)).toMatchObject({ width: 4, rows: TEXT, faults: [] })
    })

    it.each([
      ['among its names', 1],
      ['in a row', 3]
    ])('by a stray cell %s, which is told', async (_what, row) => {
      const table = await sheet(`<sheetData>${far(row, '<c r="XFD' + row + '" t="str"><v>oubli</v></c>')}</sheetData>`)
      expect(table).toMatchObject({ header: HEAD, width: 4, rows: TEXT })
      expect(table.faults).toEqual([{ line: row, reason: 'beside_table', raw: 'oubli' }])
    })
  })

  it('above another table, which is told with how to read it', async () => {
    const rows: MadeCell[][] = [HEAD, ...DATA, [], ['Produit', 'Stock', 'Prix'], ['vis', 3, 0.1], ['clou', 5, 0.2]]
    const table = await read(rows)
    expect(table.rows).toEqual(TEXT)
    expect(table.faults.map(({ line, reason }) => [line, reason])).toEqual([
      [7, 'other_table'],
      [8, 'other_table'],
      [9, 'other_table']
    ])
    const other = await read(rows, { choices: { skip: 6 } })
    expect(other).toMatchObject({
      header: ['Produit', 'Stock', 'Prix'],
      rows: [
        ['vis', '3', '0.1'],
        ['clou', '5', '0.2']
      ]
    })
    expect(other.faults).toHaveLength(5)
  })

  it('above another table of other words, where one column alone holds figures', async () => {
    const head = ['Agence', 'Montant']
    const data: MadeCell[][] = [
      ['Nord', 10],
      ['Sud', 20]
    ]
    const others: MadeCell[][] = [
      ['Nord', 'Zoé'],
      ['Sud', 'Luc']
    ]
    const told = async (rows: MadeCell[][]): Promise<unknown> => {
      const { header, rows: body, faults } = await read(rows)
      return { header, rows: body, lines: faults.map(({ line, reason }) => [line, reason]) }
    }
    const sound = { header: head, rows: data.map((row) => row.map(String)) }
    const named = await told([head, ...data, [], ['Agence', 'Directeur'], ...others])
    expect(named).toEqual({ ...sound, lines: [5, 6, 7].map((line) => [line, 'other_table']) })
    const apart = await told([['Ventes'], [], head, ...data, [], [], ['Site', 'Directeur'], ...others])
    expect(apart).toEqual({ ...sound, lines: [[1, 'preamble'], ...[8, 9, 10].map((line) => [line, 'other_table'])] })
    // Words behind one blank line alone, under other names, may be a row whose figure is missing.
    expect(await told([head, ...data, [], ['Est', 'à venir']])).toMatchObject({
      rows: [['Nord', '10'], ['Sud', '20'], ['Est', 'à venir']],
      lines: []
    }) // prettier-ignore
  })

  it('gives up everything set aside, whole, as it is read', async () => {
    const long = 'x'.repeat(30_000)
    const other = Array.from({ length: 25_000 }, (_, i) => ['vis', i, i === 24_999 ? long : 0.5] as MadeCell[])
    const rows = [HEAD, ...DATA, [], ['Produit', 'Stock', 'Prix'], ...other]
    await withFile(makeXlsx([{ name: 'A', rows: rowsXml(rows) }]), async (file) => {
      const table = await openTable(file, ['A'], {})
      const gathered: number[] = []
      let last: LineNote | undefined
      const gather = (): void => {
        const faults = table.faults?.() ?? []
        gathered.push(faults.length)
        last = faults.at(-1) ?? last
      }
      for await (const _batch of table.records()) gather()
      gather()
      await table.close()
      expect(gathered.reduce((sum, count) => sum + count, 0)).toBe(25_001)
      expect(Math.max(...gathered)).toBeLessThan(20_000)
      expect(last).toEqual({ line: 25_007, reason: 'other_table', raw: `vis\t24999\t${long}` })
    })
  })

  it('with its header repeated inside', async () => {
    const table = await read([HEAD, ...DATA.slice(0, 2), HEAD, ...DATA.slice(2)])
    expect(table.rows).toEqual(TEXT)
    expect(table.faults).toEqual([{ line: 4, reason: 'isolated_text', raw: HEAD.join('\t') }])
  })
})

describe('names of columns', () => {
  it('are none over rows that all look alike', async () => {
    const table = await read([
      [1, 'a', 2.5],
      [2, 'b', 3.5],
      [3, 'c', 4.5]
    ])
    expect(table.header).toBeNull()
    expect(table.rows[0]).toEqual(['1', 'a', '2.5'])
  })

  it('are taken from the first row of a table of words', async () => {
    const table = await read([
      ['Nom', 'Ville'],
      ['Ada', 'Lille'],
      ['Bob', 'Lyon']
    ])
    expect(table).toMatchObject({
      header: ['Nom', 'Ville'],
      rows: [
        ['Ada', 'Lille'],
        ['Bob', 'Lyon']
      ]
    })
  })

  it('are kept as they are, twice or empty', async () => {
    const table = await read([
      ['a', 'a', null, '__proto__'],
      [1, 2, 3, 4],
      [5, 6, 7, 8]
    ])
    expect(table.header).toEqual(['a', 'a', '', '__proto__'])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('stand below the titles of groups in merged cells', async () => {
    const rows: MadeCell[][] = [
      ['Région', 2023, null, null, null, 2024],
      [null, 'T1', 'T2', 'T3', 'T4', 'T1', 'T2', 'T3', 'T4'],
      ['Nord', 1, 2, 3, 4, 5, 6, 7, 8],
      ['Sud', 2, 3, 4, 5, 6, 7, 8, 9],
      ['Est', 2, 3, 4, 5, 6, 7, 8, 9]
    ]
    const table = await read(rows, { after: merged('A1:A2', 'B1:E1', 'F1:I1') })
    expect(table.headerRows).toBe(2)
    expect(table.header).toEqual([
      'Région',
      '2023 T1',
      '2023 T2',
      '2023 T3',
      '2023 T4',
      '2024 T1',
      '2024 T2',
      '2024 T3',
      '2024 T4'
    ])
    expect(table.rows).toHaveLength(3)
  })

  it('stand below one title over some of them, itself below the title of the sheet', async () => {
    const rows: MadeCell[][] = [
      ['Tableau 3 - Ventes'],
      [],
      [null, null, '2024'],
      ['Code', 'Ville', 'T1', 'T2'],
      ['A', 'Lille', 1, 2],
      ['B', 'Lyon', 2, 3],
      ['C', 'Nice', 2, 3]
    ]
    const table = await read(rows, { after: merged('A1:D1', 'C3:D3') })
    expect(table.header).toEqual(['Code', 'Ville', '2024 T1', '2024 T2'])
    expect(table.faults.map(({ line }) => line)).toEqual([1])
  })

  it('stand below the title of one group in the first row of the sheet', async () => {
    const rows: MadeCell[][] = [
      [null, null, '2024'],
      ['Code', 'Ville', 'T1', 'T2'],
      ['A', 'Lille', 1, 2],
      ['B', 'Lyon', 2, 3],
      ['C', 'Nice', 2, 3]
    ]
    const table = await read(rows, { after: merged('C1:D1') })
    expect(table.header).toEqual(['Code', 'Ville', '2024 T1', '2024 T2'])
  })

  describe('take three rows', () => {
    const values = (...row: MadeCell[]): MadeCell[][] => Array.from({ length: 8 }, () => row)
    const years = 'Client Id|Client Nom|Ventes 2023 CA|Ventes 2023 Marge|Ventes 2024 CA|Ventes 2024 Marge'.split('|')
    const notes = 'Agence|Satisfaction Note 2023|Satisfaction Note 2024|Délai Jours 2023|Délai Jours 2024'.split('|')

    it.each<[string, string[]]>([
      ['merged', ['A1:B1', 'C1:F1', 'C2:D2', 'E2:F2']],
      ['blank', []]
    ])('of titles over years over names, the cells behind them %s', async (_what, merges) => {
      const head = [
        ['Client', null, 'Ventes'],
        [null, null, '2023', null, '2024'],
        ['Id', 'Nom', 'CA', 'Marge', 'CA', 'Marge']
      ]
      const table = await read([...head, ...values(1, 'Durand', 2.5, 1, 3, 2)], { after: merged(...merges) })
      expect(table).toMatchObject({ header: years, headerRows: 3 })
      expect(table.rows).toHaveLength(8)
    })

    it.each<[string, string[]]>([
      ['merged', ['A1:A3', 'B1:C1', 'D1:E1']],
      ['blank', []]
    ])('of which the last tells the names above it apart, the cells behind titles %s', async (_what, merges) => {
      const head = [
        ['Agence', 'Satisfaction', null, 'Délai'],
        [null, 'Note', 'Note', 'Jours', 'Jours'],
        [null, 2023, 2024, 2023, 2024]
      ]
      const table = await read([...head, ...values('Lyon', 7, 8.5, 12, 10)], { after: merged(...merges) })
      expect(table).toMatchObject({ header: notes, headerRows: 3 })
      expect(table.rows).toHaveLength(8)
    })

    it('but no pair of facts right above two of them', async () => {
      const head = [
        ['Société', 'Exemple SA'],
        ['N°', 'Agence', 'Accueil', 'Accueil', 'Délai', 'Délai'],
        [null, null, 'avant', 'après', 'avant', 'après']
      ]
      const table = await read([...head, ...values(1, 'Lyon', 7, 8, 12, 10)])
      expect(table.header).toEqual(['N°', 'Agence', 'Accueil avant', 'Accueil après', 'Délai avant', 'Délai après'])
    })
  })

  it('take two rows of words', async () => {
    const table = await read([
      ['Chiffre', 'Nombre', 'Nom'],
      ['d’affaires', 'de clients', 'du site'],
      [10, 1, 'a'],
      [20, 2, 'b'],
      [30, 3, 'c']
    ])
    expect(table.header).toEqual(['Chiffre d’affaires', 'Nombre de clients', 'Nom du site'])
  })

  it('may be years or months', async () => {
    const table = await read([
      ['Pays', 2020, 2021, 2022],
      ['FR', 1, 2, 3],
      ['DE', 4, 5, 6]
    ])
    expect(table.header).toEqual(['Pays', '2020', '2021', '2022'])
  })

  it('are where the user says', async () => {
    const rows: MadeCell[][] = [
      ['x', 'y'],
      ['a', 'b'],
      ['c', 'd']
    ]
    expect(await read(rows, { choices: { headerRows: 0 } })).toMatchObject({ header: null, rows })
    expect(await read(rows, { choices: { headerRows: 2 } })).toMatchObject({
      header: ['x a', 'y b'],
      rows: [['c', 'd']]
    })
    const skipped = await read(rows, { choices: { skip: 1, headerRows: 1 } })
    expect(skipped).toMatchObject({ header: ['a', 'b'], rows: [['c', 'd']], faults: [{ line: 1, reason: 'preamble' }] })
    expect(await read(rows, { choices: { skip: 50 } })).toMatchObject({ header: null, rows: [] })
  })
})

describe('merged cells in the data', () => {
  it('give their value once, and a note', async () => {
    const rows: MadeCell[][] = [
      HEAD,
      ['Nord', 10, 1, true],
      [null, 20, 2, false],
      ['Est', 30, 3, true],
      ['Sud', 30, 3, true]
    ]
    const table = await read(rows, { after: merged('A2:A3') })
    expect(table.rows[1]).toEqual([null, '20', '2', 'false'])
    expect(table.notes).toEqual([
      'Cellules fusionnées dans les données : 1 (A2:A3…). La valeur est dans la première, les autres sont vides.'
    ])
  })
})

describe('rows at the end of a sheet that look like totals', () => {
  const body: MadeCell[][] = Array.from({ length: 250 }, (_, i) => [`Ville ${i}`, i % 7, i, i % 2 === 0])
  const told = ({ notes }: ReadTable): number[] =>
    notes.filter((note) => note.includes('ressemble à un total')).map((note) => Number(/ligne (\d+)/.exec(note)?.[1]))

  it.each<[string, MadeCell[][], number[]]>([
    ['named so', [['Total', 750, 1275]], [252]],
    ['without the cells between', [['Total', null, 1275]], [252]],
    ['two of them, and a source below', [['Sous-total', 3, 4], ['Total', 7, 9], [], ['Source : INSEE']], [252, 253]],
    ['below a blank row', [[], ['Total', 750, 1275]], [253]],
    ['in words', [['Total', '250 villes']], [252]],
    ['none: words beside', [['Total Énergies', 'station', 12, true]], []],
    ['none: a row like others', [['Lyon', 1, 2, true]], []]
  ])('%s', async (_what, end, lines) => {
    const table = await read([HEAD, ...body, ...end])
    expect(told(table)).toEqual(lines)
    expect(table.rows).toHaveLength(250 + Math.max(1, lines.length))
    expect(told(await read([HEAD, ...body.slice(0, 20), ...end]))).toEqual(lines.map((line) => line - 230))
  })
})
