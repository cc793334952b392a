import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { queryClient } from '../../../app/queries'
import { RuleEditor } from './RuleEditor'

const engine = vi.hoisted(() => ({ shape: vi.fn(), try: vi.fn(async () => ({ counts: null, evidence: null })) }))
const TABLE = vi.hoisted(() => ({
  ref: { schema: 'clean' as const, name: 't' },
  rows: 3,
  columns: [{ name: 'gardee', type: 'BIGINT' }, { name: 'pivotee', type: 'DOUBLE' }],
  fingerprint: 'f'
})) // prettier-ignore

vi.mock('../../../client', async (original) => ({
  ...(await original<object>()),
  api: { tables: { shape: engine.shape }, rules: { try: engine.try }, filters: { list: async () => [] } }
}))
vi.mock('../../../app/project', async (original) => ({
  ...(await original<object>()),
  useProject: () => ({ readOnly: false }),
  useSelectedTable: () => ({ table: TABLE, tables: [TABLE], isPending: false, select: () => undefined })
}))

afterEach(() => {
  cleanup()
  queryClient.clear()
  vi.clearAllMocks()
})

/** The names that a choice offers, of the native list that goes with it. */
const offered = (label: string): string[] => {
  const [button] = screen.getAllByRole('button', { name: new RegExp(label) })
  const list = button?.closest('.field')?.querySelector('select')
  return [...(list?.options ?? [])].map(({ text }) => text).filter((text) => text.trim() !== '')
}

it('offers the columns of the rows that are judged, and follows that choice', async () => {
  engine.shape.mockResolvedValue({ columns: [{ name: 'brute', type: 'VARCHAR' }, { name: 'gardee', type: 'BIGINT' }], rows: 3, sql: '' }) // prettier-ignore
  render(
    <QueryClientProvider client={queryClient}>
      <RuleEditor table={TABLE} id={null} draft={null} onClose={() => undefined} onKept={() => undefined} />
    </QueryClientProvider>
  )
  expect(offered('Colonne')).toEqual(['gardee', 'pivotee'])
  expect(offered('Par segment')).toEqual(['sans segment', 'gardee', 'pivotee'])
  const field = screen.getByRole('button', { name: /Lignes jugées/, hidden: true }).closest<HTMLElement>('.field')
  const rows = field && within(field).getByRole<HTMLSelectElement>('combobox', { hidden: true })
  if (rows) fireEvent.change(rows, { target: { value: 'raw' } })
  await waitFor(() => expect(offered('Colonne')).toEqual(['brute', 'gardee']))
  expect(offered('Par segment')).toEqual(['sans segment', 'brute', 'gardee'])
  expect(engine.shape).toHaveBeenCalledWith({ source: { kind: 'table', table: { schema: 'raw', name: 't' } } }, expect.anything()) // prettier-ignore
  if (rows) fireEvent.change(rows, { target: { value: 'clean' } })
  expect(offered('Colonne')).toEqual(['gardee', 'pivotee'])
})
