import type { Dictionary, Variable } from './dictionary'

/** A test of a number for being declared missing: one of up to three values, or within a range beside one; null where none is. */
export function missingTest({ missing }: Variable, { little }: Dictionary): ((value: number) => boolean) | null {
  if (!missing) return null
  const numbers = missing.values.map((bytes) => (little ? bytes.readDoubleLE() : bytes.readDoubleBE()))
  if (!missing.range) return (value) => numbers.includes(value)
  const [low = NaN, high = NaN, ...others] = numbers
  return (value) => (value >= low && value <= high) || others.includes(value)
}
