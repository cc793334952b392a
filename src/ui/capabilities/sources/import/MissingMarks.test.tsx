import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { withSniff } from './draft'
import { exampleDraft, exampleSniff } from './example-draft'
import { MissingMarks } from './MissingMarks'
import { endImport, useImport } from './store'

vi.mock('./sniffing', () => ({ lookAtTables: () => {} }))

afterEach(() => {
  cleanup()
  endImport()
})

it('a mark is added and the focus stays in the field, whose button is then disabled', () => {
  const sniff = exampleSniff(['note'])
  const draft = withSniff(exampleDraft('a.csv'), '["a.csv"]', 1, sniff)
  useImport.setState({ draft })
  const [table] = draft.tables
  const [column] = sniff.columns
  if (!table || !column) throw new Error('no table')
  render(<MissingMarks table={table} column={column} />)
  const field = screen.getByRole('textbox')
  fireEvent.change(field, { target: { value: 'NSP' } })
  const button = screen.getByRole('button', { name: 'Ajouter' })
  button.focus()
  fireEvent.click(button)
  expect(useImport.getState().draft?.tables[0]?.choices.columns).toMatchObject([{ name: 'note', missing: ['NSP'] }])
  expect(document.activeElement).toBe(field)
})
