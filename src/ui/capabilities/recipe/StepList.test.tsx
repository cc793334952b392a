import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RecipeOf, StepEffect } from '../../../contract'
import { StepList } from './StepList'

const { rowsOf, openEvidence } = vi.hoisted(() => ({ rowsOf: vi.fn(), openEvidence: vi.fn() }))
vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { recipe: { rowsOf, move: vi.fn() } }
}))
vi.mock('../../parts', async (original) => ({ ...(await original<object>()), openEvidence }))
vi.mock('../../app/project', () => ({ refreshProject: vi.fn(), useProject: () => ({ readOnly: false }) }))
beforeEach(() => void vi.clearAllMocks())
afterEach(cleanup)

const effect: StepEffect = {
  step: { id: 's', table: 't', enabled: true, origin: 'user', spec: { kind: 'replace', column: 'a', how: 'cell', find: '999', with: '', ignoreCase: false } }, // prettier-ignore
  title: { fr: 'Remplacer', en: 'Replace' },
  changedCells: 12,
  readCells: null,
  onlyRead: null,
  lostCells: 12,
  unreadCells: 0,
  joined: null,
  rows: null,
  added: [],
  retyped: [],
  notes: [],
  unmet: null,
  problem: null
}
const list = (one: StepEffect, more: StepEffect[] = [], onFocus: (step: string | null) => void = () => undefined) => {
  const recipe = { steps: [one, ...more] } as unknown as RecipeOf
  return (
    <QueryClientProvider client={new QueryClient()}>
      <StepList
        recipe={recipe}
        asked={undefined}
        focused={null}
        onFocus={onFocus}
        editing={null}
        editor={null}
        onEditing={() => undefined}
      />
    </QueryClientProvider>
  )
}

it('gaps that a replacement was asked to make are not told as values that cannot be read', () => {
  const { rerender } = render(list(effect))
  expect(screen.getByRole('list').textContent).not.toContain('deviennent manquantes')
  rerender(list({ ...effect, unreadCells: 2 }))
  expect(screen.getByRole('list').textContent).toContain('2 valeurs ne peuvent pas être lues')
})

it('cells that a reading only wrote otherwise are told apart from those that hold another value, as before and after tell them', () => {
  const shown = () => screen.getByRole('list').textContent?.replaceAll('\u00a0', ' ')
  const { rerender } = render(list(effect))
  expect(shown()).toContain('12 cellules changées')
  rerender(list({ ...effect, changedCells: 60, readCells: 57, onlyRead: 57 }))
  expect(shown()).toContain('57 cellules seulement lues (même valeur) · 3 cellules changées')
  rerender(list({ ...effect, changedCells: 0, readCells: 40, onlyRead: 0 }))
  expect(shown()).toContain('40 cellules lues, écrites à l’identique')
  expect(shown()).not.toMatch(/changées?/)
})

it('a step whose values no longer come says so beside its figures', () => {
  const words = { fr: '« 999 » n’arrive plus dans « a ».', en: '“999” no longer comes in “a”.' }
  const { rerender } = render(list({ ...effect, changedCells: 0, unmet: { words, whole: true } }))
  expect(screen.getByRole('list').textContent).toMatch(/ne correspond plus «\s999\s» n’arrive plus dans/)
  rerender(list({ ...effect, unmet: { words, whole: false } }))
  expect(screen.getByRole('list').textContent).not.toContain('ne correspond plus')
  expect(screen.getByRole('list').textContent).toMatch(/n’arrive plus dans/)
})

it('evidence is asked for once, and opens on its own screen only', async () => {
  let give = (_: unknown): void => undefined
  rowsOf.mockReturnValue(new Promise((resolve) => (give = resolve)))
  const { unmount } = render(list(effect))
  const button = screen.getByRole('button', { name: 'Voir la preuve' })
  fireEvent.click(button)
  await vi.waitFor(() => expect(button.hasAttribute('disabled')).toBe(true), { timeout: 10_000 })
  fireEvent.click(button)
  expect(rowsOf).toHaveBeenCalledTimes(1)
  unmount()
  await act(async () => give({ what: 'changed', n: 12, sql: { fr: '', en: '' }, schema: 'raw' }))
  expect(openEvidence).not.toHaveBeenCalled()
})

it('a step that reaches an end of the list keeps the focus, which its button there would drop', () => {
  const onFocus = vi.fn()
  const named = (id: string): StepEffect => ({ ...effect, step: { ...effect.step, id } })
  render(list(named('a'), [named('b'), named('c'), named('d')], onFocus))
  const press = (name: string, place: number) => {
    const button = screen.getAllByRole('button', { name })[place]
    if (button) fireEvent.click(button)
  }
  press('Monter l’étape', 2)
  expect(onFocus).not.toHaveBeenCalled()
  press('Monter l’étape', 1)
  press('Descendre l’étape', 2)
  expect(onFocus.mock.calls).toEqual([['b'], ['c']])
})
