import fc from 'fast-check'
import { sampleCorrelation } from 'simple-statistics'
import { expect, test } from 'vitest'
import { categoriesOf, correlationRatio, cramersV } from './category-pairs'
import { compareNumbers, numbersOf } from './number-pairs'

const column = fc.array(
  fc.option(
    fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.integer().map((x) => x / 4096)
    ),
    { nil: NaN }
  ),
  { minLength: 2, maxLength: 80 }
)

test('correlations of numbers are those of their definitions, over the rows where both have a value', () => {
  fc.assert(
    fc.property(column, column, (a, b) => {
      const rows = Math.min(a.length, b.length)
      const [left, right] = [Float64Array.from(a.slice(0, rows)), Float64Array.from(b.slice(0, rows))]
      const both = a.slice(0, rows).flatMap((x, row) => (Number.isNaN(x + (b[row] ?? NaN)) ? [] : [[x, b[row] ?? 0]]))
      const [xs, ys] = [both.map(([x]) => x ?? 0), both.map(([, y]) => y ?? 0)]
      const { n, pearson, spearman } = compareNumbers(numbersOf(left), numbersOf(right))
      expect(n).toBe(both.length)
      const varied = [xs, ys].every((values) => new Set(values.map((x) => x + 0)).size > 1)
      if (varied) {
        expect(pearson).toBeCloseTo(sampleCorrelation(xs, ys), 7)
        expect(spearman).toBeCloseTo(sampleCorrelation(ranks(xs), ranks(ys)), 7)
      } else expect([pearson, spearman]).toEqual([null, null])
    })
  )
})

test('values far from zero keep the digits of their correlation', () => {
  const x = Float64Array.from({ length: 1000 }, (_, row) => 1e12 + (row % 10))
  const y = Float64Array.from(x, (value) => -value)
  expect(compareNumbers(numbersOf(x), numbersOf(y)).pearson).toBeCloseTo(-1, 9)
})

test('a category that settles another, one that says nothing, and one that stands alone', () => {
  const codes = categoriesOf(Float64Array.of(5, 7, 5, 7, NaN, 9, 9, 5))
  expect([...codes.codes]).toEqual([0, 1, 0, 1, -1, 2, 2, 0])
  const many = categoriesOf(Float64Array.from({ length: 900 }, (_, row) => row % 3))
  const other = categoriesOf(Float64Array.from({ length: 900 }, (_, row) => Math.floor(row / 3) % 3))
  expect(cramersV(many, many).value).toBeCloseTo(1, 9)
  expect(cramersV(many, other)).toEqual({ n: 900, value: 0 })
  expect(cramersV(many, categoriesOf(new Float64Array(900))).value).toBeNull()
  const numbers = Float64Array.from({ length: 900 }, (_, row) => row % 3)
  expect(correlationRatio(many, numbers)).toEqual({ n: 900, groups: 3, value: 1 })
  expect(correlationRatio(many, new Float64Array(900)).value).toBeNull()
})

function ranks(values: readonly number[]): number[] {
  return values.map(
    (value) =>
      values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2
  )
}
