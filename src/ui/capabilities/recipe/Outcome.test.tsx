import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { ColumnOutcome } from '../../../contract'
import { CellsChanged, ColumnsTable } from './Outcome'

afterEach(cleanup)

const side = (type: string) => ({ type, missing: 0, distinct: 3 })
const column = (name: string, before: string | null, after: string | null): ColumnOutcome => ({
  name,
  before: before === null ? null : side(before),
  after: after === null ? null : side(after),
  changedCells: 2,
  readCells: 0
})

it('the types on both sides of a recipe are told in plain words', () => {
  const columns = [
    column('date', 'VARCHAR', 'DATE'),
    column('prix', 'DECIMAL(18,2)', 'DOUBLE'),
    column('neuve', null, 'BIGINT')
  ]
  render(<ColumnsTable caption="c" columns={columns} none="rien" />)
  const rows = screen.getAllByRole('row').map((row) => row.textContent)
  expect(rows.find((row) => row.includes('date'))).toContain('texte → date')
  expect(rows.find((row) => row.includes('prix'))).toMatch(/prixnombre[^ ]/)
  expect(rows.join()).not.toMatch(/VARCHAR|DECIMAL|DOUBLE|BIGINT/)
})

it('cells that were only read are told after those whose value is another', () => {
  const columns = [
    { ...column('ville', 'VARCHAR', 'VARCHAR'), changedCells: 83 },
    { ...column('prix', 'VARCHAR', 'DOUBLE'), changedCells: 2359, readCells: 2359 }
  ]
  render(
    <>
      <CellsChanged columns={columns} />
      <ColumnsTable caption="c" columns={columns} none="rien" />
    </>
  )
  const said = screen.getByText(/Cellules changées :/).textContent.replace(/\s/g, ' ')
  expect(said).toMatch(/^Cellules changées : 83, dans 1 colonne sur 2\..*seulement lues.* : 2 359, dans 1 colonne\.$/)
  const cells = screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent.replace(/\s/g, ' '))) // prettier-ignore
  expect(cells.slice(1).map((row) => row.slice(2, 4))).toEqual([
    ['83', '0'],
    ['0', '2 359']
  ])
})

it('where readings alone were at work, no value has changed', () => {
  render(<CellsChanged columns={[{ ...column('prix', 'VARCHAR', 'DOUBLE'), changedCells: 12, readCells: 12 }]} />)
  expect(screen.getByText(/^Aucune valeur n’a changé\. Cellules seulement lues/)).toBeTruthy()
})
