import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AddRepair } from './AddRepair'
import type { Listed } from './register-view'

const { repair } = vi.hoisted(() => ({ repair: vi.fn() }))
vi.mock('../../client', async (original) => ({ ...(await original<object>()), api: { register: { repair } } }))
vi.mock('../../app/project', () => ({ refreshProject: vi.fn(), useProject: () => ({ readOnly: false }) }))
beforeEach(() => {
  vi.clearAllMocks()
  repair.mockResolvedValue({ repaired: 1, steps: ['s'] })
})
afterEach(cleanup)

const entry = (id: string, kind: string) =>
  ({ anomaly: { id, message: { fr: `n° ${id}`, en: id }, proposal: { text: {}, repair: { kind } } }, repair: { steps: [] }, isKnown: true }) as unknown as Listed // prettier-ignore
const shown = (...entries: Listed[]) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AddRepair entries={entries} />
    </QueryClientProvider>
  )

it('of many repairs, those that rest on a guess are named and asked for apart', async () => {
  shown(entry('a', 'set_missing'), entry('b', 'follow'), entry('c', 'replace'))
  expect(screen.getByRole('listitem').textContent).toContain('n° b')
  fireEvent.click(screen.getByRole('button', { name: /\(2 sur 3\)$/ }))
  await waitFor(() => expect(repair.mock.calls.map(([asked]) => asked.ids)).toEqual([['a', 'c']]))
  fireEvent.click(screen.getByRole('button', { name: 'Ajouter aussi cette réparation' }))
  await waitFor(() => expect(repair.mock.calls.map(([asked]) => asked.ids)).toEqual([['a', 'c'], ['b']]))
})

it('looked at alone, a guess is added as any other: its words say what it supposes', async () => {
  shown(entry('b', 'follow'))
  expect(screen.queryByRole('listitem')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Ajouter cette réparation à la recette' }))
  await waitFor(() => expect(repair.mock.calls.map(([asked]) => asked.ids)).toEqual([['b']]))
})

it('of many repairs, those that hide names are asked for apart too', async () => {
  shown(entry('a', 'set_missing'), entry('p', 'pseudonymise'))
  expect(screen.getByRole('listitem').textContent).toContain('n° p')
  fireEvent.click(screen.getByRole('button', { name: /\(1 sur 2\)$/ }))
  await waitFor(() => expect(repair.mock.calls.map(([asked]) => asked.ids)).toEqual([['a']]))
})
