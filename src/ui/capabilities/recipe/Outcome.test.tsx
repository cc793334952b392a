import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { ColumnOutcome } from '../../../contract'
import { ColumnsTable } from './Outcome'

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
