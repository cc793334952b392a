import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { RuleResult } from '../../../contract'
import { queryClient } from '../../app/queries'
import { RulesView } from './RulesView'
import type { useHistory } from './useRules'

const engine = vi.hoisted(() => ({ run: vi.fn(), history: vi.fn(), list: vi.fn() }))
const TABLE = vi.hoisted(() => ({ ref: { schema: 'clean', name: 't' }, rows: 3, columns: [], fingerprint: 'f' }))

vi.mock('../../client', async (original) => ({ ...(await original<object>()), api: { rules: engine } }))
vi.mock('../../app/project', async (original) => ({
  ...(await original<object>()),
  useProject: () => ({ readOnly: false }),
  useSelectedTable: () => ({ table: TABLE, tables: [TABLE], isPending: false, select: () => undefined })
}))
// Of a rule's details only its deliveries are looked at.
vi.mock('./RuleDetails', async () => {
  const { RuleHistoryView } = await import('./RuleHistoryView')
  type Props = { result: RuleResult; history: ReturnType<typeof useHistory>; isHistoryAsked: boolean }
  return {
    RuleDetails: ({ result, history, isHistoryAsked }: Props) => (
      <RuleHistoryView rule={result.rule} history={history} isAsked={isHistoryAsked} onAsk={() => undefined} />
    )
  }
})

afterEach(() => {
  cleanup()
  queryClient.clear()
  vi.clearAllMocks()
})

const counts = (failing: number) => ({
  rows: 100,
  judged: 100,
  failing,
  missing: 0,
  share: failing / 100,
  state: 'passed'
})
const rule = { id: 'r', name: 'ma règle', words: { fr: 'r', en: 'r' }, table: TABLE.ref, kind: 'not_null', spec: {} }
const past = (...failing: number[]) => ({
  deliveries: failing.map((_, at) => ({ id: `d${at}`, label: `d${at}`, at: '2026-01-01T00:00:00Z' })),
  rules: [
    {
      rule: 'r',
      past: failing.map((n, at) => ({ delivery: `d${at}`, counts: counts(n) })),
      method: { fr: 'm', en: 'm' }
    }
  ]
})
async function* answer(result: unknown) {
  yield { type: 'done', result }
}
const lines = () => screen.queryAllByRole('img').map((drawn) => drawn.getAttribute('aria-label'))

it('of deliveries that are no longer all of them no line is drawn, until they are judged again', async () => {
  engine.list.mockResolvedValue([rule])
  engine.run.mockImplementation(() => Promise.resolve(answer({ results: [{ rule, counts: counts(2) }] })))
  let judge: (result: AsyncIterable<unknown>) => void = () => undefined
  await queryClient.fetchQuery({ queryKey: ['rules', 'history', TABLE.ref], queryFn: () => past(2, 4) })
  render(
    <QueryClientProvider client={queryClient}>
      <RulesView />
    </QueryClientProvider>
  )
  await waitFor(() => expect(lines()).toHaveLength(2))
  engine.history.mockImplementation(() => new Promise((resolve) => (judge = resolve)))
  // As a new delivery does.
  await act(async () => void queryClient.invalidateQueries())
  await waitFor(() => expect(engine.history).toHaveBeenCalled())
  expect(lines()).toEqual([])
  await act(async () => judge(answer(past(2, 4, 9))))
  await waitFor(() => expect(lines().filter((line) => line?.includes('9'))).toHaveLength(2))
})
