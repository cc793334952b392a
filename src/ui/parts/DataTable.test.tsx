import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { DataTable } from './DataTable'

afterEach(cleanup)

const rows = Array.from({ length: 10_000 }, (_, place) => `colonne ${String(place).padStart(5, '0')}`)
const cells = (): (string | null)[] => screen.getAllByRole('cell').map((cell) => cell.textContent)

it('ten thousand rows are laid out a page at a time, and sorting is over all of them', () => {
  render(
    <DataTable
      caption="Colonnes"
      rows={rows}
      rowKey={(row) => row}
      columns={[{ id: 'name', header: 'Nom', cell: (row) => row, sortBy: (row) => row }]}
    />
  )
  expect(cells()).toHaveLength(200)
  fireEvent.click(screen.getByRole('button', { name: /Page suivante|Next page/ }))
  expect(cells()[0]).toBe('colonne 00200')
  const sort = screen.getByRole('button', { name: 'Nom' })
  fireEvent.click(sort)
  fireEvent.click(sort)
  expect(cells()[0]).toBe('colonne 09999')
})

it('a table of one page has no pages to turn', () => {
  render(
    <DataTable
      caption="Colonnes"
      rows={rows.slice(0, 200)}
      rowKey={(row) => row}
      columns={[{ id: 'name', header: 'Nom', cell: (row) => row }]}
    />
  )
  expect(screen.queryByRole('group', { name: 'Pages' })).toBeNull()
})
