import { Int32, Utf8 } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { conditionOf, conditionWords, turnSort, typedValue } from './conditions'

const t = (key: string, values?: Record<string, string | number>): string =>
  `${key} ${Object.values(values ?? {}).join('|')}`

describe('sort by turns', () => {
  it('alone: ascending, descending, none; another column begins anew', () => {
    const up = turnSort([], 'a', false)
    const down = turnSort(up, 'a', false)
    expect([up, down, turnSort(down, 'a', false)]).toEqual([
      [{ column: 'a', descending: false }],
      [{ column: 'a', descending: true }],
      []
    ])
    expect(turnSort(down, 'b', false)).toEqual([{ column: 'b', descending: false }])
  })

  it('added: the others stay, in their order; at most eight', () => {
    let sort = turnSort(turnSort([], 'a', true), 'b', true)
    sort = turnSort(sort, 'a', true)
    expect(sort).toEqual([
      { column: 'a', descending: true },
      { column: 'b', descending: false }
    ])
    expect(turnSort(sort, 'a', true)).toEqual([{ column: 'b', descending: false }])
    for (const name of 'cdefghijk') sort = turnSort(sort, name, true)
    expect(sort).toHaveLength(8)
  })
})

describe('quick filter', () => {
  const info = { name: 'ville', type: 'VARCHAR' }
  it('keeps or leaves out a value; a missing one is missing', () => {
    const cell = { state: 'ready', value: 'Lyon', type: new Utf8() } as const
    expect(conditionOf(cell, info, true)).toEqual({ column: 'ville', op: '=', values: ['Lyon'] })
    expect(conditionOf(cell, info, false)).toEqual({ column: 'ville', op: '<>', values: ['Lyon'] })
    const none = { state: 'ready', value: null, type: new Utf8() } as const
    expect(conditionOf(none, info, true)?.op).toBe('missing')
    expect(conditionOf(none, info, false)?.op).toBe('present')
    expect(conditionOf({ state: 'loading' }, info, true)).toBeNull()
    expect(conditionOf({ state: 'ready', value: 12, type: new Int32() }, info, true)?.values).toEqual(['12'])
  })

  it('is written in words', () => {
    expect(conditionWords({ column: 'a', op: '<>', values: ['x'] }, t)).toBe('a ≠ x')
    expect(conditionWords({ column: 'a', op: '=', values: [true] }, t)).toBe('a = oui')
    expect(conditionWords({ column: 'a', op: '=', values: ['true'] }, t)).toBe('a = true')
    expect(conditionWords({ column: 'a', op: 'in', values: ['x', null] }, t)).toBe('isIn a|x, missingAmong ')
    expect(conditionWords({ column: 'a', op: 'missing', values: [] }, t)).toBe('isMissing a')
    expect(conditionWords({ column: 'a', op: 'between', values: [1, 2] }, t)).toBe('isBetween a|1|2')
    expect(conditionWords({ column: 'a', op: '>', values: ['2024-03-31'] }, t, 'DATE')).toBe('a > 31/03/2024')
    expect(conditionWords({ column: 'a', op: '>', values: ['12.5'] }, t, 'DOUBLE')).toBe('a > 12,5')
    expect(conditionWords({ column: 'a', op: '=', values: ['2024-03-31'] }, t, 'VARCHAR')).toBe('a = 2024-03-31')
  })

  it('reads typed numbers as either language writes them', () => {
    expect(typedValue('1 234,5', 'DOUBLE')).toBe('1234.5')
    expect(typedValue('−3', 'BIGINT')).toBe('-3')
    expect(typedValue('a, b', 'VARCHAR')).toBe('a, b')
    expect(typedValue('31/03/2024', 'DATE')).toBe('2024-03-31')
    expect(typedValue('1.3.2024 12:34:56,5', 'TIMESTAMP')).toBe('2024-03-01 12:34:56.5')
    expect(typedValue('2024-03-31', 'DATE')).toBe('2024-03-31')
    expect(typedValue('31/03/2024', 'VARCHAR')).toBe('31/03/2024')
  })
})
