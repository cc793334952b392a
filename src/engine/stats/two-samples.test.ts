import { describe, expect, test } from 'vitest'
import { chiSquareP } from './chi-square'
import { createRandom } from './random'
import { dissimilarity, dissimilarityByChance, homogeneity, standardisedDifference } from './two-samples'

describe('chiSquareP', () => {
  test('the quantiles of R qchisq', () => {
    expect(chiSquareP(3.841458820694124, 1)).toBeCloseTo(0.05, 12)
    expect(chiSquareP(18.30703805327515, 10)).toBeCloseTo(0.05, 12)
    expect(chiSquareP(50.89218131151707, 30)).toBeCloseTo(0.01, 12)
    expect(chiSquareP(5, 2)).toBeCloseTo(Math.exp(-2.5), 14)
    expect(chiSquareP(0, 3)).toBe(1)
    expect(chiSquareP(1e6, 3)).toBe(0)
  })
})

describe('two samples over classes', () => {
  test('alike, disjoint, and halfway', () => {
    expect(dissimilarity([{ a: 1, b: 2 }, { a: 3, b: 6 }])).toBe(0) // prettier-ignore
    expect(dissimilarity([{ a: 5, b: 0 }, { a: 0, b: 9 }])).toBe(1) // prettier-ignore
    expect(dissimilarity([{ a: 50, b: 25 }, { a: 50, b: 75 }])).toBe(0.25) // prettier-ignore
    expect(dissimilarity([{ a: 0, b: 3 }])).toBeNull()
  })

  test('the test is that of R chisq.test without correction, rare classes put together', () => {
    // chisq.test(rbind(c(20, 30), c(30, 20)), correct = FALSE): X-squared = 4, df = 1, p = 0.0455
    const found = homogeneity([{ a: 20, b: 30 }, { a: 30, b: 20 }]) // prettier-ignore
    expect(found?.statistic).toBeCloseTo(4, 12)
    expect(found?.p).toBeCloseTo(0.04550026, 8)
    expect(homogeneity([{ a: 50, b: 50 }, { a: 30, b: 30 }, { a: 1, b: 0 }, { a: 0, b: 1 }])?.df).toBe(1) // prettier-ignore
    expect(homogeneity([{ a: 50, b: 50 }, { a: 1, b: 0 }, { a: 0, b: 1 }])).toBeNull() // prettier-ignore
    expect(homogeneity([{ a: 9, b: 9 }])).toBeNull()
  })

  test('of samples of one population: the level expected by chance, and p below 0.05 once in twenty', () => {
    const random = createRandom('two samples')
    const weights = [5, 3, 1, 1, 0.5]
    let [sum, expected, low] = [0, 0, 0]
    const times = 600
    for (let time = 0; time < times; time++) {
      const classes = weights.map(() => ({ a: 0, b: 0 }))
      for (let i = 0; i < 300; i++) classes[random.weighted(weights)]!.a++
      for (let i = 0; i < 200; i++) classes[random.weighted(weights)]!.b++
      sum += dissimilarity(classes) ?? NaN
      expected += dissimilarityByChance(classes) ?? NaN
      low += (homogeneity(classes)?.p ?? 1) < 0.05 ? 1 : 0
    }
    expect(Math.abs(sum / expected - 1)).toBeLessThan(0.05)
    expect(low / times).toBeGreaterThan(0.03)
    expect(low / times).toBeLessThan(0.075)
  })

  test('a difference of means in units of spread', () => {
    expect(standardisedDifference({ mean: 10, sd: 3 }, { mean: 13, sd: 3 })).toBe(1)
    expect(standardisedDifference({ mean: 10, sd: 0 }, { mean: 13, sd: 0 })).toBeNull()
  })
})
