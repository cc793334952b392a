import { WAYS, type Way } from './product-ways'

/** Half a hundredth on either side. */
export const CENT = 0.0101

/** Decimals that are looked at. */
const MOST_DECIMALS = 4

/** Places that a decimal mark slips by. */
export const SLIPS = [10, 100, 1000]

/** A column that is the sum or the product of others, by their places. */
export interface Rule {
  whole: number
  parts: number[]
  /** Those of the parts that are subtracted. */
  minus: number[]
  sign: '+' | '*'
  /** How each part of a product counts, and what it is multiplied by besides; by themselves and by nothing where it is not said. */
  ways?: Way[]
  times?: number
  /** How far the whole may lie from what the parts make, where it is no hundredth. */
  slack?: number
}

/** What is known of a column beside its values: whether it takes many, whether its name is that of a total, and whether some are below 0. */
export interface Tried {
  isVaried: boolean
  /** Whether it takes so many that it is no list of tariffs. */
  isManifold: boolean
  isTotal: boolean
  /** Whether it is below 0 in some rows. */
  isNegative: boolean
}

/** What the parts make in a row, NaN where a value is missing. */
export function madeOf(
  values: readonly Float64Array[],
  { parts, minus, sign, ways, times = 1 }: Rule,
  row: number
): number {
  let made = sign === '+' ? 0 : times
  for (const [place, part] of parts.entries()) {
    const value = at(values, part, row)
    if (sign === '*') made *= WAYS[ways?.[place] ?? 'itself'].of(value)
    else made += minus.includes(part) ? -value : value
  }
  return made
}

/** How far a whole lies from what is made, in what rounding leaves between. */
export function offBy(made: number, total: number, { slack = CENT }: Rule): number {
  return (Math.abs(made - total) - 1e-6 * Math.abs(total)) / slack
}

export function at(values: readonly Float64Array[], column: number, row: number): number {
  return values[column]?.[row] ?? NaN
}

/** The unit of the last decimal that nearly all values are written with, however many they have. */
export function unitOf(values: Float64Array): number {
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
    const unit = 10 ** -decimals
    const others = values.filter((value) => Math.abs(value / unit - Math.round(value / unit)) > 1e-6)
    if (others.length <= 0.02 * values.length) return unit
  }
  return 10 ** -MOST_DECIMALS
}
