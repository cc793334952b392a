import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Settled } from './Settled'

const engine = vi.hoisted(() => ({ judge: vi.fn() }))

vi.mock('../../client', async (original) => ({
  ...(await original<object>()),
  api: { recipe: { judge: engine.judge } }
}))

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

const client = new QueryClient()
const settled = (state: string) => (
  <QueryClientProvider client={client}>
    <Settled table="t" state={state} />
  </QueryClientProvider>
)
const ANSWER = { table: 't', scores: [], anomalies: [], skipped: [], findings: [], compared: null, seconds: 0 }
async function* answer() {
  yield { type: 'done', result: ANSWER }
}

it('a judgement asked for just before the rows are known to be others is made anew, not lost', async () => {
  const signals: AbortSignal[] = []
  engine.judge.mockImplementation(async (_: unknown, { signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    if (signals.length > 1) return answer()
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
  })
  const { rerender } = render(settled('before'))
  fireEvent.click(screen.getByRole('button', { name: 'Voir les anomalies réglées' }))
  await waitFor(() => expect(signals).toHaveLength(1))
  rerender(settled('after'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('réglée'))
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  // An answer about other rows than those there are now is taken away.
  rerender(settled('later'))
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull())
  expect(signals).toHaveLength(2)
})
