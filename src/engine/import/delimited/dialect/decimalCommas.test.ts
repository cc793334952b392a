import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from '../testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const text = (header: string, row: (i: number) => string): string =>
  [header, ...Array.from({ length: 30 }, (_, i) => row(i + 1)), ''].join('\n')
const JOINED = 'La virgule sépare les cellules et marque aussi les décimales'
const FIRST = 'la première colonne est supposée être un numéro ou un nom de ligne'
const LAST = 'la dernière colonne est restée sans nom'

describe('decimal commas that no quotes protect', () => {
  it.each<[string, string, (i: number) => string, (i: number) => string[]]>([
    ['thousands', 'id,montant', (i) => `${i},1 ${String(i).padStart(3, '0')},50`, (i) => [`${i}`, `1 ${String(i).padStart(3, '0')},50`]], // prettier-ignore
    ['whole numbers in some rows', 'id,nom,montant', (i) => `${i},n${i},${i}${i % 3 ? ',50' : ''}`, (i) => [`${i}`, `n${i}`, `${i}${i % 3 ? ',50' : ''}`]], // prettier-ignore
    ['quotes in some rows', 'id,n,prix', (i) => (i % 3 ? `A${i},${i % 12},-${i},25` : `"A${i}",${i % 12},${i}`), (i) => [`A${i}`, `${i % 12}`, i % 3 ? `-${i},25` : `${i}`]], // prettier-ignore
    ['two amounts', 'id,ht,ttc', (i) => `${i},1 000,${10 + i},1 200,${11 + i}`, (i) => [`${i}`, `1 000,${10 + i}`, `1 200,${11 + i}`]] // prettier-ignore
  ])('are joined at the same place of all rows: %s', async (_what, header, row, cells) => {
    const content = text(header, row)
    const { rows, notes, report } = await files.load(content)
    expect(rows).toEqual([header.split(','), ...Array.from({ length: 30 }, (_, i) => cells(i + 1))])
    expect(notes).toEqual([])
    expect(report.remarks.map(({ fr }) => fr)).toEqual([expect.stringContaining(JOINED)])
    const seen = await files.sniff(content)
    expect(seen.rows).toEqual(rows.slice(1))
    expect(seen.notes.map(({ fr }) => fr)).toEqual([expect.stringContaining(JOINED)])
  })

  it.each<[string, string, (i: number) => string, string[], string]>([
    ['numbers of rows', 'ventes,stock', (i) => `${i},${10 + i},${50 + i}`, ['', 'ventes', 'stock'], FIRST],
    ['names of rows', 'nom,h,f', (i) => `L${i},B${i},${10 + i},25`, ['nom', 'h', 'f', ''], LAST]
  ])(
    'are not supposed for %s above a header that is one cell short, which is told',
    async (_what, header, row, names, remark) => {
      const { rows, report } = await files.load(text(header, row))
      expect(rows[0]).toEqual(names)
      expect(report.remarks.map(({ fr }) => fr)).toEqual([expect.stringContaining(remark)])
    }
  )

  it('leave text with commas alone', async () => {
    const { rows } = await files.load(
      text('id,avis,note', (i) => (i % 9 ? `${i},très bien,${i % 5}` : `${i},bon, mais cher,4`))
    )
    expect(rows[9]).toEqual(['9', 'bon, mais cher', '4'])
  })
})
