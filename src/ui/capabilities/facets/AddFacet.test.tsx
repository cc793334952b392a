import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { TableInfo } from '../../../contract'
import { AddFacet } from './AddFacet'

afterEach(cleanup)

const table = {
  ref: { schema: 'raw', name: 'ventes' },
  columns: [
    { name: 'ville', type: 'VARCHAR' },
    { name: 'montant', type: 'DOUBLE' }
  ]
} as unknown as TableInfo

it('the focus goes to the choice of the next column when a facet was added', () => {
  const onAdd = vi.fn()
  render(<AddFacet table={table} onAdd={onAdd} />)
  const column = screen.getByRole('button', { name: /Colonne|Column/ })
  fireEvent.click(column)
  fireEvent.click(screen.getByRole('option', { name: 'ville' }))
  const add = screen.getByRole('button', { name: /^(Ajouter|Add)$/ })
  add.focus()
  fireEvent.click(add)
  expect(onAdd).toHaveBeenCalledOnce()
  expect(document.activeElement).toBe(column)
})
