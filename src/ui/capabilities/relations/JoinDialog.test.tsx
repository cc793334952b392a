import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { RelationsFound } from '../../../contract'
import { JoinDialog } from './JoinDialog'

const engine = vi.hoisted(() => ({
  add: vi.fn(async () => {
    throw Object.assign(new Error('loop'), {
      data: { kind: 'input', message: { fr: 'Les deux recettes se répondraient.', en: 'A loop.' } }
    })
  }),
  match: vi.fn(() => new Promise(() => {}))
}))

vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { recipe: { add: engine.add }, relations: { match: engine.match } }
}))

afterEach(cleanup)

const table = (name: string) => ({ table: { schema: 'clean' as const, name }, rows: 2, columns: ['id', 'x'] })
const found: RelationsFound = {
  tables: [table('a'), table('b')],
  keys: [],
  links: [],
  joins: [],
  notes: [],
  seconds: 0
}

it('what was refused is said until something else is chosen', async () => {
  const start = { left: 'a', right: 'b', on: [{ left: 'id', right: 'id' }] }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <JoinDialog found={found} start={start} onClose={() => {}} onJoined={() => {}} />
    </QueryClientProvider>
  )
  const said = () => screen.queryByText(/se répondraient/)
  fireEvent.click(screen.getByRole('button', { name: 'Ajouter la jointure à la recette' }))
  await waitFor(() => expect(said()).not.toBeNull())
  fireEvent.click(screen.getByRole('checkbox', { name: /Comparer sans/ }))
  await waitFor(() => expect(said()).toBeNull())
})

it('Ctrl+Enter adds the join from any field', async () => {
  engine.add.mockClear()
  const start = { left: 'a', right: 'b', on: [{ left: 'id', right: 'id' }] }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <JoinDialog found={found} start={start} onClose={() => {}} onJoined={() => {}} />
    </QueryClientProvider>
  )
  fireEvent.keyDown(screen.getByRole('button', { name: /Table de gauche$/ }), { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(engine.add).toHaveBeenCalledOnce())
})
