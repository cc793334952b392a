import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Listed } from './register-view'
import { RepairPreview } from './RepairPreview'

const engine = vi.hoisted(() => ({ previewRepair: vi.fn() }))

vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { recipe: { previewRepair: engine.previewRepair } }
}))

afterEach(cleanup)

const repair = { kind: 'steps', specs: [{ kind: 'missing', column: 'ville', values: ['N/A'] }] }
const entry = {
  anomaly: { id: 'a', table: { schema: 'raw', name: 't' }, proposal: { repair } },
  repair: { steps: [], lost: 0 },
  found: true,
  isKnown: true
} as unknown as Listed

it('a preview that opens comes into view, and again with what it was waiting for', async () => {
  const seen: (string | null)[] = []
  Element.prototype.scrollIntoView = function (this: Element, where) {
    expect(where).toEqual({ block: 'nearest' })
    seen.push(this.textContent)
  }
  let answer = (_steps: never[]): void => undefined
  engine.previewRepair.mockReturnValue(new Promise<never[]>((resolve) => (answer = resolve)))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RepairPreview entry={entry} />
    </QueryClientProvider>
  )
  expect(seen).toEqual([])
  screen.getByText('Voir ce que la réparation changerait').closest('details')!.open = true
  await waitFor(() => expect(seen).toHaveLength(1))
  answer([])
  await waitFor(() => expect(seen).toHaveLength(2))
})
