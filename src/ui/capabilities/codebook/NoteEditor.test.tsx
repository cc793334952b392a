import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { NoteTexts } from '../../../contract'
import { NoteEditor } from './NoteEditor'

const engine = vi.hoisted(() => ({ write: vi.fn(async () => ({})) }))

vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { codebook: { write: engine.write } }
}))
vi.mock('../../app/project', () => ({ refreshProject: async () => {} }))

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

const NOTE: NoteTexts = {
  label: 'Âge',
  description: '',
  unit: 'ans',
  source: '',
  doubt: '',
  codes: [{ code: '99', meaning: 'sans réponse' }]
}

it('a note saved as it stood is no change', async () => {
  const { onClose, form } = show(NOTE, false)
  fireEvent.submit(form)
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(engine.write).not.toHaveBeenCalled()
})

it('a note that says something else is written', async () => {
  const { form } = show(NOTE, false)
  fireEvent.change(screen.getByDisplayValue('ans'), { target: { value: 'années' } })
  fireEvent.submit(form)
  await waitFor(() => expect(engine.write).toHaveBeenCalledOnce())
})

it('what the file said is kept as a note even where nothing is typed', async () => {
  const { form } = show(NOTE, true)
  fireEvent.submit(form)
  await waitFor(() => expect(engine.write).toHaveBeenCalledOnce())
})

function show(begin: NoteTexts, isNew: boolean) {
  const onClose = vi.fn()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NoteEditor table="t" column="age" begin={begin} isNew={isNew} isProposed={isNew} onClose={onClose} />
    </QueryClientProvider>
  )
  return { onClose, form: screen.getByRole('form') }
}
