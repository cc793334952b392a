import { expect, test } from 'vitest'
import { makeXlsx, rowsXml } from '../import/workbook/testing/makeXlsx'
import { deliveryBench } from './testing'

const { file, load, prepare } = deliveryBench()

type Cells = (string | number)[][]
const READ_ME: Cells = [['Lisez-moi', 'Auteur'], ['Ventes du mois', 'Ada']] // prettier-ignore
const sales = (from: number): Cells => [['id', 'client', 'montant'], ...Array.from({ length: 6 }, (_, i) => [from + i, `C${i}`, i * 10])] // prettier-ignore
const workbook = (sheets: [string, Cells][]) => makeXlsx(sheets.map(([name, rows]) => ({ name, rows: rowsXml(rows) })))

test('of several sheets the one most like the table is delivered, and said', async () => {
  const source = await load(await file('ventes.csv', 'id;client;montant\n1;C1;10\n2;C2;20\n'))
  const sheets: [string, Cells][] = [['Lisez-moi', READ_ME], ['Extrait', [['id', 'ville'], [1, 'Lyon']]], ['Données', sales(7)]] // prettier-ignore
  const { diff } = await prepare(source, 'append', await file('juin.xlsx', workbook(sheets)))
  expect(diff.columns.kept).toEqual(['id', 'client', 'montant'])
  expect(diff.rows.arriving).toBe(6)
  expect(diff.notes[0]?.en).toBe('The file holds 3 tables: “Données” is read, the one most like the source (3 of its 3 columns).') // prettier-ignore
})

test('a sheet of the same name goes before others as like, not before one that is more like the table', async () => {
  const first = await file('mai.xlsx', workbook([['Feuil1', sales(1)]]))
  const source = await load(first)
  const same = await prepare(source, 'append', await file('juin.xlsx', workbook([['Autre', sales(7)], ['Feuil1', sales(20)]]))) // prettier-ignore
  expect(same.diff.notes[0]?.fr).toContain('«\u00a0Feuil1\u00a0»')
  const moved = await prepare(source, 'append', await file('juillet.xlsx', workbook([['Feuil1', READ_ME], ['Ventes', sales(30)]]))) // prettier-ignore
  expect(moved.diff.notes[0]?.fr).toContain('«\u00a0Ventes\u00a0»')
  expect(moved.diff.columns.gone).toEqual([])
})
