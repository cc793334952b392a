import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Evidence, Finding } from '../../../contract'
import { FindingCard } from './FindingCard'
import { PinDialog } from './PinDialog'
import { askToPin, closePinning } from './pinning'

vi.mock('../../app/project', () => ({ refreshProject: async () => {}, useProject: () => null }))
vi.mock('../facets', () => ({
  FilterSelect: () => <p>offered</p>,
  useSifting: () => ({ filter: { all: [] } })
}))

afterEach(() => {
  closePinning()
  cleanup()
})

const EVIDENCE: Evidence = {
  title: { fr: 'Moyenne', en: 'Mean' },
  definition: { fr: 'Moyenne de « note »', en: 'Mean of “note”' },
  n: 484,
  filter: { fr: 'Toutes les lignes', en: 'All rows' },
  sql: 'SELECT 1 AS value FROM raw.t',
  rowsSql: null,
  table: { schema: 'raw', name: 't' },
  columns: ['note']
}
const FILTERED: Evidence = { ...EVIDENCE, filter: { fr: '« canal » = Web', en: '“canal” = Web' } }

const FINDING: Finding = {
  id: 'a',
  title: 'Moyenne',
  note: '',
  kind: 'measure',
  figure: {
    text: { fr: '7', en: '7' },
    value: 7,
    low: null,
    high: null,
    n: null,
    unit: 'number',
    interval: null,
    worded: true,
    first: null
  },
  evidence: FILTERED,
  fingerprint: 'f',
  tables: [],
  createdAt: '2026-03-02T09:30:00Z',
  computedAt: '2026-03-02T09:30:00Z',
  stale: false,
  changes: []
}

it('the first values of an answer have one caption, and its numbers stand at the right', () => {
  const same = (words: string) => ({ fr: words, en: words })
  const first = {
    columns: ['ville', 'n'],
    moreColumns: 0,
    numeric: [false, true],
    rows: [[same('Lyon'), same('12')]],
    total: 40
  }
  show(<FindingCard finding={{ ...FINDING, figure: { ...FINDING.figure, first } }} />)
  expect(screen.getAllByText(/Premières lignes/)).toHaveLength(1)
  expect(screen.getByRole('columnheader', { name: 'n' }).className).toBe('num')
  expect(screen.getByRole('cell', { name: '12' }).className).toBe('num')
  expect(screen.getByRole('cell', { name: 'Lyon' }).className).not.toContain('num')
})

it('a finding tells the filter beside its figure, and none where it is of all rows', () => {
  show(<FindingCard finding={FINDING} />)
  expect(seen()).toContain('Filtre : « canal » = Web')
  cleanup()
  show(<FindingCard finding={{ ...FINDING, evidence: EVIDENCE }} />)
  expect(seen()).not.toContain('Filtre')
})

it('the n of a chart is told to be that of all its marks', () => {
  show(<FindingCard finding={{ ...FINDING, kind: 'chart' }} />)
  expect(seen()).toContain('n = 484 en tout')
  cleanup()
  show(<FindingCard finding={FINDING} />)
  expect(seen()).not.toContain('en tout')
})

it('the dialog tells the filter of what is pinned', () => {
  askToPin(FILTERED, '7')
  show(<PinDialog />)
  expect(seen()).toContain('Filtre : « canal » = Web')
})

it('no filter is offered for a query written by hand nor for a rule, which would refuse it', () => {
  askToPin(EVIDENCE, '7')
  show(<PinDialog />)
  expect(screen.queryByText('offered')).not.toBeNull()
  for (const [evidence, isWritten] of [
    [EVIDENCE, true],
    [{ ...EVIDENCE, rule: { id: 'r', name: 'r', state: 's' } }, false]
  ] as const) {
    cleanup()
    askToPin(evidence, '7', { kind: 'query', isWritten })
    show(<PinDialog />)
    expect(screen.queryByText('offered')).toBeNull()
  }
})

function show(node: React.ReactNode): void {
  render(<QueryClientProvider client={new QueryClient()}>{node}</QueryClientProvider>)
}

function seen(): string {
  return (document.body.textContent ?? '').replace(/[\u00a0\u202f]/g, ' ')
}
