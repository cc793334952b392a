import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SegmentResult } from '../../../contract'
import { axisFor, place } from './axis'

const nothing = { fr: '', en: '' }
function result(low: number | null, high: number | null): SegmentResult {
  return {
    key: null,
    label: nothing,
    position: 0,
    answers: 0,
    n: 0,
    missing: 0,
    unreadable: 0,
    offScale: 0,
    value: low,
    low,
    high,
    status: 'ok',
    parts: [],
    difference: null,
    evidence: {
      title: nothing,
      definition: nothing,
      n: 0,
      filter: nothing,
      sql: '',
      rowsSql: null,
      table: null,
      columns: []
    }
  }
}

describe('axis', () => {
  test('round marks around what is shown', () => {
    expect(axisFor([result(-31.2, -12), result(4, 18.9)], { min: -100, max: 100 })).toEqual({
      min: -40,
      max: 20,
      ticks: [-40, -20, 0, 20]
    })
    expect(axisFor([result(0.61, 0.84)], { min: 0, max: 1 }).ticks).toEqual([0.6, 0.65, 0.7, 0.75, 0.8, 0.85])
    expect(axisFor([result(null, null)], { min: 0, max: 1 })).toMatchObject({ min: 0, max: 1 })
    expect(axisFor([result(100, 100)], { min: -100, max: 100 })).toEqual({
      min: 94,
      max: 100,
      ticks: [94, 96, 98, 100]
    })
  })

  test('every interval lies inside the axis, the axis inside the scale, and marks are few', () => {
    const end = fc.double({ min: -100, max: 100, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(end, end), { minLength: 1, maxLength: 10 }), (pairs) => {
        const results = pairs.map(([a, b]) => result(Math.min(a, b), Math.max(a, b)))
        const axis = axisFor(results, { min: -100, max: 100 })
        expect(axis.min).toBeGreaterThanOrEqual(-100)
        expect(axis.max).toBeLessThanOrEqual(100)
        expect(axis.min).toBeLessThan(axis.max)
        expect(axis.ticks.length).toBeGreaterThan(0)
        expect(axis.ticks.length).toBeLessThan(14)
        for (const tick of axis.ticks) expect(place(tick, axis)).toBeGreaterThanOrEqual(0)
      }),
      { seed: 3 }
    )
  })
})
