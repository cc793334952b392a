/** Two-sided p-value of a Student statistic with `df` degrees of freedom (not necessarily whole). */
export function studentP(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return NaN
  if (!Number.isFinite(t)) return 0
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** The t that a Student variable exceeds in absolute value with probability `p` (0.05 for 95 % intervals). */
export function studentCritical(p: number, df: number): number {
  if (!(df > 0) || !(p > 0 && p < 1)) return NaN
  let low = 0
  let high = 1
  while (studentP(high, df) > p && high < 1e300) high *= 2
  // Bisection: a hundred halvings reach the last bit, and nothing can diverge.
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (studentP(middle, df) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22) evaluated with the
 * modified Lentz method (W. H. Press et al., Numerical Recipes, 3rd edition, 2007, section 6.4).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return value
}

function logBeta(a: number, b: number): number {
  // For a large argument the difference of log-gammas loses digits; Stirling's series gives it directly.
  const [small, large] = a < b ? [a, b] : [b, a]
  if (large > 1e4) return logGamma(small) - small * Math.log(large) - (small * (small - 1)) / (2 * large)
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
]

/** Logarithm of the gamma function of a positive number (C. Lanczos, SIAM J. Numer. Anal. 1 (1964), g = 7, 9 terms). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const [first = 1, ...rest] = LANCZOS
  const sum = rest.reduce((total, coefficient, index) => total + coefficient / (x + index), first)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}
