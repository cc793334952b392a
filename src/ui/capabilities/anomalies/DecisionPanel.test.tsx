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
const panel = (owner: string, isKnown = true, id = 'a') => {
  const entry = { anomaly: { id }, verdict: { owner, state: 'to_see' }, changes: [], isKnown }
  return (
    <QueryClientProvider client={client}>
      <DecisionPanel key={id} entries={[entry as unknown as Listed]} owners={[]} />
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

const written = (name: string) => screen.queryByRole<HTMLInputElement>('textbox', { name })
const write = (name: string, value: string): void => {
  const found = written(name)
  if (found) fireEvent.change(found, { target: { value } })
}

it('a comment that was not sent waits with its anomaly while another one is looked at, and goes when it is sent', async () => {
  const { rerender, unmount } = render(panel(''))
  write('Commentaire', 'à demander à Lyon')
  rerender(panel('', true, 'b'))
  expect(written('Commentaire')?.value).toBe('')
  write('Commentaire', 'autre')
  unmount()
  render(panel(''))
  expect(written('Commentaire')?.value).toBe('à demander à Lyon')
  fireEvent.click(screen.getByRole('button', { name: 'Commenter' }))
  await waitFor(() => expect(engine.decide).toHaveBeenCalledWith(expect.objectContaining({ ids: ['a'], comment: 'à demander à Lyon' }))) // prettier-ignore
  await waitFor(() => expect(written('Commentaire')?.value).toBe(''))
})

it('a reason that was begun waits too, until it is given or left', () => {
  const { rerender } = render(panel(''))
  fireEvent.click(screen.getByRole('button', { name: 'Écarter' }))
  write('Pourquoi ce n’est pas un défaut', 'attendu en')
  rerender(panel('', true, 'b'))
  expect(written('Pourquoi ce n’est pas un défaut')).toBeNull()
  rerender(panel(''))
  expect(written('Pourquoi ce n’est pas un défaut')?.value).toBe('attendu en')
  fireEvent.click(screen.getByRole('button', { name: 'Annuler' }))
  rerender(panel('', true, 'b'))
  rerender(panel(''))
  expect(written('Pourquoi ce n’est pas un défaut')).toBeNull()
})
