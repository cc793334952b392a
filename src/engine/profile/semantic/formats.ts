/** Formats of texts that name their meaning; all linear in the length of the text. */
export const EMAIL = /^[^\s@]{1,64}@[^\s@.]{1,63}(\.[^\s@.]{1,63}){1,8}$/
export const URL_SHAPE = /^(https?:\/\/|www\.)\S+$/i
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const FRENCH_POSTCODE = /^(0[1-9]|[1-8]\d|9[0-8])\d{3}$/
export const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/
export const COLOUR = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$|^(rgb|hsl)a?\([\d\s.,%/]{5,40}\)$/i
export const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i
export const FRENCH_PLATE = /^[A-HJ-NP-TV-Z]{2}[- ]?\d{3}[- ]?[A-HJ-NP-TV-Z]{2}$/
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}(\/\d{1,2}|:\d{1,5})?$/
const IPV6 = /^(?=.*:.*:)[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(\/\d{1,3})?$/i
const PHONE = /^(\+|00)?[\d\s.()/-]{6,20}$/
const MONTHS =
  'janv(ier)?|f[ée]vr?(ier)?|mars|avr(il)?|mai|juin|juil(let)?|ao[ûu]t|sept?(embre)?|oct(obre)?|nov(embre)?|d[ée]c(embre)?|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|jun(e)?|jul(y)?|aug(ust)?|sep(tember)?|dec(ember)?|october|november'
const WRITTEN_DATE = new RegExp(
  `^([a-zé]{3,9}\\.?,?\\s)?(\\d{1,2}(er)?[\\s-])?(${MONTHS})\\.?[\\s-,]{1,2}(\\d{1,2},\\s)?(\\d{4}|\\d{2})$`,
  'i'
)
const PERIOD =
  /^((19|20)\d{2}[-/](0[1-9]|1[0-2])|(0[1-9]|1[0-2])\/(19|20)\d{2}|(19|20)\d{2}[- ]?[TQSW]\d{1,2}|[TQS][1-4][- /]?(19|20)\d{2})$/i

/** An address of a machine on a network, IPv4 or IPv6. */
export function isNetworkAddress(value: string): boolean {
  return IPV4.test(value) || IPV6.test(value)
}

/** A date in words (« 3 février 2024 »), or a month, quarter or week of a year. */
export function isWrittenDate(value: string): boolean {
  return WRITTEN_DATE.test(value) || PERIOD.test(value)
}

/** French numbers (0X XX XX XX XX, +33 …) and others with a country code or usual separators. */
export function isPhone(value: string): boolean {
  if (!PHONE.test(value) || /^\d{4}[-/.]\d{2}[-/.]\d{2}$|^\d{2}[-/.]\d{2}[-/.]\d{4}$/.test(value)) return false
  const digits = value.replace(/\D/g, '')
  if (/^0[1-9]\d{8}$/.test(digits) || /^(00)?33\d{9}$/.test(digits) || /^(00)?330\d{9}$/.test(digits)) return true
  if (digits.length < 7 || digits.length > 15) return false
  // Behind 00 stand a country and a number: ten digits are a code with leading zeros.
  if (digits.startsWith('00') && digits.length < 11) return false
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
  ['v', 'f'],
  ['on', 'off'],
  ['1', '0']
]

/** Whether plain values are the two words of one yes/no pair. */
export function isYesNo(values: readonly string[]): boolean {
  return values.length === 2 && YES_NO.some((pair) => pair.every((word) => values.includes(word)))
}
