import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { DeliveryDiff } from '../../../../contract'
import { DeliveryRows } from './DeliveryRows'

afterEach(cleanup)

const diff: DeliveryDiff = {
  columns: { kept: ['id'], added: [], gone: [], renamed: [], retyped: [], changed: [] },
  rows: { before: 5_000, arriving: 40, same: 0, added: 40, gone: 5_000, changed: 0 },
  totals: { before: 0, arriving: 0 },
  key: ['id'],
  keyByChance: false,
  examples: { added: [], gone: [], changed: [] },
  notes: [],
  twin: null
}

it.each([
  ['append', false],
  ['refresh', true]
] as const)('of a delivery to %s, rows that are not in it are told as gone: %s', (mode, isTold) => {
  render(<DeliveryRows diff={diff} mode={mode} opened={null} onOpen={() => {}} />)
  expect(screen.queryByText('Absentes') !== null).toBe(isTold)
  expect(screen.getByText('Nouvelles')).toBeTruthy()
})
