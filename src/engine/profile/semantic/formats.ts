/** Formats of texts that name their meaning; all linear in the length of the text. */
export const EMAIL = /^[^\s@]{1,64}@[^\s@.]{1,63}(\.[^\s@.]{1,63}){1,8}$/
export const URL_SHAPE = /^(https?:\/\/|www\.)\S+$/i
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const FRENCH_POSTCODE = /^(0[1-9]|[1-8]\d|9[0-8])\d{3}$/
export const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/
const PHONE = /^(\+|00)?[\d\s.()/-]{6,20}$/

/** French numbers (0X XX XX XX XX, +33 …) and others with a country code or usual separators. */
export function isPhone(value: string): boolean {
  if (!PHONE.test(value) || /^\d{4}[-/.]\d{2}[-/.]\d{2}$|^\d{2}[-/.]\d{2}[-/.]\d{4}$/.test(value)) return false
  const digits = value.replace(/\D/g, '')
  if (/^0[1-9]\d{8}$/.test(digits) || /^(00)?33\d{9}$/.test(digits)) return true
  if (digits.length < 7 || digits.length > 15) return false
  return /^(\+|00)/.test(value) || /^\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}$|^\d{3}-\d{4}$/.test(value)
}

const YES_NO = [
  ['oui', 'non'],
  ['o', 'n'],
  ['yes', 'no'],
  ['y', 'n'],
  ['true', 'false'],
  ['vrai', 'faux'],
  ['t', 'f'],
  ['1', '0']
]

/** Whether plain values are the two words of one yes/no pair. */
export function isYesNo(values: readonly string[]): boolean {
  return values.length === 2 && YES_NO.some((pair) => pair.every((word) => values.includes(word)))
}
