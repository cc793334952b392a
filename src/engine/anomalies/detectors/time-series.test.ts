import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { shiftIn } from './time-series'

test('the day of another level is the likeliest one, and lies in its interval as often as said', () => {
  const trials = 200
  let [told, held, off, wide] = [0, 0, 0, 0]
  for (let seed = 1; seed <= trials; seed++) {
    const random = createRandom(seed)
    const day = 80 + random.below(40)
    const found = shiftIn(
      Array.from({ length: 200 }, (_, at) => (at < day ? 20 : 29) + 5 * random.normal()),
      28
    )
    if (!found) continue
    told++
    held += Number(found.from <= day && day <= found.to)
    off += Math.abs(found.at - day)
    wide += found.to - found.from
  }
  expect(told).toBeGreaterThan(trials / 2)
  expect(held / told).toBeGreaterThanOrEqual(0.95)
  expect(off / told).toBeLessThan(1)
  expect(wide / told).toBeLessThan(12)
})

test('a level that no chance blurs is dated to its period', () => {
  const even = Array.from({ length: 120 }, (_, at) => (at < 61 ? 1 : 4))
  expect(shiftIn(even, 28)).toMatchObject({ at: 61, from: 60, to: 62 })
})
