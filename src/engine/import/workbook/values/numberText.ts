const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/
const INTEGER = /^-?\d+$/
/** Digits up to which a number is written out. */
const MAX_DIGITS = 40

/**
 * A stored number as shortest decimal text: `0.10000000000000001` is `0.1`, `1E-3` is `0.001`, `5.0` is `5`. Integers
 * keep all their digits, also beyond 2^53. Null for what is no finite number.
 */
export function numberText(raw: string): string | null {
  if (raw.length <= 16 && PLAIN.test(raw)) return raw === '-0' ? '0' : raw
  const trimmed = raw.trim()
  if (INTEGER.test(trimmed)) return trimmed.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-0$/, '0')
  const value = trimmed === '' ? NaN : Number(trimmed)
  return Number.isFinite(value) && !/^[+-]?0[xob]/i.test(trimmed) ? plainNumber(value) : null
}

/** Shortest decimal text that gives the same number back, without an exponent up to 40 digits. */
export function plainNumber(value: number): string {
  const text = String(value === 0 ? 0 : value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', first = '', more = '', exponent = ''] = parts
  const power = Number(exponent)
  const digits = first + more
  if (Math.abs(power) + digits.length > MAX_DIGITS) return text.replace('e+', 'e')
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`
  return sign + digits.padEnd(power + 1, '0')
}
