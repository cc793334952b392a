import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { BranchesCompared, RecipeBranch } from '../../../contract'
import { Branches } from './Branches'

const { branches, compareBranches } = vi.hoisted(() => ({ branches: vi.fn(), compareBranches: vi.fn() }))
vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { recipe: { branches, compareBranches } }
}))
vi.mock('../../app/project', () => ({ refreshProject: vi.fn(), useProject: () => ({ readOnly: false }) }))
afterEach(cleanup)

const branch = (name: string, change: number, current = false): RecipeBranch => ({
  id: name,
  name,
  change,
  current,
  at: null,
  last: null,
  rows: 3,
  steps: []
})

it('a comparison stands at the branch that asked for it, comes into sight with the focus, and gives it back', async () => {
  const seen: (string | null)[] = []
  // Not known to jsdom.
  Element.prototype.scrollIntoView = function () {
    seen.push(this.getAttribute('aria-label'))
    // As browsers do by now.
    return Promise.resolve() as never
  }
  branches.mockResolvedValue([branch('présente', 9, true), branch('une', 1), branch('autre', 2)])
  const compared: BranchesCompared = { rows: { a: 3, b: 2, shared: 2 }, steps: [], columns: [] }
  compareBranches.mockResolvedValue(compared)
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Branches table="t" />
    </QueryClientProvider>
  )
  const line = (await screen.findByText('une')).closest('li')
  const other = screen.getByText('autre').closest('li')
  if (!line || !other) throw new Error('no branch')
  const button = within(line).getByRole('button', { name: 'Comparer' })
  button.focus()
  fireEvent.click(button)
  const panel = await within(line).findByRole('group', { name: 'Comparer' })
  expect(document.activeElement).toBe(panel)
  await within(panel).findByText(/3 lignes → 2 lignes/)
  expect(compareBranches.mock.calls[0]?.[0]).toEqual({ table: 't', a: 9, b: 1 })
  await waitFor(() => expect(seen).toEqual(Array(2).fill('Comparer')))
  expect(within(other).queryByRole('group')).toBeNull()
  fireEvent.click(within(panel).getByRole('button', { name: 'Fermer la comparaison' }))
  expect(within(line).queryByRole('group')).toBeNull()
  expect(document.activeElement).toBe(button)
})
