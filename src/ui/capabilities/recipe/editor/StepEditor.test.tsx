import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetProject } from '../../../app/project-change'
import { edit, type Editing, endEdit, useHalfMade } from './half-made'
import { StepEditor } from './StepEditor'

const engine = vi.hoisted(() => ({
  add: vi.fn(async () => ({ id: 's1' })),
  columns: vi.fn(async () => ({ columns: [{ name: 'note', type: 'INTEGER' }], values: [] })),
  preview: vi.fn(async (_: unknown): Promise<unknown> => ({}))
}))

vi.mock('../../../client', async (original) => ({
  ...(await original<object>()),
  api: { recipe: engine, tables: { list: async () => [] }, project: { status: async () => ({ open: null }) } }
}))

const fits = { problem: null, rows: { before: 2, after: 2 }, changedCells: null, changedRows: null, readCells: null, onlyRead: null, lostCells: null, joined: null, added: ['sur20'], gone: [], retyped: [], notes: [], examples: { columns: [], rows: [] }, exampleTypes: [], breaks: [] } // prettier-ignore
const editing: Editing = { kind: 'derive', before: null, step: null }

beforeEach(() => {
  vi.clearAllMocks()
  engine.preview.mockImplementation(async () => fits)
  edit('avis', editing)
})
afterEach(() => {
  cleanup()
  forgetProject()
})

const show = (onClose = vi.fn()) => {
  const shown = render(
    <QueryClientProvider client={new QueryClient()}>
      <StepEditor table="avis" editing={editing} onClose={onClose} />
    </QueryClientProvider>
  )
  return { ...shown, onClose }
}
const fields = async () => ({
  name: await screen.findByRole<HTMLInputElement>('textbox', { name: 'Nom de la nouvelle colonne' }),
  formula: await screen.findByRole<HTMLInputElement>('textbox', { name: /^Formule/ })
})
const fill = async () => {
  const { name, formula } = await fields()
  fireEvent.change(name, { target: { value: 'sur20' } })
  fireEvent.change(formula, { target: { value: '"note" * 4' } })
  return { name, formula }
}

it('Enter in the last field adds the step, once its preview has come; with Shift it is a new line of a formula', async () => {
  const { onClose } = show()
  const { formula } = await fill()
  fireEvent.keyDown(formula, { key: 'Enter', shiftKey: true })
  await waitFor(() => expect(engine.preview).toHaveBeenCalled(), { timeout: 10_000 })
  expect(engine.add).not.toHaveBeenCalled()
  fireEvent.change(formula, { target: { value: '"note" * 5' } })
  fireEvent.keyDown(formula, { key: 'Enter' })
  expect(engine.add).not.toHaveBeenCalled()
  await waitFor(() => expect(onClose).toHaveBeenCalledWith({ id: 's1' }))
  expect(engine.add).toHaveBeenCalledTimes(1)
})

it('Enter adds no step that does not fit, nor one that is not whole', async () => {
  engine.preview.mockImplementation(async () => ({ ...fits, problem: { fr: 'Il manque une colonne.', en: 'No.' } }))
  show()
  fireEvent.keyDown((await fields()).name, { key: 'Enter' })
  fireEvent.keyDown((await fill()).name, { key: 'Enter' })
  await screen.findByText('Il manque une colonne.')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(engine.add).not.toHaveBeenCalled()
})

it('what was typed is there again after a look elsewhere, and gone with the project', async () => {
  const { unmount } = show()
  await fill()
  unmount()
  const again = show()
  expect([(await fields()).name.value, (await fields()).formula.value]).toEqual(['sur20', '"note" * 4'])
  again.unmount()
  forgetProject()
  show()
  expect((await fields()).name.value).toBe('')
})

it('a step begun while another one is kept stays when that one is', () => {
  const byTable = renderHook(() => useHalfMade('avis'))
  const first = byTable.result.current?.id ?? 0
  act(() => edit('avis', { ...editing }))
  act(() => expect(endEdit('avis', first)).toBe(false))
  expect(byTable.result.current).toMatchObject(editing)
  act(() => expect(endEdit('avis', byTable.result.current?.id ?? 0)).toBe(true))
  expect(byTable.result.current).toBeNull()
})
