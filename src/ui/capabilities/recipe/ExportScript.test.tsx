import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { ScriptNotes, useScript } from './ExportScript'

const { script } = vi.hoisted(() => ({ script: vi.fn() }))
vi.mock('../../client', async (original) => ({ ...(await original<object>()), api: { recipe: { script } } }))
vi.mock('../../parts/download', () => ({ downloadFile: vi.fn() }))
afterEach(cleanup)

function Screen({ table, state }: { table: string; state: string }) {
  const written = useScript(table, state)
  return (
    <>
      <button onClick={() => written.write('sql')}>write</button>
      <ScriptNotes script={written} />
    </>
  )
}
const client = new QueryClient()
const of = (table: string, state = 'now') => (
  <QueryClientProvider client={client}>
    <Screen table={table} state={state} />
  </QueryClientProvider>
)

it('why a script could not be written is told of its own table only', async () => {
  script.mockRejectedValue(new Error('no'))
  const { rerender } = render(of('a'))
  fireEvent.click(screen.getByText('write'))
  await screen.findByRole('alert')
  rerender(of('b'))
  expect(screen.queryByRole('alert')).toBeNull()
})

it('what to know of a script goes once its recipe is another one', async () => {
  script.mockResolvedValue({ name: 'a.sql', text: '', notes: [{ fr: 'une note', en: 'a note' }] })
  const { rerender } = render(of('a'))
  fireEvent.click(screen.getByText('write'))
  await screen.findByText('une note')
  rerender(of('a', 'later'))
  expect(screen.queryByText('une note')).toBeNull()
})
