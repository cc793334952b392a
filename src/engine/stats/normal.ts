/** Upper 2.5 % point of the standard normal, for 95 % intervals. */
export const Z95 = 1.959963984540054

/**
 * Standard normal distribution function at `z`, to about 1e-15 relative.
 * Abramowitz and Stegun, Handbook of Mathematical Functions (1964): series 26.2.11 near zero, continued fraction 26.2.14
 * in the tail.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN
  return z < 0 ? upperTail(-z) : 1 - upperTail(z)
}

/** Two-sided p-value of a standard normal statistic. */
export function normalP(z: number): number {
  return Math.min(1, 2 * upperTail(Math.abs(z)))
}

function upperTail(z: number): number {
  if (z > 38) return 0
  return z < 2.5 ? 0.5 - centre(z) : density(z) / tailFraction(z)
}

/** Area between 0 and z: φ(z)·Σ z^(2k+1)/(1·3·5…(2k+1)) (Abramowitz and Stegun 26.2.11). */
function centre(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return density(z) * sum
}

/** The continued fraction z + 1/(z + 2/(z + 3/…)) (Abramowitz and Stegun 26.2.14), from its far end. */
function tailFraction(z: number): number {
  let value = z
  for (let k = 200; k >= 1; k--) value = z + k / value
  return value
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}
