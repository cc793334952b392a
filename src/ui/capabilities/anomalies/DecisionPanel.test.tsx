import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { DecisionPanel } from './DecisionPanel'
import type { Listed } from './register-view'

const engine = vi.hoisted(() => ({ decide: vi.fn(async () => ({ changed: 1 })) }))

vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { register: { decide: engine.decide } }
}))
vi.mock('../../app/project', () => ({ refreshProject: async () => {}, useProject: () => ({ readOnly: false }) }))

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

const client = new QueryClient()
const panel = (owner: string, isKnown = true) => {
  const entry = { anomaly: { id: 'a' }, verdict: { owner, state: 'to_see' }, changes: [], isKnown }
  return (
    <QueryClientProvider client={client}>
      <DecisionPanel entries={[entry as unknown as Listed]} owners={[]} />
    </QueryClientProvider>
  )
}
const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Responsable' })
const leave = () => {
  fireEvent.focus(field())
  fireEvent.blur(field())
}

it('an owner that nobody typed is never written, whenever the register tells it', () => {
  const { rerender } = render(panel('', false))
  rerender(panel('Karim'))
  expect(field().value).toBe('Karim')
  leave()
  // Undone elsewhere, then done again.
  rerender(panel(''))
  expect(field().value).toBe('')
  leave()
  rerender(panel('Karim'))
  expect(field().value).toBe('Karim')
  leave()
  expect(engine.decide).not.toHaveBeenCalled()
})

it('an owner that was typed is written when the field is left, also an empty one', async () => {
  const { rerender } = render(panel('Karim'))
  fireEvent.change(field(), { target: { value: ' Sonia ' } })
  leave()
  await waitFor(() => expect(engine.decide).toHaveBeenCalledWith(expect.objectContaining({ ids: ['a'], owner: 'Sonia' }))) // prettier-ignore
  rerender(panel('Sonia'))
  await waitFor(() => expect(field().value).toBe('Sonia'))
  fireEvent.change(field(), { target: { value: '' } })
  leave()
  await waitFor(() => expect(engine.decide).toHaveBeenLastCalledWith(expect.objectContaining({ owner: '' })))
})
