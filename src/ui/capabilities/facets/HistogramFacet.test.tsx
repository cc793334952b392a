import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { FacetBin, Filter } from '../../../contract'
import { HistogramFacet } from './HistogramFacet'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const bins: FacetBin[] = [0, 10, 20, 30].map((value) => ({ value, to: value + 10, n: 5 }))

function moved(handle: RegExp, ...keys: string[]): Filter | undefined {
  vi.useFakeTimers()
  const onFilter = vi.fn<(filter: Filter) => void>()
  const counts = {
    spec: { kind: 'number' as const, column: 'montant' },
    unit: null,
    bins,
    missing: 0,
    others: { values: 0, rows: 0 },
    problem: null
  }
  const props = { counts, filter: { all: [] }, onFilter, brushed: null, onReady: vi.fn(), onBrush: vi.fn() }
  render(<HistogramFacet {...props} />)
  for (const key of keys) fireEvent.keyDown(screen.getByRole('slider', { name: handle }), { key })
  act(() => void vi.advanceTimersByTime(1_000))
  return onFilter.mock.lastCall?.[0]
}

it('an end that was not moved stays open: values of a later delivery may lie beyond', () => {
  const low = moved(/^(Début|Start)/, 'ArrowRight', 'ArrowRight')
  expect(low?.all).toEqual([{ column: 'montant', op: '>=', values: [20] }])
  cleanup()
  const high = moved(/^(Fin|End)/, 'ArrowLeft')
  expect(high?.all).toEqual([{ column: 'montant', op: '<', values: [30] }])
})
