import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm, moverInterval, npsDifferenceP, proportionDifferenceP, restOf, welch } from './compare'
import { meanInterval, npsInterval, wilsonInterval } from './intervals'
import { normalCdf, normalP, Z95 } from './normal'
import { incompleteBeta, logGamma, studentCritical, studentP } from './student'

describe('distributions, against published tables', () => {
  test('normal: Abramowitz and Stegun table 26.1', () => {
    expect(normalCdf(0)).toBe(0.5)
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14)
    expect(normalCdf(2)).toBeCloseTo(0.977249868051821, 14)
    expect(normalCdf(-3)).toBeCloseTo(0.00134989803163, 14)
    expect(normalCdf(2.5)).toBeCloseTo(0.993790334674224, 14)
    expect(normalP(Z95)).toBeCloseTo(0.05, 14)
    expect(normalP(-5) / 5.733031437583878e-7).toBeCloseTo(1, 10)
    expect(normalP(60)).toBe(0)
  })

  test('Student: tables of critical values (two-sided 5 %, 1 %)', () => {
    const table = [
      [0.05, 1, 12.7062047],
      [0.05, 2, 4.3026527],
      [0.05, 5, 2.5705818],
      [0.05, 10, 2.2281389],
      [0.05, 30, 2.0422725],
      [0.05, 120, 1.9799304],
      [0.01, 10, 3.1692727],
      [0.01, 30, 2.7499957]
    ] as const
    for (const [p, df, value] of table) expect(studentCritical(p, df)).toBeCloseTo(value, 6)
    expect(studentCritical(0.05, 1e7)).toBeCloseTo(Z95, 6)
    expect(studentP(1, 1)).toBeCloseTo(0.5, 12)
    expect(studentP(0, 7)).toBe(1)
  })

  test('incomplete beta and log-gamma at exact points', () => {
    expect(incompleteBeta(0.5, 2, 3)).toBeCloseTo(0.6875, 13)
    expect(incompleteBeta(0.25, 1, 1)).toBeCloseTo(0.25, 14)
    expect(logGamma(10)).toBeCloseTo(Math.log(362880), 12)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
  })
})

describe('intervals, against published examples', () => {
  test('Wilson: Newcombe 1998, table I (81/263, 15/148, 0/20, 1/29)', () => {
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718]
    ] as const
    for (const [x, n, low, high] of published) {
      const found = wilsonInterval(x, n)
      expect(found?.low).toBeCloseTo(low, 4)
      expect(found?.high).toBeCloseTo(high, 4)
    }
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  test('adjusted Wald for a difference of cells: the example of ci.prop.ps in R package statpsych', () => {
    const found = npsInterval(26, 4, 48)
    expect(found?.low).toBeCloseTo(25.48067, 4)
    expect(found?.high).toBeCloseTo(62.51933, 4)
  })

  test('an NPS interval has width where all answers agree, and stays on its scale', () => {
    const found = npsInterval(10, 0, 10)
    expect(found?.high).toBe(100)
    expect(found?.low).toBeLessThan(100)
  })

  test('mean: heat flow meter calibration of the NIST handbook (ZARR13: n 195, mean 9.261460, sd 0.022789)', () => {
    const found = meanInterval(9.26146, 0.022789, 195)
    expect(found?.low).toBeCloseTo(9.258242, 5)
    expect(found?.high).toBeCloseTo(9.264679, 5)
    expect(meanInterval(3, 0, 1)).toBeNull()
  })
})

describe('differences, against published examples', () => {
  test('Newcombe 1998 (1998b, table II), method 10: 56/70 less 48/80 and 9/10 less 3/10', () => {
    const estimate = (x: number, n: number) => ({ value: x / n, ...(wilsonInterval(x, n) ?? { low: NaN, high: NaN }) })
    const first = moverInterval(estimate(56, 70), estimate(48, 80))
    expect(first.low).toBeCloseTo(0.0524, 4)
    expect(first.high).toBeCloseTo(0.3339, 4)
    const second = moverInterval(estimate(9, 10), estimate(3, 10))
    expect(second.low).toBeCloseTo(0.1705, 4)
    expect(second.high).toBeCloseTo(0.809, 4)
  })

  test("Welch on Student's sleep data: t = -1.8608, df = 17.776, p = 0.07939, interval -3.365483 to 0.205483", () => {
    const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    const two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    const found = welch(summary(one), summary(two))
    expect(found?.value).toBeCloseTo(-1.58, 10)
    expect(found?.p).toBeCloseTo(0.07939, 5)
    expect(found?.low).toBeCloseTo(-3.365483, 5)
    expect(found?.high).toBeCloseTo(0.205483, 5)
  })

  test('two proportions: z squared is the chi-squared of the table (prop.test without correction: 15/25 and 5/25, p = 0.003892)', () => {
    expect(proportionDifferenceP({ successes: 15, n: 25 }, { successes: 5, n: 25 })).toBeCloseTo(0.003892, 5)
    expect(proportionDifferenceP({ successes: 5, n: 5 }, { successes: 9, n: 9 })).toBe(1)
  })

  test('NPS: equal groups differ by chance, opposite ones do not', () => {
    const group = { promoters: 40, detractors: 20, n: 100 }
    expect(npsDifferenceP(group, group)).toBe(1)
    expect(npsDifferenceP(group, { promoters: 20, detractors: 40, n: 100 })).toBeLessThan(0.001)
  })

  test('Holm: the example of R p.adjust on 0.01, 0.02, 0.03, 0.04', () => {
    expect(holm([0.01, 0.04, 0.03, 0.02]).map((p) => Number(p.toFixed(10)))).toEqual([0.04, 0.06, 0.06, 0.06])
    expect(holm([])).toEqual([])
  })

  test('what is left of a group is what was not taken', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(scores, scores, (part, rest) => {
        const found = restOf(summary([...part, ...rest]), summary(part))
        expect(found.n).toBe(rest.length)
        expect(found.mean).toBeCloseTo(summary(rest).mean, 8)
        expect(found.sd).toBeCloseTo(summary(rest).sd, 5)
      }),
      { seed: 11 }
    )
  })
})

function summary(values: readonly number[]) {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { n, mean, sd: Math.sqrt(squares / (n - 1)) }
}
