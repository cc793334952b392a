import { expect, test } from 'vitest'
import type { ColumnProfile } from '../../../contract'
import { createRandom } from '../../stats/random'
import { unitFactor } from './unit-factor'

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
function facts(values: readonly number[]): ColumnProfile['numeric'] {
  const sorted = [...values].sort((a, b) => a - b)
  const quantiles = SHARES.map((p) => ({ p, value: sorted[Math.floor(p * (sorted.length - 1))] ?? NaN }))
  return { quantiles } as ColumnProfile['numeric']
}
const found = (was: readonly number[], is: readonly number[]): string => {
  const factor = unitFactor(facts(was), facts(is))
  return factor ? `${factor.isMore ? '×' : '÷'}${factor.times}` : 'none'
}
const prices = (seed: number, factor = 1): number[] => {
  const random = createRandom(seed)
  return Array.from({ length: 1500 }, () => Math.round(100 * factor * Math.exp(4 + 0.6 * random.normal())) / 100)
}

test.each([1, 2, 3])('all of a distribution in another unit; seed %i', (seed) => {
  for (const times of [10, 100, 1000, 60, 24, 3600]) {
    expect(found(prices(seed), prices(seed + 10, times))).toBe(`×${times}`)
    expect(found(prices(seed, times), prices(seed + 10))).toBe(`÷${times}`)
  }
})

test('rounded to whole numbers, and with a part of zeros', () => {
  const shares = prices(4).map((price) => price / 1000)
  expect(found([...shares, ...Array<number>(200).fill(0)], [...shares.map((share) => Math.round(share * 100)), ...Array<number>(200).fill(0)])).toBe('×100') // prettier-ignore
})

test.each([1, 2, 3])('a true change, or one of some values only, is no other unit; seed %i', (seed) => {
  const was = prices(seed)
  for (const times of [1, 1.6, 2, 2.54, 5, 8, 15, 40, 80, 130, 500]) expect(found(was, prices(seed + 10, times))).toBe('none') // prettier-ignore
  // Half the rows in another unit, an amount on top, another shape around a hundred times more, and signs changed over.
  expect(
    found(
      was,
      prices(seed + 10).map((price, at) => (at % 2 ? price * 100 : price))
    )
  ).toBe('none')
  expect(
    found(
      was,
      prices(seed + 10).map((price) => price + 5400)
    )
  ).toBe('none')
  expect(
    found(
      was,
      prices(seed + 10, 100).map((price) => 5400 + (price - 5400) / 4)
    )
  ).toBe('none')
  expect(found(was, prices(seed + 10, -100))).toBe('none')
})

test('marks, counts of few values and constants say nothing of units', () => {
  expect(found(Array<number>(100).fill(1), Array<number>(100).fill(10))).toBe('none')
  expect(found([0, 0, 0, 1, 1], [0, 0, 0, 10, 10])).toBe('none')
})
