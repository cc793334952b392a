import { expect, test } from 'vitest'
import { FacetSpec, type BrushIndex, type Filter } from '../../../contract'
import { brushedCounts } from './brushed'
import { conditionOf, lineOf } from './condition-line'
import { valueShown } from './value-shown'
import { picksOf, rangeOf, toggleMissing, togglePick, withRange } from './conditions'

const text = FacetSpec.parse({ kind: 'text', column: 'v' }) as FacetSpec & { kind: 'text' }
const none: Filter = { all: [] }

test('several values are included and excluded, a value never both', () => {
  const two = togglePick(togglePick(none, text, 'a', 'include'), text, null, 'include')
  expect(two.all).toEqual([{ column: 'v', op: 'in', values: ['a', null] }])
  const moved = togglePick(two, text, 'a', 'exclude')
  expect(picksOf(moved, text)).toEqual({ included: [null], excluded: ['a'] })
  expect(togglePick(togglePick(moved, text, 'a', 'exclude'), text, null, 'include')).toEqual(none)
})

test('an interval takes the place of the conditions of order of its column only', () => {
  const before: Filter = {
    all: [
      { column: 'n', op: 'between', values: [1, 2] },
      { column: 'v', op: 'in', values: ['a'] }
    ]
  }
  const ranged = withRange(before, 'n', 3, 9)
  expect(ranged.all.map(({ column, op }) => `${column} ${op}`)).toEqual(['n >=', 'n <', 'v in'])
  expect(rangeOf(ranged, 'n')).toEqual({ low: 3, high: 9 })
  expect(withRange(ranged, 'n', null, null).all).toEqual([before.all[1]])
})

test('missing and present exclude each other', () => {
  const missing = toggleMissing(none, 'n', true)
  expect(toggleMissing(missing, 'n', false).all).toEqual([{ column: 'n', op: 'present', values: [] }])
  expect(toggleMissing(missing, 'n', true)).toEqual(none)
})

test('a brush is the difference of two cumulative vectors', () => {
  const index: BrushIndex = {
    kept: [0, 2, 5, 9],
    facets: [[], [[0, 0], [1, 1], [2, 3], [5, 4]]],
    mode: { coded: false, reason: null },
    took: 0
  } // prettier-ignore
  expect(brushedCounts(index, 1, 3)).toEqual({ kept: 7, facets: [[], [4, 3]] })
  expect(brushedCounts(index, 2, 2)).toEqual({ kept: 0, facets: [[], [0, 0]] })
})

test('a condition written by hand: numbers with a comma, several values, missing ones; untouched values stay', () => {
  const columns = [
    { name: 'n', type: 'DECIMAL(9,2)' },
    { name: 'v', type: 'VARCHAR' }
  ]
  const typed = (column: string, op: 'in' | '>=' | 'missing', written: string) =>
    conditionOf({ column, op, written, values: [] }, columns, '(manquant)').values
  expect(typed('n', '>=', '1\u202f234,5')).toEqual([1234.5])
  expect(typed('v', 'in', '12; (manquant); é')).toEqual(['12', null, 'é'])
  expect(typed('v', 'missing', 'x')).toEqual([])
  const kept = { column: 'v', op: 'in' as const, values: ['a;b', null] }
  expect(conditionOf(lineOf(kept, '(manquant)', columns), columns, '(manquant)')).toEqual(kept)
})

test('truth values are written by hand in words, and read from them', () => {
  const columns = [{ name: 'ok', type: 'BOOLEAN' }]
  const typed = (written: string) =>
    conditionOf({ column: 'ok', op: '=', written, values: [] }, columns, '(manquant)').values
  expect([typed('oui'), typed('Non'), typed('false'), typed('autre')]).toEqual([[true], [false], [false], ['autre']])
  expect(lineOf({ column: 'ok', op: 'in', values: [true, null] }, '(manquant)', columns).written).toBe(
    'oui; (manquant)'
  )
})

test('a value of a list shows what the eye does not see of it, not the spaces between our thousands', () => {
  expect(valueShown('75001', 'BIGINT')).toEqual({ shown: '75\u202f001', hidden: [] })
  expect(valueShown('-12345.5', 'DECIMAL(9,1)')).toEqual({ shown: '−12\u202f345,5', hidden: [] })
  expect(valueShown('2024-03-31 10:00:00', 'TIMESTAMP')).toEqual({ shown: '31/03/2024 10:00:00', hidden: [] })
  expect(valueShown('75\u202f001', 'VARCHAR')).toEqual({ shown: '75⍽001', hidden: ['noBreak'] })
  expect(valueShown('nan', 'DOUBLE')).toEqual({ shown: 'nan', hidden: [] })
})

test('a day is written in a line as the grid shows it, and read back from there', () => {
  const columns = [
    { name: 'jour', type: 'DATE' },
    { name: 'code', type: 'VARCHAR' }
  ]
  const day = { column: 'jour', op: '>=' as const, values: ['2024-03-31'] }
  const line = lineOf(day, '(manquant)', columns)
  expect(line.written).toBe('31/03/2024')
  expect(conditionOf({ ...line, values: [] }, columns, '(manquant)')).toEqual(day)
  expect(lineOf({ ...day, column: 'code' }, '(manquant)', columns).written).toBe('2024-03-31')
})
