import { logGamma } from './student'

/** The chance that a chi-square variable with `df` degrees of freedom exceeds `x`. */
export function chiSquareP(x: number, df: number): number {
  if (Number.isNaN(x) || !(df > 0)) return NaN
  if (x <= 0) return 1
  return Number.isFinite(x) ? upperGamma(df / 2, x / 2) : 0
}

/**
 * Regularised upper incomplete gamma function Q(a, x): its series below a + 1, else its continued fraction by the modified
 * Lentz method (W. H. Press et al., Numerical Recipes, 3rd edition, 2007, section 6.2).
 */
function upperGamma(a: number, x: number): number {
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 100_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let i = 1; i < 100_000; i++) {
    const numerator = -i * (i - a)
    b += 2
    d = 1 / (Math.abs(numerator * d + b) < tiny ? tiny : numerator * d + b)
    c = Math.abs(b + numerator / c) < tiny ? tiny : b + numerator / c
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value
}
