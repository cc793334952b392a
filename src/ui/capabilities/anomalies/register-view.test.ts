import { expect, test } from 'vitest'
import type { Anomaly, RegisterEntry, VerdictState } from '../../../contract'
import {
  countCertain,
  countsOf,
  type Filters,
  listed,
  NO_FILTERS,
  NOBODY,
  passes,
  setAside,
  sorted,
  standingOf
} from './register-view'

const anomaly = (id: string, more: Partial<Anomaly> = {}): Anomaly => ({
  id,
  kind: 'missing',
  detector: 'missing',
  search: 'missing',
  place: 'cells',
  table: { schema: 'raw', name: 't' },
  columns: ['a'],
  rows: 1,
  cells: 1,
  severity: 'warning',
  confidence: 0.9,
  dimension: 'completeness',
  sql: '',
  cellsSql: '',
  message: { fr: id, en: id },
  explanation: { fr: '', en: '' },
  evidence: { title: { fr: '', en: '' }, definition: { fr: '', en: '' }, n: 10, filter: { fr: '', en: '' }, sql: '', rowsSql: null, table: null, columns: [] }, // prettier-ignore
  proposal: null,
  ...more
})
const entry = (
  id: string,
  state: VerdictState = 'to_see',
  more: Partial<RegisterEntry> = {},
  of: Partial<Anomaly> = {}
): RegisterEntry => ({
  // prettier-ignore
  anomaly: anomaly(id, of),
  found: true,
  firstAt: '2026-01-01T00:00:00.000Z',
  lastAt: '2026-01-01T00:00:00.000Z',
  verdict: { state, reason: '', owner: '', comments: [], decided: null, finding: null },
  repair: { steps: [], lost: 0 },
  settlement: null,
  changes: [],
  finding: null,
  ...more
})
const names = (entries: readonly RegisterEntry[]) => entries.map(({ anomaly: { id } }) => id)

test('what needs no look is out of the way: dismissed as it was, or gone without a decision to follow', () => {
  const entries = [
    entry('seen'),
    entry('no', 'dismissed'),
    entry('changed', 'dismissed', { changes: [{ fr: 'x', en: 'x' }] }),
    entry('gone', 'to_see', { found: false }),
    entry('mended', 'in_repair', { found: false }),
    entry('done', 'repaired', { found: false })
  ]
  const open = entries.filter((one) => passes(NO_FILTERS, one))
  expect(names(open)).toEqual(['seen', 'changed', 'mended'])
  const counts = countsOf(NO_FILTERS, entries, 'state')
  expect(Object.fromEntries(counts)).toEqual({ open: 3, all: 6, to_see: 2, dismissed: 2, changed: 1, gone: 3, in_repair: 1, repaired: 1 }) // prettier-ignore
})

test('what was found and what is to be dealt with stand straight: the difference is told', () => {
  const told = standingOf([
    entry('seen'),
    entry('no', 'dismissed'),
    entry('gone', 'to_see', { found: false }),
    entry('mended', 'in_repair', { found: false }),
    entry('accepted', 'accepted', { found: false })
  ])
  expect(told).toEqual({ found: 2, open: 3, dismissed: 1, followed: 2, undone: 0, settled: 0 })
  expect(told.found - told.dismissed + told.followed).toBe(told.open)
})

test('what is no longer found is told with how much of it is still followed, what is dismissed with how much of it is gone', () => {
  const entries = [
    entry('seen'),
    entry('no', 'dismissed'),
    entry('no more', 'dismissed', { found: false }),
    entry('gone', 'to_see', { found: false }),
    entry('mended', 'in_repair', { found: false }),
    entry('accepted', 'accepted', { found: false }, { severity: 'info' })
  ]
  const told = setAside(NO_FILTERS, entries)
  expect(told).toEqual({ dismissed: 2, dismissedGone: 1, settled: 0, gone: 4, followed: 2 })
  // The same two numbers as beside the search.
  const standing = standingOf(entries)
  expect([told.followed, told.dismissed - told.dismissedGone]).toEqual([standing.followed, standing.dismissed])
  expect(setAside({ ...NO_FILTERS, state: 'gone', severity: 'info' }, entries)).toMatchObject({ gone: 1, followed: 1 })
})

test('what its repair settled leaves what is to be dealt with, a filter away, and comes back where the repair is undone', () => {
  const settlement = (holds: boolean) => ({ found: false, settlement: { at: '2026-01-01T00:00:00.000Z', holds } })
  const entries = [
    entry('seen'),
    entry('settled', 'in_repair', settlement(true)),
    entry('undone', 'to_see', settlement(false)),
    entry('off', 'in_repair', settlement(false)),
    entry('gone', 'to_see', { found: false })
  ]
  const shown = (state: Filters['state']) => names(entries.filter((one) => passes({ ...NO_FILTERS, state }, one)))
  expect(shown('open')).toEqual(['seen', 'undone', 'off'])
  expect(shown('settled')).toEqual(['settled'])
  expect(shown('in_repair')).toEqual(['off'])
  expect(shown('gone')).toEqual(['gone'])
  const told = standingOf(entries)
  expect(told).toEqual({ found: 1, open: 3, dismissed: 0, followed: 0, undone: 2, settled: 1 })
  expect(told.found - told.dismissed + told.followed + told.undone).toBe(told.open)
  expect(setAside(NO_FILTERS, entries)).toMatchObject({ settled: 1, gone: 1 })
})

test('counts are those of the other filters', () => {
  const entries = [
    entry('1', 'to_see', {}, { columns: ['a', 'b'] }),
    entry('2', 'to_see', {}, { columns: ['b'], severity: 'info' }),
    entry('3', 'dismissed', {}, { columns: ['b'] })
  ]
  expect(Object.fromEntries(countsOf(NO_FILTERS, entries, 'column'))).toEqual({ b: 2, a: 1 })
  expect(Object.fromEntries(countsOf({ ...NO_FILTERS, severity: 'info' }, entries, 'column'))).toEqual({ b: 1 })
  expect(Object.fromEntries(countsOf({ ...NO_FILTERS, column: 'a' }, entries, 'column'))).toEqual({ b: 2, a: 1 })
  expect(Object.fromEntries(countsOf(NO_FILTERS, entries, 'owner'))).toEqual({ [NOBODY]: 2 })
})

test('what a search under way found stands among the register, once', () => {
  const worse = anomaly('new', { severity: 'critical' })
  const all = listed([entry('1')], [worse, anomaly('1'), worse])
  expect(all.map(({ anomaly: { id }, isKnown }) => [id, isKnown])).toEqual([
    ['new', false],
    ['1', true]
  ])
})

test('orders keep the worst first among equals', () => {
  const entries = [
    entry('few', 'accepted', {}, { rows: 1, columns: [] }),
    entry('many', 'accepted', {}, { rows: 9, columns: ['b'] }),
    entry('todo', 'to_see', {}, { rows: 5, columns: ['a'] })
  ]
  expect(names(sorted(entries, 'state'))).toEqual(['todo', 'many', 'few'])
  expect(names(sorted(entries, 'column'))).toEqual(['todo', 'many', 'few'])
  expect(names(sorted(entries, 'rows'))).toEqual(['many', 'todo', 'few'])
})

test('a certainty leaves what is at least as sure, and what names no cells; a gap by the chance that it is a fault, as on the command line', () => {
  const entries = [
    entry('sure', 'to_see', {}, { kind: 'outlier', confidence: 0.8 }),
    entry('doubtful', 'to_see', {}, { kind: 'outlier', confidence: 0.3 }),
    entry('slight', 'to_see', {}, { kind: 'outlier', confidence: 0.1 }),
    entry('gap', 'to_see', {}, { kind: 'missing', confidence: 0.1 }),
    entry('fault', 'to_see', {}, { kind: 'missing', confidence: 0.6 }),
    entry('table', 'to_see', {}, { kind: 'drift', cells: 0, confidence: 0.1 })
  ]
  const left = (certainty: string) => names(entries.filter((one) => passes({ ...NO_FILTERS, certainty }, one)))
  expect(left('0.5')).toEqual(['sure', 'fault', 'table'])
  expect(left('0.25')).toEqual(['sure', 'doubtful', 'fault', 'table'])
  expect(countCertain(NO_FILTERS, entries, '')).toBe(6)
  expect(countCertain(NO_FILTERS, entries, '0.5')).toBe(3)
})
