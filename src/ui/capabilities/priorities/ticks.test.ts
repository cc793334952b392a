import fc from 'fast-check'
import { expect, test } from 'vitest'
import { niceTicks } from './ticks'

test('marks start at zero, rise evenly, reach the largest value and are few', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
      const ticks = niceTicks(most)
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)! * (1 + 1e-9)).toBeGreaterThanOrEqual(most)
      expect(ticks.at(-2)!).toBeLessThan(most)
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      expect(ticks.length).toBeLessThanOrEqual(7)
    })
  )
  expect(niceTicks(0)).toEqual([0, 1])
})
